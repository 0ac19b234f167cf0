"""Telephone numbers stand in one place, carry another way and their age, and never mislead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.guidance import Statement, present_first
from tests.content.guidance_base import GUIDANCE, LATER, STATEMENTS, TODAY, each_statement

ROOT = Path(__file__).resolve().parents[2]


def test_passed_dates_add_and_never_hide() -> None:
    for statement in STATEMENTS:
        now, later = "\n".join(present_first(statement, TODAY)), "\n".join(present_first(statement, LATER))
        assert statement.text in now
        assert statement.text in later
        if any(contact.review_by and contact.numbers for contact in statement.contacts):
            assert "We last checked this number on 21 November 2026." in later
        elif any(contact.review_by for contact in statement.contacts):
            assert "We last checked this website on 21 November 2026." in later
        elif statement.contacts:
            assert "checked" not in later


def test_a_number_nobody_confirmed_says_so() -> None:
    for statement in STATEMENTS:
        doubtful = [
            entry for entry in statement.contacts if entry.numbers and not entry.on_card and not entry.confirmed_on
        ]
        said = "\n".join(present_first(statement, TODAY))
        assert ("We have not been able to check this number" in said) == bool(doubtful)


def test_only_these_numbers_stand_on_a_card() -> None:
    cards = {contact.id for contact in GUIDANCE.contacts.values() if contact.on_card}
    assert cards == {
        "contact-999",
        "contact-101",
        "contact-samaritans",
        "contact-shout",
        "contact-lifeline",
        "contact-textphone-999",
    }


# Rule: a telephone number is a run of digits that contacts.yml lists, other than 999, 101 and 111, or that looks like a
# British number. Such a run stands in contacts.yml and nowhere else. 999 and 101 are words that people know.
NUMBER = re.compile(r"(?<![\w.])(?:\+44|0044|0)[ ()-]?(?:\d[ ()-]?){9,10}(?![\w])")
WORDS = {"999", "101", "111"}
KNOWN = {
    re.sub(r"\D", "", number)
    for contact in GUIDANCE.contacts.values()
    for text in (*contact.numbers, contact.other_way)
    for number in re.findall(r"\d[\d ]{2,}\d", text)
} - WORDS
EXEMPT = {"data/guidance/contacts.yml", "data/texts/safety.yml", "data/local.example.yml", "domain.yml", "README.md"}
"""What a safety card says is pinned by tests of its own; domain.yml repeats it. README.md quotes one."""
FILES = [
    path
    for folder in (".", "bot", "actions", "data", "scripts", "deploy")
    for path in sorted((ROOT / folder).glob("*" if folder == "." else "**/*"))
    if path.suffix in {".py", ".yml", ".yaml", ".json", ".html", ".js", ".css", ".md", ".txt"}
    and path.relative_to(ROOT).as_posix() not in EXEMPT
    and not path.is_relative_to(ROOT / "data" / "nlu")
    and not path.is_relative_to(ROOT / "data" / "triage")
]


def telephone_numbers(text: str) -> list[str]:
    """The telephone numbers in a text."""
    listed = [run for run in re.findall(r"(?<![\w.:/-])\d[\d ]*\d(?![\w:-])", text) if run.replace(" ", "") in KNOWN]
    return listed + NUMBER.findall(text)


def test_the_rule_for_numbers_finds_them() -> None:
    for number in (
        "116 123",
        "85258",
        "0808 808 8000",
        "08088088000",
        "020 7946 0000",
        "+44 20 7946 0000",
        "18001 101",
    ):
        assert telephone_numbers(f"call {number}.")
    assert not telephone_numbers("999, 101 or NHS 111; passage: [3877, 3901]; as_of: 2019-11-15; sha256: 0123ab")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_numbers_stand_in_one_place_only(path: Path) -> None:
    assert telephone_numbers(path.read_text(encoding="utf-8")) == []


def test_the_example_uses_numbers_that_reach_nobody() -> None:
    content = (ROOT / "data" / "local.example.yml").read_text(encoding="utf-8")
    for number in re.findall(r"\b0\d{4} ?\d{6}\b", content):
        assert number.startswith(("01632 960", "07700 900"))


@each_statement
def test_silent_call_and_text_never_mislead(statement: Statement) -> None:
    if re.search(r"\b55\b", statement.text):
        assert "mobile" in statement.text.lower()
    if re.search(r"text\w*( the word register)?( to)? 999", statement.text.lower()):
        assert "registered" in statement.text
