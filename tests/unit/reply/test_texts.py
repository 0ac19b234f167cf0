from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.rasa.parts import check_buttons
from bot.reply import Texts
from bot.settings import DATA

GOOD = (DATA / "texts" / "safety.yml").read_text()
TALK = (DATA / "texts" / "talk.yml").read_text()


def load(folder: Path, safety: str, talk: str = TALK) -> Texts:
    (folder / "safety.yml").write_text(safety)
    (folder / "talk.yml").write_text(talk)
    return Texts.load(folder)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD)["held_line"].message.text == "If it is not over, call 999."


def entry(text: str) -> str:
    """The whole good file with another ``held_line``."""
    begin, end = GOOD.index("  held_line:"), GOOD.index("  held_question:")
    return GOOD[:begin] + "  held_line:\n" + text + GOOD[end:]


APPROVAL = '    approved_by: ""\n    role: ""\n    approved_on: ""\n'


@pytest.mark.parametrize(
    ("safety", "reason"),
    [
        ("texts: [\n", "node content"),
        ("words: {}\n", "unknown key 'words'"),
        (entry(f"    text: x\n    rule: x\n{APPROVAL}"), "unknown key 'rule'"),
        (entry('    text: x\n    approved_by: ""\n    approved_on: ""\n'), "'role' is missing"),
        (entry(f'    text: ""\n{APPROVAL}'), "'text' is empty"),
        (entry(f'    text: "a\\n\\nb"\n{APPROVAL}'), "blank line"),
        (entry(f"    text: 7\n{APPROVAL}"), "'text' must be str"),
        (entry(f"    text: x\n    buttons: [{{title: Yes}}]\n{APPROVAL}"), "'title' must be str"),
        (entry(f"    text: x\n    asks: dangr\n{APPROVAL}"), "'asks' must be one of danger, police_reached"),
        (entry(f"    text: x {{flag}}\n{APPROVAL}"), "must hold no placeholder"),
        (GOOD.replace("({flag})", "({flg})"), "must hold {'flag'}"),
        (GOOD.replace("({flag})", "({flag)"), "must hold {'flag'}"),
        (GOOD.replace("  held_line:", "  held_lane:"), "'held_lane' is not used"),
        (entry("").replace("  held_line:\n", ""), "'held_line' is missing"),
        (GOOD + "  held_line: {}\n", "occurs twice"),
        (GOOD + "  another: x\n", "must be a mapping"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason(tmp_path: Path, safety: str, reason: str) -> None:
    with pytest.raises(DataError, match=re.escape(reason)) as caught:
        load(tmp_path, safety)
    assert caught.value.file.name == "safety.yml"
    assert caught.value.line >= 1


def test_the_line_is_where_the_text_stands(tmp_path: Path) -> None:
    safety = entry(f"    text: 7\n{APPROVAL}")
    with pytest.raises(DataError) as caught:
        load(tmp_path, safety)
    assert safety.splitlines()[caught.value.line - 1].strip() == "text: 7"


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("Someone is in danger", "in_danger"),
        ("police, not urgent", "police"),
        ("should i call 999", "should_i_call"),
        ("I can’t call", "cannot_call"),
        ("Yes", None),
        ("no", None),
        ("someone is in danger of losing", None),
    ],
)
def test_a_button_may_be_typed_out(typed: str, intent: str | None) -> None:
    assert Texts.load(DATA / "texts").intent_of_title(typed) == intent


def test_a_button_that_means_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text("intents: [in_danger]\n")
    with pytest.raises(DataError, match="means no intent of the domain"):
        check_buttons(Texts.load(DATA / "texts"), tmp_path / "domain.yml")
