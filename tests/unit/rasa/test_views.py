"""The two views: chances that add up, no verdict from an unfitted model, danger anywhere in a long text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sklearn.exceptions import NotFittedError

from bot.encoder import Encoder
from bot.rasa.views import TwoViews
from bot.rasa.weights import weights
from bot.settings import ENCODER
from bot.triage import RedFlag

TEXTS = {
    "he has a knife": "emergency",
    "a man is at my door": "emergency",
    "i want to die": "crisis",
    "he calls me every night": "police",
    "rude comments under my post": "platform",
    "i was heckled at the hustings": "lawful",
    "thank you": "thank",
    "thanks a lot": "thank",
    "ok then": "affirm",
    "hello": "greet",
    "hi there": "greet",
    "what are the red flags": "ask_red_flags",
    "what is shield": "ask_shield",
    "should i call somebody": "should_i_call",
    "dobry wieczor": "other_language",
    "what is the weather": "out_of_scope",
    "help me find where she lives": "harmful_request",
}
CALM = "We met in the village hall, and the parking was on the agenda again, as it is every month. "
DANGER = "There is a man with a knife in my kitchen and he says he will kill me tonight. "
ENCODED = Encoder.load(ENCODER)


def unfitted() -> TwoViews:
    return TwoViews.unfitted(ENCODED, 10.0, 30.0, 42)


@pytest.fixture(scope="module")
def views() -> TwoViews:
    model = unfitted()
    model.fit(list(TEXTS), list(TEXTS.values()))
    return model


@pytest.mark.parametrize("text", ["", "\ud800", "he has a knife", "good morning", "x" * 20_000])
def test_chances_add_up(views: TwoViews, text: str) -> None:
    chances = views.see(text).chances
    assert min(chances.values()) >= 0
    assert sum(chances.values()) == pytest.approx(1)
    assert set(chances) == set(TEXTS.values())


def test_an_unfitted_model_raises() -> None:
    with pytest.raises(NotFittedError):
        unfitted().see("he has a knife")


def test_what_is_saved_says_the_same(views: TwoViews, tmp_path: Path) -> None:
    views.save(tmp_path / "views.skops")
    again = TwoViews.load(ENCODED, tmp_path / "views.skops")
    for text in TEXTS:
        assert again.see(text).chances == views.see(text).chances


@pytest.mark.parametrize("before", [0, 20, 60, 110, 180])
def test_danger_counts_wherever_it_stands_in_a_long_text(views: TwoViews, before: int) -> None:
    calm, text = CALM * 180, CALM * before + DANGER + CALM * (180 - before)
    assert len(text) > 15_000
    assert views.see(text).chances["emergency"] > views.see(calm).chances["emergency"] + 0.05


def test_red_flags_are_seen(views: TwoViews) -> None:
    flags = views.see(DANGER).flags
    assert set(flags) == set(RedFlag)
    assert flags[RedFlag.WEAPONS] > flags[RedFlag.PERSONAL_INFO]


def test_the_words_that_weigh_most_are_named(views: TwoViews) -> None:
    text = "thank you, he has a KNIFE"
    assert "KNIFE" in {text[start:end] for start, end in views.weighty(text, 3)}
    assert views.weighty("", 3) == []


def test_a_long_text_is_read_in_time(views: TwoViews) -> None:
    """The best of several runs: the machine may be shared."""
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        views.see((DANGER + CALM) * 115)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.4


def test_a_missing_model_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TwoViews.load(ENCODED, tmp_path / "views.skops")


def test_a_level_is_as_frequent_among_long_texts_as_among_short_ones() -> None:
    levels = ["emergency"] * 6 + ["police"] * 6
    texts = ["long " * 50] * 4 + ["short"] * 2 + ["long " * 50] * 2 + ["short"] * 4
    found = weights(levels, texts)
    long = {level: found[[i for i in range(12) if levels[i] == level and len(texts[i]) > 5]].sum() for level in levels}
    assert long["emergency"] == pytest.approx(long["police"])
