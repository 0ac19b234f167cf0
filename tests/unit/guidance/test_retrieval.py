from __future__ import annotations

import time

import numpy as np
import pytest

from bot.guidance import Guidance
from bot.guidance.retrieval import Retrieval, Searched
from bot.settings import DATA

GUIDANCE = Guidance.load(DATA / "guidance")
SEARCHED = Searched.of(GUIDANCE)
SIZE = len(SEARCHED.texts)


def at(row: int) -> np.ndarray:
    """A vector that is that of the text ``row`` and of no other."""
    return np.eye(SIZE, dtype=np.float32)[row]


RETRIEVAL = Retrieval(SEARCHED, np.eye(SIZE, dtype=np.float32))
ROWS = {statement.id: row for row, statement in enumerate(SEARCHED.statements)}
NOTHING = np.zeros(SIZE, dtype=np.float32)


def test_positions_of_parties_are_not_searched() -> None:
    positions = GUIDANCE.asking.positions
    assert not any(positions.among(statement) for statement in SEARCHED.statements)
    assert "labour-others" in ROWS
    assert {f"recommendation-{number}-asks" for number in range(1, 34)} <= set(ROWS)
    assert not {f"recommendation-{number}-labour" for number in range(1, 34)} & set(ROWS)


def test_the_vector_finds_the_statement_and_its_topic() -> None:
    near = RETRIEVAL.nearest("", at(ROWS["body-digital-charter"]))
    assert near[0].statement == "body-digital-charter"
    assert near[0].topic in GUIDANCE.statement("body-digital-charter").topics
    assert near[0].score == pytest.approx(1, abs=0.01)


def test_words_find_it_too_rare_ones_first() -> None:
    near = RETRIEVAL.nearest("what is the digital charter, or the Digital Charter?", NOTHING)
    assert near[0].statement == "body-digital-charter"
    assert near[0].score > 0.1


def test_a_title_lifts_its_topic() -> None:
    names = list(GUIDANCE.titles)
    row = len(SEARCHED.statements) + names.index("court_orders")
    assert RETRIEVAL.nearest("", at(row))[0].topic == "court_orders"


def test_each_topic_once_the_nearest_first() -> None:
    near = RETRIEVAL.nearest("my home address on the ballot paper", NOTHING, most=5)
    assert len({one.topic for one in near}) == len(near) == 5
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)
    assert near[0].topic in ("home_address", "cspl_recommendation")


@pytest.mark.parametrize("text", ["", "?!", "zzz", "word " * 4000])
def test_any_text_can_be_looked_for(text: str) -> None:
    assert len(RETRIEVAL.nearest(text, NOTHING)) == 3


def test_the_key_changes_with_the_base() -> None:
    statements = dict(GUIDANCE.statements)
    del statements["body-digital-charter"]
    other = Searched(SEARCHED.statements[1:], SEARCHED.topics[1:], SEARCHED.titles)
    assert other.key != SEARCHED.key
    assert Searched.of(Guidance.load(DATA / "guidance")).key == SEARCHED.key


def test_vectors_of_another_base_are_refused() -> None:
    with pytest.raises(ValueError, match="vectors for"):
        Retrieval(SEARCHED, np.eye(SIZE - 1, dtype=np.float32))


def test_a_search_takes_less_than_two_milliseconds() -> None:
    retrieval = Retrieval(SEARCHED, np.ones((SIZE, 384), dtype=np.float32) / 20)
    vector = np.ones(384, dtype=np.float32) / 20
    taken = []
    for _ in range(3):
        begun = time.process_time()
        for _ in range(100):
            retrieval.nearest("who pays for cameras at my house", vector)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2
