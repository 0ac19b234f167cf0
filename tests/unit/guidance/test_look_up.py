"""Questions about the recommendations of the shipped base, by number, subject, status and body."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.datafile import DataError
from bot.guidance import Guidance, Local, by_number, look_up, numbered
from bot.settings import DATA

GUIDANCE = Guidance.load(DATA / "guidance")
POSITIONS = GUIDANCE.asking.positions


def ids(topic: str, text: str) -> list[str]:
    found = look_up(GUIDANCE, topic, text)
    return [statement.id for statement in found.statements] if found else []


@pytest.mark.parametrize("number", range(1, 34))
@pytest.mark.parametrize(
    ("topic", "part"),
    [
        ("cspl_recommendation", "asks"),
        ("government_response", "government"),
        ("labour_response", "labour"),
        ("recommendation_progress", "progress"),
    ],
)
def test_each_is_found_by_number(number: int, topic: str, part: str) -> None:
    found = look_up(GUIDANCE, topic, f"what about recommendation {number}")
    assert found is not None
    assert (found.topic, found.number) == (topic, number)
    assert found.statements[0].id == f"recommendation-{number}-{part}"


@pytest.mark.parametrize("number", range(1, 34))
def test_a_party_s_position_is_told_only_when_asked_for(number: int) -> None:
    for part in ("all", "government", "progress", "responsible", "timeframe"):
        assert not any(POSITIONS.among(each) for each in by_number(GUIDANCE, [number], part).statements)
    assert all(POSITIONS.among(each) for each in by_number(GUIDANCE, [number], "labour").statements)


@pytest.mark.parametrize(
    ("topic", "text", "first"),
    [
        ("cspl_recommendation", "who is responsible for recommendation 31", "recommendation-31-responsible"),
        ("cspl_recommendation", "by when was rec 24 meant to be done", "recommendation-24-timeframe"),
        ("cspl_recommendation", "what did Labour say about number twelve", "recommendation-12-labour"),
        ("cspl_recommendation", "what happened to recommendation 8", "recommendation-8-progress"),
        ("recommendation_progress", "what did the government say to 24?", "recommendation-24-government"),
        ("cspl_recommendation", "what did they say about home addresses on ballot papers", "recommendation-8-asks"),
        ("government_response", "did the govt accept a new electoral offence", "recommendation-6-government"),
        ("labour_response", "labour on freelance journalists", "recommendation-33-labour"),
        ("cspl_recommendation", "social media training", "recommendation-19-asks"),
        ("cspl_recommendation", "what should social media companies do", "recommendation-20-asks"),
        ("cspl_recommendation", "what should political parties do", "recommendation-12-asks"),
        ("cspl_recommendation", "what is for the police", "recommendation-29-asks"),
        ("cspl_recommendation", "what was recommended to the government", "recommendation-6-asks"),
        ("government_response", "which ones did government reject", "government-none-rejected"),
        ("cspl_recommendation", "were any of the recommendations turned down", "government-none-rejected"),
        ("government_response", "which did the government accept", "government-statuses"),
        ("labour_response", "which ones did Labour reject", "labour-statuses"),
        ("cspl_recommendation", "which recommendations did labour oppose", "labour-statuses"),
        ("recommendation_progress", "what is overdue", "progress-no-rating"),
        ("cspl_recommendation", "which ones are late", "progress-no-rating"),
        ("recommendation_progress", "how many were done", "progress-no-rating"),
        ("recommendation_progress", "which are not reported on", "progress-coverage"),
        ("cspl_recommendation", "recommendation 40", "cspl-33"),
    ],
)
def test_it_finds(topic: str, text: str, first: str) -> None:
    assert ids(topic, text)[0] == first


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("government_response", "what did the government say back in 2018"),
        ("cspl_recommendation", "what is this report"),
        ("labour_response", "what did labour say"),
        ("cspl_recommendation", ""),
    ],
)
def test_a_question_that_names_none_is_left_to_its_topic(topic: str, text: str) -> None:
    assert look_up(GUIDANCE, topic, text) is None


def test_several_are_a_list_and_each_bears_its_number() -> None:
    found = look_up(GUIDANCE, "cspl_recommendation", "recommendations 12 and 17")
    assert found is not None
    assert found.number is None
    said = [statement.text for statement in numbered(found.statements)]
    assert [text[:19] for text in said] == ["Recommendation 12: ", "Recommendation 17: "]


def test_the_number_is_said_once_for_each() -> None:
    found = by_number(GUIDANCE, [12], "all")
    said = [statement.text for statement in numbered(found.statements)]
    assert said[0].startswith("Recommendation 12: ")
    assert not any(text.startswith("Recommendation") for text in said[1:])


def test_hidden_positions_are_nowhere_in_the_base() -> None:
    hidden = Guidance.load(DATA / "guidance", Local(hide_positions=True, party_responses="https://a.example/r"))
    link = hidden.statement("labour-link")
    assert "https://a.example/r" in link.text
    assert not any(POSITIONS.among(statement) for statement in hidden.statements.values())
    for topic in hidden.titles:
        assert not any(POSITIONS.among(statement) for statement in hidden.topic(topic))
    assert hidden.topic("labour_response")[0] is link
    for text in ("recommendation 7", "which ones did labour reject", "what did labour say about press codes"):
        found = look_up(hidden, "labour_response", text)
        assert found is not None
        assert set(found.statements) == {link}
    assert all(record.labour.statement is link for record in hidden.recommendations.records.values())


def test_party_positions_in_the_local_file(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "local.yml"
    path.write_text("party_positions: hide\nparty_responses: https://a.example/\n", encoding="utf-8")
    assert [each.id for each in Guidance.load(folder, path).topic("positions")] == ["no-others", "hidden-link"]
    assert Guidance.load(folder, path).statement("hidden-link").text == "See https://a.example/."
    path.write_text("party_positions: show\n", encoding="utf-8")
    assert [each.id for each in Guidance.load(folder, path).topic("positions")] == ["no-others", "a-position"]
    path.write_text("party_positions: some\n", encoding="utf-8")
    with pytest.raises(DataError):
        Guidance.load(folder, path)


BROKEN = {
    "unknown key": ("topics: {", "colour: red\ntopics: {"),
    "unknown topic": ("numbers: all", "nothing: all"),
    "unknown part": ("numbers: all", "numbers: some"),
    "part without a topic": ("records: progress, ", ""),
    "unknown statement": ("no_such_number: [which-number]", "no_such_number: [nothing]"),
    "unknown link": ("link: hidden-link", "link: nothing"),
    "unknown topic of positions": ("topic: positions", "topic: nothing"),
    "part without words": ("  timeframe: [by when]\n", ""),
    "status of a wrong part": ("part: labour, words", "part: timeframe, words"),
    "status of an unknown statement": ("statements: [no-others]", "statements: [nothing]"),
    "follow-up under two kinds": ("source: [source]", "source: [source, tell me more]"),
    "follow-up without a word": ("source: [source]", 'source: ["?"]'),
    "unknown follow-up": ("  source: [source]", "  weather: [source]"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_anything_bad_stops_the_load_with_file_and_line(folder: Path, name: str) -> None:
    path = folder / "asking.yml"
    content = path.read_text(encoding="utf-8")
    old, new = BROKEN[name]
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Guidance.load(folder)
    assert caught.value.file == path
    assert caught.value.line >= 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tell me more", "more"),
        ("Go on, please", "more"),
        ("more", "more"),
        ("source?", "source"),
        ("ok, what's the source?", "source"),
        ("is that still current?", "current"),
        ("and what did Labour say?", "labour"),
        ("what did government say?", "government"),
        ("who was responsible for that one?", "responsible"),
        ("tell me more about the man outside my house", None),
        ("more of them are coming", None),
        ("go on and on", None),
        ("", None),
        ("?!", None),
        ("source " * 30, None),
    ],
)
def test_a_follow_up_is_the_whole_message(text: str, kind: str | None) -> None:
    assert GUIDANCE.asking.follow_up(text) == kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("and 24?", (24,)),
        ("24", (24,)),
        ("ok and what about number twelve?", (12,)),
        ("rec 7 please", (7,)),
        ("and no. 5", (5,)),
        ("6 and 7?", (6, 7)),
        ("and one?", (1,)),
        ("24 of them", ()),
        ("no", ()),
        ("and", ()),
        ("one is outside", ()),
    ],
)
def test_a_bare_number(text: str, numbers: tuple[int, ...]) -> None:
    assert GUIDANCE.asking.number_alone(text) == numbers


def seconds(work: Callable[[], Any]) -> float:
    """The shortest of three runs, in seconds of this process: others may keep the processor busy."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def test_the_base_loads_in_half_a_second() -> None:
    assert seconds(lambda: Guidance.load(DATA / "guidance")) < 0.5


def test_a_thousand_look_ups_take_a_fifth_of_a_second() -> None:
    base, topics = GUIDANCE, list(GUIDANCE.titles)
    ways: list[Callable[[int], Any]] = [
        lambda at: base.topic(topics[at % len(topics)]),
        lambda at: base.more_on(1 + at % 33),
        lambda at: look_up(base, "cspl_recommendation", f"recommendation {1 + at % 33}"),
        lambda at: base.recommendations.by_subject("home addresses on ballot papers"),
        lambda at: look_up(base, "government_response", "which ones did government reject"),
    ]
    assert seconds(lambda: [ways[at % len(ways)](at) for at in range(1000)]) < 0.2


def test_a_replaced_statement_is_a_party_s_position_still() -> None:
    assert POSITIONS.among(replace(GUIDANCE.statement("recommendation-7-labour"), text="x"))
