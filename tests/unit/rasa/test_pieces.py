"""Long texts in pieces: nothing is lost, nothing short is only ever seen cut in two, and it takes no time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rasa.pieces import WHOLE, pieces

RED_FLAG = "He has posted where my children go to school and what time they come out."
SENTENCE = "We met in the hall and talked about the bins again. "


def test_a_message_is_one_piece() -> None:
    for text in ("", "hello", "x" * WHOLE):
        assert pieces(text) == [text]


@given(st.lists(st.sampled_from([" ", ". ", "\n", "", "! "]), max_size=40).map(lambda breaks: breaks * 50))
def test_every_character_is_in_a_piece(breaks: list[str]) -> None:
    text = "".join(f"{number:05}{after}" for number, after in enumerate(breaks))
    found, covered = pieces(text), 0
    for piece in found:
        assert len(piece) <= WHOLE
        at = text.find(piece, max(0, covered - WHOLE))
        assert at <= covered
        covered = max(covered, at + len(piece))
    assert covered == len(text)


@pytest.mark.parametrize("filler", [SENTENCE, "no stops here at all ", "x"])
@pytest.mark.parametrize("before", range(0, 3_000, 170))
def test_a_sentence_is_whole_in_some_piece(filler: str, before: int) -> None:
    text = (filler * 400)[:before] + " " + RED_FLAG + " " + (filler * 400)[:3_000]
    assert any(RED_FLAG in piece for piece in pieces(text))


def test_pieces_begin_with_a_sentence_where_there_are_any() -> None:
    assert all(piece.startswith("We met") for piece in pieces(SENTENCE * 100))


@pytest.mark.parametrize("unit", [SENTENCE, "x", "\n", ". ", "漢"])
def test_it_takes_no_time(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    begun = time.process_time()
    assert len(pieces(text)) < 70
    assert time.process_time() - begun < 0.05
