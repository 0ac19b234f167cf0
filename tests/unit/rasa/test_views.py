"""The two views: chances that add up, no verdict from an unfitted model, and no level just for a text's length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from bot.encoder import Encoder
from bot.rasa.views import TwoViews, _weights
from bot.settings import ENCODER

TEXTS = ["he has a knife", "a man is at my door", "thank you", "thanks a lot", "ok then", "hello", "hi there"]
INTENTS = ["emergency", "emergency", "thank", "thank", "affirm", "greet", "greet"]
ENCODED = Encoder.load(ENCODER)


def unfitted() -> TwoViews:
    return TwoViews.unfitted(ENCODED, 10.0, 30.0, 42)


@pytest.fixture(scope="module")
def views() -> TwoViews:
    model = unfitted()
    model.fit(TEXTS, INTENTS)
    return model


@pytest.mark.parametrize("text", ["", "\ud800", "he has a knife", "good morning", "x" * 20_000])
def test_chances_add_up(views: TwoViews, text: str) -> None:
    row = views.chances([text])[0]
    assert (row >= 0).all()
    assert row.sum() == pytest.approx(1)
    assert len(row) == len(views.intents)


def test_an_unfitted_model_raises() -> None:
    with pytest.raises(NotFittedError):
        unfitted().chances(["he has a knife"])


def test_what_is_saved_says_the_same(views: TwoViews, tmp_path: Path) -> None:
    views.save(tmp_path / "views.skops")
    again = TwoViews.load(ENCODED, tmp_path / "views.skops")
    assert np.allclose(again.chances(TEXTS), views.chances(TEXTS))


def test_a_missing_model_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TwoViews.load(ENCODED, tmp_path / "views.skops")


def test_a_level_is_as_frequent_among_long_texts_as_among_short_ones() -> None:
    levels = ["emergency"] * 6 + ["police"] * 6
    texts = ["long " * 50] * 4 + ["short"] * 2 + ["long " * 50] * 2 + ["short"] * 4
    weights = _weights(levels, texts)
    long = {
        level: weights[[i for i in range(12) if levels[i] == level and len(texts[i]) > 5]].sum() for level in levels
    }
    assert long["emergency"] == pytest.approx(long["police"])
