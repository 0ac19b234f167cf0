from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.triage import cry, releases, short_answer
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


@pytest.mark.parametrize("text", ["help", "please", "ok", "probably", "think so", "done", "they are here now"])
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


@pytest.mark.parametrize("text", ["i already called 999", "I've rung the police", "the police are here now"])
def test_words_that_end_held_in_any_message(text: str) -> None:
    assert short_answer(text, "held") == "affirm"


@pytest.mark.parametrize("text", ["yes", "ok", "i already called my husband", "i called 101"])
def test_a_mere_yes_ends_nothing_that_was_not_asked(text: str) -> None:
    assert short_answer(text, "held") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'm in danger", "in_danger"),
        ("FIRE!!", "in_danger"),
        ("can you send someone?", "in_danger"),
        ("help", "should_i_call"),
        ("HELP ME", "should_i_call"),
        ("knife", "should_i_call"),
        ("🔪🏠", "should_i_call"),
        ("Should I call 999?", "should_i_call"),
        ("dw i angen help", "should_i_call"),
        ("fire hydrants on the agenda", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_cries_for_help(text: str, intent: str | None) -> None:
    assert cry(text) == intent


def test_a_release_must_name_what_releases() -> None:
    assert releases("police_have_it", "two officers just arrived")
    assert not releases("police_have_it", "👍")
    assert not releases("police_have_it", "they are here now")
    assert releases("false_alarm", "sorry, false alarm")
    assert not releases("false_alarm", "it wasn't me it was my neighbour")
    assert releases("greet", "hello")


def test_words_with_two_meanings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.yml"
    path.write_text("answers:\n  any:\n    affirm: [right]\n    deny: [Right!]\n")
    with pytest.raises(DataError, match="two kinds"):
        load_answers(path)
