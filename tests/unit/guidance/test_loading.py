from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.guidance import Guidance, cite


def test_statements_are_found_by_id_topic_and_level(folder: Path) -> None:
    guidance = Guidance.load(folder)
    assert guidance.statement("keep-words").text == "Keep “every word”."
    assert [entry.id for entry in guidance.topic("numbers")] == ["old-number", "a-line", "keep-words"]
    assert guidance.topic("weather") == ()
    assert guidance.advice("police").sections["what"][0].id == "advice-what"
    assert guidance.contact("contact-101").spoken == "101 (textphone 18001 101)"
    with pytest.raises(KeyError):
        guidance.statement("nothing")


def test_contacts_are_filled_in_with_their_other_way(folder: Path) -> None:
    statement = Guidance.load(folder).statement("a-line")
    assert statement.text == "You can call 01632 960009 (no text line)."
    assert [contact.id for contact in statement.contacts] == ["contact-line"]


def test_a_citation_has_the_shape_of_the_reply_contract(folder: Path) -> None:
    guidance = Guidance.load(folder)
    assert cite(guidance.statement("old-number")) == {
        "id": "old-number",
        "title": "A deck",
        "publisher": "A body",
        "document": "deck.txt",
        "locator": "slide 1",
        "url": None,
        "as_of": "2019-11-15",
        "changed": [
            {"text": "The number is new.", "url": None, "as_of": "2025-04-01"},
            {"text": "There is more.", "url": "https://a.example/", "as_of": "2025-04-01"},
        ],
    }
    page = cite(guidance.statement("a-line"))
    assert (page["document"], page["url"]) == (None, "https://a.example/")
    assert page["locator"] == "undated page, copy seen 2026-11-21"
    own = cite(guidance.statement("ask-force"))
    assert (own["title"], own["document"], own["locator"], own["url"]) == ("A rule of ours", None, None, None)


BROKEN = {
    "unknown key": ("body.yml", "topics: [records]\n    nations", "topics: [records]\n    colour: red\n    nations"),
    "unknown top key": ("body.yml", "defaults:", "extra: 1\ndefaults:"),
    "unknown default": ("body.yml", "defaults:", "defaults:\n  colour: red"),
    "duplicate id": ("body.yml", "id: a-line", "id: keep-words"),
    "bad id": ("body.yml", "id: a-line", "id: A_line"),
    "too many words": ("body.yml", "text: Call the old number.", "text: " + "word " * 61),
    "empty text": ("body.yml", "text: Call the old number.", 'text: " "'),
    "bad date": ("body.yml", "as_of: 2019-11-15", "as_of: soon"),
    "date with time": ("body.yml", "as_of: 2019-11-15", "as_of: 2019-11-15 10:00:00"),
    "unknown topic": ("body.yml", "topics: [records, numbers]", "topics: [records, weather]"),
    "topic twice": ("body.yml", "topics: [records, numbers]", "topics: [records, records]"),
    "unknown nation": ("body.yml", "nations: [england]", "nations: [france]"),
    "unknown change": ("body.yml", "changed: [change-more]", "changed: [change-all]"),
    "unknown document": ("body.yml", "document: deck", "document: book"),
    "bad passage": ("body.yml", "passage: [9,", "passage: [90,"),
    "sha256 of no shape": ("body.yml", "sha256: ", "sha256: X"),
    "unknown placeholder": ("body.yml", "{contact-line}", "{contact-moon}"),
    "unknown local contact": ("body.yml", "local: [adviser,", "local: [mayor,"),
    "not a mapping": ("body.yml", "statements:\n", "statements:\n  - a text\n"),
    "page of no grade": ("body.yml", "sure: B", "sure: C"),
    "change of no grade": ("changes.yml", "sure: B", "sure: C"),
    "change of no effect": ("changes.yml", "effect: adds", "effect: none"),
    "change with placeholder": ("changes.yml", "There is more.", "'Call {contact-101}.'"),
    "change twice": ("changes.yml", "id: change-more", "id: change-number"),
    "contact that never expires": ("contacts.yml", "review_by: 2027-05-01", "hours: Always"),
    "contact of another name": ("contacts.yml", "id: contact-line", "id: line"),
    "contact without number": ("contacts.yml", '["01632 960009"]', "[]"),
    "forces without review date": ("forces.yml", "review_by: 2027-05-01", ""),
    "law that is no yes or no": (
        "body.yml",
        "topics: [records]\n    nations",
        "law: maybe\n    topics: [records]\n    nations",
    ),
    "contact without other way": ("contacts.yml", "other_way: no text line", "hours: Always"),
    "bad link": ("documents.yml", "url: null", "url: www.a.example"),
    "topic that nobody answers": ("topics.yml", "name: records", "name: weather"),
    "topic answered by none": ("topics.yml", "topics:\n", "topics:\n  - {name: weather, title: Weather}\n"),
    "topic defined twice": ("topics.yml", "name: records", "name: numbers"),
    "opening of another topic": ("topics.yml", "[old-number]", "[ask-force]"),
    "advice with unknown statement": ("advice.yml", "why: [keep-words", "why: [nothing"),
    "advice without evidence rules": ("advice.yml", "    before_evidence: [advice-what]\n", ""),
    "advice with two steps": ("advice.yml", "steps: [old-number, ", "steps: ["),
    "advice with unknown section": ("advice.yml", "    evidence:", "    proof:"),
    "advice level": ("advice.yml", "lawful: *all", "weather: *all"),
    "advice that starts elsewhere": ("advice.yml", "    what: [advice-what]\n    why", "    why"),
    "evidence before its exceptions": (
        "advice.yml",
        "before_evidence: [advice-what]\n    evidence: [keep-words]",
        "evidence: [keep-words]\n    before_evidence: [advice-what]",
    ),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_anything_bad_stops_the_load_with_file_and_line(folder: Path, name: str) -> None:
    file, old, new = BROKEN[name]
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Guidance.load(folder)
    assert caught.value.file.parent == folder
    assert caught.value.line > 1 or name in ("unknown top key", "bad passage")


@pytest.mark.parametrize("name", ["documents.yml", "contacts.yml", "advice.yml", "topics.yml"])
def test_a_missing_file_stops_the_load(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(DataError):
        Guidance.load(folder)
