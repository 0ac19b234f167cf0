from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.triage import short_answer
from bot.triage.answers import load_answers


@pytest.mark.parametrize(
    "text", ["yes", "YES!!", " Yes. ", "yesss", "aye", "Yeah", "probably", "help", "he is", "Yes he is"]
)
def test_yes_to_the_danger_question(text: str) -> None:
    assert short_answer(text, "danger") == "affirm"


@pytest.mark.parametrize(
    "text", ["not sure", "I'm not sure", "im not sure...", "dunno", "IDK", "maybe", "I don’t think so"]
)
def test_doubt_is_not_a_no(text: str) -> None:
    assert short_answer(text, "danger") == "not_sure"
    assert short_answer(text, "police_reached") == "not_sure"


@pytest.mark.parametrize("text", ["help", "please", "ok", "probably", "think so"])
def test_only_a_clear_yes_says_that_the_police_have_it(text: str) -> None:
    assert short_answer(text, "police_reached") == "not_sure"


@pytest.mark.parametrize("text", ["he is", "yes he is", "they are"])
def test_an_answer_to_another_question_is_no_answer(text: str) -> None:
    assert short_answer(text, "police_reached") is None


@pytest.mark.parametrize(
    "text", ["", "!!!", "yes but he has gone round the back", "no he's got a knife", "yes" * 40, "\ud800"]
)
def test_anything_longer_is_for_the_rules_and_the_model(text: str) -> None:
    assert short_answer(text, "danger") is None


def test_words_with_two_meanings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.yml"
    path.write_text("answers:\n  any:\n    affirm: [right]\n    deny: [Right!]\n")
    with pytest.raises(DataError, match="two kinds"):
        load_answers(path)
