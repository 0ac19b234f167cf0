from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.guidance import Guidance, Local, present_first
from bot.guidance.registers import read_forces

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 21)
LOCAL = """
council: Exampleshire Council
party: The Example Party
force: cleveland
contacts:
  adviser: {name: Desk, role: adviser, phone: "01632 960001", other_way: no text line, audience: public,
    hours: Weekdays., nation: england, instead_if_conflict: the chief's office}
  party_officer: {name: Alex, role: safety officer, phone: "07700 900001", other_way: texts are read,
    email: a@b.example, audience: members, hours: Any time, nation: england}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "local.yml"
    path.write_text(LOCAL, encoding="utf-8")
    return path


def test_general_wording_without_a_file(folder: Path) -> None:
    statement = Guidance.load(folder).statement("ask-force")
    assert statement.text.startswith("Ask your police force or use your force’s website (find it at www.police.uk).")
    assert statement.text.endswith("your council and your party can help.")
    assert statement.local == ()


def test_names_and_contacts_of_the_place(folder: Path, file: Path) -> None:
    statement = Guidance.load(folder, file).statement("ask-force")
    assert "Cleveland Police website (www.cleveland.police.uk)" in statement.text
    assert "Exampleshire Council and The Example Party can help." in statement.text
    line = "Desk, adviser: 01632 960001 (no text line). Weekdays. If this is about that person, use the chief's office."
    assert statement.local == (line,)
    assert line in present_first(statement, TODAY)


def test_contacts_of_members_need_members_only(folder: Path, file: Path) -> None:
    local = Local.load(file, read_forces(folder))
    assert "Alex" not in " ".join(Guidance.load(folder, local).statement("ask-force").local)
    assert "a@b.example" in " ".join(Guidance.load(folder, local, members_only=True).statement("ask-force").local)


def test_advice_of_another_nation_is_left_out(folder: Path, file: Path) -> None:
    assert Guidance.load(folder, file).advice("police").sections["contacts"]
    file.write_text("force: police-scotland\n", encoding="utf-8")
    advice = Guidance.load(folder, file).advice("police")
    assert advice.sections["contacts"] == ()
    assert advice.sections["steps"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("force: cleveland", "force: atlantis"),
        ("council:", "town:"),
        ("  adviser:", "  mayor:"),
        ("audience: members, ", "audience: public, "),
        ('phone: "01632 960001"', 'phone: "07700 900002"'),
        ('phone: "01632 960001"', 'phone: "+44 (0)7700 900002"'),
        ('phone: "01632 960001"', 'phone: "+44 7700 900002"'),
        ('phone: "01632 960001"', "phone: 1632960001"),
        ('phone: "01632 960001"', "phone: call us"),
        ("name: Desk", "name: Desk on 07700 900002"),
        ("hours: Weekdays.", "hours: or write to desk@council.example"),
        ("role: adviser,", "role: adviser, email: desk@council.example,"),
        (", other_way: no text line", ""),
        ('phone: "01632 960001", ', ""),
        ("audience: public", "audience: everyone"),
        ("hours: Weekdays.", "url: www.council.example"),
        ("email: a@b.example", "email: nobody"),
    ],
)
def test_what_is_refused(folder: Path, file: Path, old: str, new: str) -> None:
    assert old in LOCAL
    file.write_text(LOCAL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Guidance.load(folder, file)
    assert caught.value.file == file
    assert caught.value.line > 1


def test_the_worked_example_loads() -> None:
    guidance = Guidance.load(ROOT / "data" / "guidance", ROOT / "data" / "local.example.yml", members_only=True)
    said = "\n".join("\n".join(present_first(entry, TODAY)) for entry in guidance.advice("police").statements)
    assert "Cleveland Police website" in said
    assert "01632 960001" in said
    assert len(guidance.forces) == 45
