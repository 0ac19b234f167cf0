"""Two views of a text and what they say together. Knows no Rasa.

Words and letters know names, spellings and set phrases that the encoder never met ("ok" is not "yes"). The encoder
knows that "he's at the back gate" and "someone is outside" mean much the same. Both are asked for the level and for the
intent, and the mean counts. Words are asked for the level by itself: added up from seventy intents, with few texts
each, they tell levels less well (docs/decisions/0006-two-views-of-a-text.md).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from bot.encoder import Encoder
from bot.triage import level_of

_WORD = r"(?u)\b\w+\b"
_READ_CHARACTERS = 4000
"""How much of a long text is read as words and letters: its beginning and its end, half each. Rules read all of it."""
_LENGTHS = (60, 120, 180)
_LIGHTEST, _HEAVIEST = 0.3, 4.0


class TwoViews:
    """Texts to the chance of every intent. Its parts are sklearn's, fitted or not."""

    def __init__(self, encoder: Encoder, parts: dict[str, Any]) -> None:
        self._encoder = encoder
        self.parts = parts

    @classmethod
    def unfitted(cls, encoder: Encoder, words_c: float, meaning_c: float, seed: int) -> TwoViews:
        """Both views with the inverse of their regularisation; ``seed`` makes training repeatable."""
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        parts = {
            "features": features,
            "levels": _regression(words_c, seed),
            "words": _regression(words_c, seed),
            "meaning": _regression(meaning_c, seed),
        }
        return cls(encoder, parts)

    @property
    def intents(self) -> list[str]:
        """Every intent it has learnt, in the order of the columns of ``chances``."""
        return [str(intent) for intent in self.parts["meaning"].classes_]

    def fit(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        """Learns both views from the same texts."""
        levels = [level_of(intent).value for intent in intents]
        weights = _weights(levels, texts)
        features = self.parts["features"].fit_transform([_ends(text) for text in texts])
        self.parts["levels"].fit(features, levels, weights)
        self.parts["words"].fit(features, intents, weights)
        for name in ("levels", "words"):
            part = self.parts[name]
            part.coef_ = np.asfortranarray(part.coef_)  # else every message would copy all of it, 6 ms
        self.parts["meaning"].fit(self._encoder.encode(texts), intents, weights)

    def chances(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """A row for each text, which adds up to 1, and a column for each intent. Raises when it is unfitted."""
        features = self.parts["features"].transform([_ends(text) for text in texts])
        by_meaning = self.parts["meaning"].predict_proba(self._encoder.encode(texts))
        intents = (self.parts["words"].predict_proba(features) + by_meaning) / 2
        levels = list(self.parts["levels"].classes_)
        column = [levels.index(level_of(intent).value) for intent in self.intents]
        add_up = np.eye(len(levels))[column]
        wanted = (self.parts["levels"].predict_proba(features) + by_meaning @ add_up) / 2
        factor = wanted / np.maximum(intents @ add_up, np.finfo(np.float64).tiny)
        chances: NDArray[np.float64] = intents * factor[:, column]
        return chances

    def save(self, path: Path) -> None:
        """Everything but the encoder."""
        skops.io.dump(self.parts, path)

    @classmethod
    def load(cls, encoder: Encoder, path: Path) -> TwoViews:
        """What ``save`` wrote. Raises when it is not there."""
        return cls(encoder, skops.io.load(path))


def _regression(c: float, seed: int) -> LogisticRegression:
    return LogisticRegression(C=c, class_weight="balanced", max_iter=500, tol=1e-3, random_state=seed)


def _weights(levels: Sequence[str], texts: Sequence[str]) -> NDArray[np.float64]:
    """Weights with which each level is as frequent among long texts as among short ones.

    Authors write more about an emergency than about an insult. Unweighted, any long text looks like an emergency.
    """
    lengths = [bisect(_LENGTHS, len(text)) for text in texts]
    pairs = list(zip(levels, lengths, strict=True))
    of_level, of_length, of_pair = Counter(levels), Counter(lengths), Counter(pairs)
    expected = [of_level[level] * of_length[length] / len(texts) / of_pair[level, length] for level, length in pairs]
    return np.clip(expected, _LIGHTEST, _HEAVIEST)


def _ends(text: str) -> str:
    half = _READ_CHARACTERS // 2
    text = text.lower()
    return text if len(text) <= 2 * half else f"{text[:half]} {text[-half:]}"
