from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.reply import Texts

APPROVAL = '    approved_by: ""\n    role: ""\n    approved_on: ""\n'
GOOD = f"texts:\n  card:\n    text: Call 999 now.\n{APPROVAL}"


def load(folder: Path, safety: str, talk: str = "texts: {}\n") -> Texts:
    (folder / "safety.yml").write_text(safety)
    (folder / "talk.yml").write_text(talk)
    return Texts.load(folder)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD)["card"].message.text == "Call 999 now."


@pytest.mark.parametrize(
    ("safety", "line", "reason"),
    [
        ("texts: [\n", 2, "expected the node content"),
        ("words: {}\n", 1, "unknown key 'words'"),
        (GOOD.replace("    role", "    rule"), 3, "unknown key 'rule'"),
        (GOOD.replace('    role: ""\n', ""), 3, "'role' is missing"),
        (GOOD.replace("Call 999 now.", '""'), 3, "'text' is empty"),
        (GOOD.replace("Call 999 now.", '"Call 999\\n\\nnow."'), 3, "blank line"),
        (GOOD.replace("Call 999 now.", "7"), 3, "'text' must be str"),
        ("texts:\n  card: Call 999 now.\n", 1, "must be a mapping"),
        (GOOD + "  card: {}\n", 7, "occurs twice"),
        (GOOD.replace("    role", "    buttons: [{title: Yes}]\n    role"), 5, "'title' must be str"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason(tmp_path: Path, safety: str, line: int, reason: str) -> None:
    with pytest.raises(DataError, match=re.escape(reason)) as caught:
        load(tmp_path, safety)
    assert (caught.value.file.name, caught.value.line) == ("safety.yml", line)


def test_a_name_stands_in_one_file_only(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="stands in safety"):
        load(tmp_path, GOOD, "texts:\n  card: {text: hello}\n")
