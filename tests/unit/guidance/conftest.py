"""The smallest guidance base that loads, written into a folder that a test may then spoil."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

DOCUMENT = "Heading\n\n- Call the old number.\n- Keep “every word”.\n"


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


OLD, WORDS, HEADING = "- Call the old number.", "- Keep “every word”.", "Heading"


def source(text: str) -> str:
    start = DOCUMENT.index(text)
    return f"{{document: deck, passage: [{start}, {start + len(text)}], locator: slide 1, sha256: {checksum(text)}}}"


PAGE = "{title: A page, url: https://a.example/, seen_on: 2026-11-21, undated: true, sure: B}"
FILES = {
    "documents.yml": """
documents:
  - {id: deck, file: deck.txt, title: A deck, publisher: A body, written: 2019-11-15, dated_by: its cover, url: null}
""",
    "changes.yml": """
changes:
  - {id: change-number, text: The number is new., url: null, as_of: 2025-04-01, sure: A, effect: supersedes}
  - {id: change-more, text: There is more., url: "https://a.example/", as_of: 2025-04-01, sure: B, effect: adds}
""",
    "contacts.yml": f"""
contacts:
  - id: contact-101
    name: Police
    numbers: ["101"]
    other_way: "textphone 18001 101"
    nations: [england]
    source: {PAGE}
    as_of: 2026-11-21
    on_card: true
  - id: contact-line
    name: A line
    numbers: ["01632 960009"]
    other_way: no text line
    nations: [england]
    source: {PAGE}
    as_of: 2016-04-07
    review_by: 2027-05-01
""",
    "forces.yml": f"""
source: {PAGE}
forces:
  - {{id: cleveland, name: Cleveland Police, nation: england, website: www.cleveland.police.uk}}
  - {{id: police-scotland, name: Police Scotland, nation: scotland, website: www.scotland.police.uk}}
""",
    "topics.yml": """
topics:
  - {name: numbers, title: Numbers, opens_with: [old-number]}
  - {name: records, title: Records}
""",
    "uncited.yml": f"""
uncited:
  - {{document: deck, passage: [0, 7], sha256: {checksum(HEADING)}, reason: a heading}}
""",
    "body.yml": f"""
defaults:
  publisher: A body
  as_of: 2019-11-15
  nations: [england, wales, scotland]
  audience: [candidate]
  review_by: 2027-05-01
statements:
  - id: a-line
    topics: [numbers]
    text: "You can call {{contact-line}}."
    source: {PAGE}
  - id: old-number
    topics: [numbers]
    text: Call the old number.
    source: {source(OLD)}
    changed: [change-number, change-more]
  - id: keep-words
    topics: [records, numbers]
    text: Keep “every word”.
    source: {source(WORDS)}
    changed: [change-more]
  - id: ask-force
    topics: [records]
    nations: [england]
    text: "Ask {{force}} or use {{force-website}}. {{council}} and {{party}} can help."
    source: {{self: A rule of ours}}
    local: [adviser, party_officer]
""",
    "advice.yml": f"""
advice:
  police: &all
    what: [advice-what]
    why: [keep-words, old-number]
    steps: [old-number, keep-words, a-line]
    contacts: [ask-force]
    before_evidence: [advice-what]
    evidence: [keep-words]
  platform: *all
  lawful: *all
defaults:
  publisher: A body
  as_of: 2019-11-15
  nations: [england, wales, scotland]
  audience: [candidate]
  review_by: 2027-05-01
statements:
  - id: advice-what
    topics: []
    text: Tell the police.
    source: {PAGE}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a guidance base that loads."""
    base = tmp_path / "guidance"
    base.mkdir()
    for name, content in FILES.items():
        (base / name).write_text(content, encoding="utf-8")
    return base


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The folder of the document that the base quotes."""
    shelf = tmp_path / "documents"
    shelf.mkdir()
    (shelf / "deck.txt").write_text(DOCUMENT, encoding="utf-8")
    return shelf
