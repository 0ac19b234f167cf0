from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.guidance import Guidance, Recommendation, cite
from bot.guidance.recommendations import count_named


def numbers(found: tuple[Recommendation, ...]) -> list[int]:
    return [record.number for record in found]


def test_a_recommendation_is_found_by_number(folder: Path) -> None:
    guidance = Guidance.load(folder)
    record = guidance.recommendations.number(1)
    assert (record.government.status, record.labour.status, record.progress.status) == ("accepted", "other", "reported")
    assert [part.id for part in record.parts] == [
        f"recommendation-1-{name}" for name in ("asks", "responsible", "timeframe", "government", "labour", "progress")
    ]
    with pytest.raises(KeyError):
        guidance.recommendations.number(3)


def test_each_part_is_a_statement_with_its_own_source(folder: Path) -> None:
    guidance = Guidance.load(folder)
    part = guidance.statement("recommendation-1-asks")
    assert part is guidance.recommendations.number(1).asks
    assert part.recommendations == (1,)
    assert part.nations == ("england",)
    assert cite(part)["document"] == "deck.txt"
    assert [change.id for change in part.changed] == ["change-number"]
    assert guidance.statement("recommendation-2-government").nations == ("wales",)
    assert guidance.statement("recommendation-2-government").law


def test_it_is_found_by_body(folder: Path) -> None:
    found = Guidance.load(folder).recommendations
    assert numbers(found.by_body("platforms")) == [1, 2]
    assert numbers(found.by_body("police")) == [2]
    assert numbers(found.by_body("police", "platforms")) == [1, 2]
    assert found.by_body("church") == ()


def test_it_is_found_by_status(folder: Path) -> None:
    found = Guidance.load(folder).recommendations
    assert numbers(found.by_status("government", "accepted")) == [1]
    assert found.by_status("government", "rejected") == ()
    assert numbers(found.by_status("labour", "rejected", "other")) == [1, 2]
    assert numbers(found.by_status("progress", "not_reported")) == [2]
    with pytest.raises(KeyError):
        found.by_status("progress", "overdue")
    with pytest.raises(KeyError):
        found.by_status("weather", "reported")


def test_it_is_found_by_subject_the_closest_first(folder: Path) -> None:
    found = Guidance.load(folder).recommendations
    assert numbers(found.by_subject("Anything about HOME ADDRESSES?")) == [1, 2]
    assert numbers(found.by_subject("take down a home address")) == [1, 2]
    assert numbers(found.by_subject("what about take-downs")) == [1]
    assert found.by_subject("who homes in") == ()


def test_bodies_are_known_by_what_people_call_them(folder: Path) -> None:
    found = Guidance.load(folder).recommendations
    assert [body.id for body in found.bodies_named("what must the Police Chiefs’ Council do")] == ["police"]
    assert [body.id for body in found.bodies_named("social-media and police chiefs")] == ["platforms", "police"]
    assert found.bodies_named("the platformer") == ()


def test_words_are_counted_whole() -> None:
    assert count_named(["press", "press code", "s"], "the press's codes") == 2
    assert count_named(["code"], "decode") == 0


def test_statements_tell_more_about_a_recommendation(folder: Path) -> None:
    path = folder / "body.yml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("topics: [records, numbers]", "topics: [records]\n    recommendations: [2]"))
    guidance = Guidance.load(folder)
    assert [entry.id for entry in guidance.more_on(2)] == ["keep-words"]
    assert [entry.id for entry in guidance.more_on(1)] == ["a-position"]


FILE = "recommendations.yml"
BROKEN = {
    "unknown top key": (FILE, "bodies:\n", "extra: 1\nbodies:\n"),
    "unknown key": (FILE, "subjects: [home address]", "colour: red\n    subjects: [home address]"),
    "unknown default": (FILE, "audience: [mp], review_by", "colour: red, audience: [mp], review_by"),
    "no defaults": (FILE, "nations: [england], ", ""),
    "unknown nation": (FILE, "nations: [wales]", "nations: [france]"),
    "number twice": (FILE, "number: 2", "number: 1"),
    "number left out": (FILE, "number: 2", "number: 3"),
    "number in words": (FILE, "number: 2", "number: two"),
    "no subjects": (FILE, "subjects: [home address]", "subjects: []"),
    "subject twice": (FILE, "[home address, take-down]", "[take-down, take-down]"),
    "no body": (FILE, "bodies: [platforms, police]", "bodies: []"),
    "unknown body": (FILE, "bodies: [platforms, police]", "bodies: [platforms, church]"),
    "body with nothing to do": (FILE, "bodies: [platforms, police]", "bodies: [platforms]"),
    "body twice": (FILE, "id: police", "id: platforms"),
    "body of a bad id": (FILE, "id: police", "id: The Police"),
    "part left out": (FILE, "    timeframe: {text: At once.", "    # {text: At once."),
    "unknown key of a part": (FILE, "{text: At once.", "{colour: red, text: At once."),
    "empty text": (FILE, "text: At once.", 'text: " "'),
    "too many words": (FILE, "text: At once.", "text: " + "word " * 61),
    "placeholder": (FILE, "text: At once.", 'text: "Call {contact-101}."'),
    "status left out": (FILE, "status: accepted, ", ""),
    "status of no meaning": (FILE, "status: accepted", "status: overdue"),
    "status of another": (FILE, "status: reported", "status: accepted"),
    "status where none belongs": (FILE, "{text: At once.", "{status: accepted, text: At once."),
    "unknown change": (FILE, "changed: [change-number]", "changed: [change-all]"),
    "unknown document": (FILE, "document: deck", "document: book"),
    "bad passage": (FILE, "passage: [", "passage: [99, "),
    "source that is no document": (FILE, "document: deck, ", "self: me} #"),
    "law in words": (FILE, "law: true", "law: maybe"),
    "id that a statement takes": ("body.yml", "id: keep-words", "id: recommendation-1-asks"),
    "link to no recommendation": ("body.yml", "topics: [records]", "topics: [records]\n    recommendations: [3]"),
    "link twice": ("body.yml", "topics: [records]", "topics: [records]\n    recommendations: [1, 1]"),
    "link in words": ("body.yml", "topics: [records]", "topics: [records]\n    recommendations: [one]"),
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
    assert caught.value.file == path
    assert caught.value.line >= 1
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: ")


def test_a_missing_file_stops_the_load(folder: Path) -> None:
    (folder / FILE).unlink()
    with pytest.raises(DataError):
        Guidance.load(folder)
