"""Guidance can be read by somebody under stress."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.guidance import Statement
from tests.content.guidance_base import STATEMENTS

ROOT = Path(__file__).resolve().parents[2]


# Flesch-Kincaid: 0.39 x words per sentence + 11.8 x syllables per word - 15.59. Written here rather than kept as a
# library: syllables are groups of vowels without a silent final e. Names of bodies, web addresses, numbers in brackets
# and quotations are the reader's to meet, not ours to simplify: each counts as one short word.
NAMES = re.compile(
    r"Force Elected-Official Advisers?|Equality Advisory and Support Service|National Stalking Helpline"
    r"|Report Harmful Content|Electoral Commission|Crown Prosecution Service|College of Policing"
    r"|Local Government Lawyer|head of democratic services|monitoring officer"
    r"|Committee on Standards in Public Life|Labour Party|Jo Cox Foundation|Cabinet Office|Parliamentary Parties Panel"
    r"|Parliamentary Liaison and Investigation Team|Parliamentary Security Department|Defending Democracy"
    r"|National (?:Executive|Constitutional) Committee|Governance and Legal Unit|Seven Principles of Public Life"
    r"|National Counter Terrorism Security Office|National Cyber Security Centre|National Police Chiefs’ Council"
    r"|Authorised Professional Practice|Digital Charter|European Commission|Editors’ Code|Ministerial Code"
    r"|Suzy Lamplugh Trust|Northern Ireland|British Sign Language|Victim Support|Samaritans|Crimestoppers"
    r"|Parliament’s|Scotland|England|Instagram|WhatsApp|LinkedIn|Facebook|Telegram|S\.H\.I\.E\.L\.D\.|StopNCII"
    r"|“[^”]*”|‘[^’]*’|\([^)]*\)|\S+\.(?:org|com|uk)\S*|\d[\d -]*"
)


def reading_grade(text: str) -> float:
    """The school year (US) in which a text can be read."""
    plain = NAMES.sub(" one ", text).lower()
    sentences = max(1, len(re.findall(r"[.!?:;]+(?:\s|$)", plain)))
    words = re.findall(r"[a-zà-ÿ’']+", plain)
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$", "", word))))
        for word in words
    )
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_reading_grade_tells_plain_from_official() -> None:
    assert reading_grade("Call the police. Do not reply.") < 4
    assert (
        reading_grade("Communications containing intimidatory or discriminatory material constitute an offence.") > 12
    )


@pytest.mark.parametrize(
    "statement", [entry for entry in STATEMENTS if not entry.law], ids=lambda statement: statement.id
)
def test_plain_words(statement: Statement) -> None:
    assert reading_grade(statement.text) <= 9
