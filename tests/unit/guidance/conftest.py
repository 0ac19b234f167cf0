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
review_by: 2027-05-01
forces:
  - {{id: cleveland, name: Cleveland Police, nation: england, website: www.cleveland.police.uk}}
  - {{id: police-scotland, name: Police Scotland, nation: scotland, website: www.scotland.police.uk}}
""",
    "topics.yml": """
topics:
  - {name: numbers, title: Numbers, opens_with: [old-number]}
  - {name: records, title: Records}
  - {name: answers, title: Answers}
  - {name: positions, title: Positions}
""",
    "recommendations.yml": f"""
defaults: {{nations: [england], audience: [mp], review_by: 2027-05-01}}
bodies:
  - {{id: platforms, name: the platforms, words: [platform, social media]}}
  - {{id: police, name: the police, words: [police chief]}}
recommendations:
  - number: 1
    subjects: [home address, take-down]
    bodies: [platforms]
    asks: {{text: Take it down., source: {source(WORDS)}, changed: [change-number]}}
    responsible: {{text: It is for the platforms., source: {source(WORDS)}}}
    timeframe: {{text: At once., source: {source(WORDS)}}}
    government: {{status: accepted, text: It agreed., source: {source(WORDS)}}}
    labour: {{status: other, text: It said more., source: {source(WORDS)}}}
    progress: {{status: reported, text: It is done., source: {source(WORDS)}}}
  - number: 2
    nations: [wales]
    subjects: [home address]
    bodies: [platforms, police]
    asks: {{text: Train the police., source: {source(WORDS)}}}
    responsible: {{text: It is for both., source: {source(WORDS)}}}
    timeframe: {{text: Within a year., source: {source(WORDS)}}}
    government: {{status: undecided, text: It will think., source: {source(WORDS)}, law: true}}
    labour: {{status: rejected, text: It said no., source: {source(WORDS)}}}
    progress: {{status: not_reported, text: Nothing is said., source: {source(WORDS)}}}
""",
    "uncited.yml": f"""
uncited:
  - {{document: deck, passage: [0, 7], sha256: {checksum(HEADING)}, reason: heading}}
""",
    "asking.yml": """
topics: {numbers: all, records: progress, answers: government, positions: labour}
positions: {publisher: A party, topic: positions, link: hidden-link, closing: no-others}
no_such_number: [which-number]
which_one: [which-number]
parts:
  labour: [the party]
  timeframe: [by when]
  responsible: [who should act]
  progress: [what came of it]
  government: [government say]
statuses:
  - {part: government, words: [reject, rejected], statements: [which-number]}
  - {part: labour, words: [reject], statements: [no-others]}
around: [and, please]
before_number: [what about, number]
follow_ups:
  more: [tell me more]
  source: [source]
  current: [still current]
  responsible: [who was responsible]
  timeframe: [deadline]
  government: [what did the government say]
  labour: [what did the party say]
  progress: [what happened]
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
  - {{id: which-number, topics: [answers], text: Which number?, source: {{self: A rule of ours}}}}
  - {{id: no-others, topics: [positions], text: We know of no others., source: {{self: A rule of ours}}}}
  - {{id: hidden-link, topics: [], text: "See {{party-responses}}.", source: {{self: A rule of ours}}}}
  - id: a-position
    topics: [positions]
    publisher: A party
    recommendations: [1]
    text: We want it.
    source: {source(WORDS)}
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
