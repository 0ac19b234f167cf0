"""Two views of a text and what they say together. Knows no Rasa.

The level comes from words and letters (names, spellings, set phrases; learnt by ``fit``) and from the encoder's tuned
part, which knows that "he's at the back gate" and "someone is outside" mean much the same (ready-made). The intents
that share a level, which are all but reports of incidents, are told apart by words and by the encoder's vector
(docs/decisions/0006-two-views-of-a-text.md).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_union

from bot.encoder import Encoder
from bot.rasa.pieces import pieces
from bot.rasa.weights import weights
from bot.triage import Level, RedFlag, level_of
from bot.triage.normalise import normalise

SHARE_OF_ENCODER = 0.5
"""How much the encoder's tuned part counts for the level; the rest is for words and letters."""

SHARPNESS = 1.0
"""What the logits of the tuned part are multiplied with: it learnt its texts by heart and is too sure of itself."""

PIECES_READ = 3
"""Of a long text the encoder reads so many pieces: those in which words and letters see the most danger."""

_EXPLAINED = 4_000  # characters in which words that speak for an emergency are looked for

_SURE_OF_INCIDENT = 0.9
"""From this chance of an incident nobody needs to know which question it would be: the vector is not computed."""

_WORD = r"(?u)\b\w+\b"
_DANGER = (Level.EMERGENCY.value, Level.CRISIS.value)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """What both views see in one text: the chance of every intent, and of every red flag if it is an emergency.

    ``vector``: the encoder's, of unit length; None where it was not needed to be sure of an incident.
    """

    chances: dict[str, float]
    flags: dict[RedFlag, float]
    vector: NDArray[np.float32] | None = None


class TwoViews:
    """Texts to the chance of every intent. Its parts are sklearn's, fitted or not."""

    def __init__(self, encoder: Encoder, parts: dict[str, Any]) -> None:
        self.encoder = encoder
        self.parts = parts

    @classmethod
    def unfitted(cls, encoder: Encoder, words_c: float, meaning_c: float, seed: int) -> TwoViews:
        """Both views with the inverse of their regularisation; ``seed`` makes training repeatable."""
        features, levels = cls.parts_for_words(words_c, seed)
        parts = {
            "features": features,
            "levels": levels,
            "words": _regression(words_c, seed),
            "meaning": _regression(meaning_c, seed),
        }
        return cls(encoder, parts)

    @staticmethod
    def parts_for_words(words_c: float, seed: int) -> tuple[FeatureUnion, LogisticRegression]:
        """What turns ``plain`` text into words and letters, and what tells levels by them; both unfitted."""
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
        return features, _regression(words_c, seed)

    def fit(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        """Learns the levels from all texts, and the intents from those whose level has more than one."""
        levels = [level_of(intent).value for intent in intents]
        features = self.parts["features"].fit_transform([plain(text) for text in texts])
        self.parts["levels"].fit(features, levels, weights(levels, texts))
        several = Counter(level_of(intent).value for intent in set(intents))
        shared = np.array([several[level] > 1 for level in levels])
        names = np.array(intents)[shared]
        self.parts["words"].fit(features[shared], names)
        self.parts["meaning"].fit(self.encoder.encode(np.array(texts, dtype=object)[shared].tolist()), names)
        self.parts["alone"] = sorted(level for level, count in several.items() if count == 1)
        for name in ("levels", "words"):
            part = self.parts[name]
            part.coef_ = np.asfortranarray(part.coef_)  # else every message would copy all of it, 6 ms

    def see(self, text: str) -> Seen:
        """What it sees in ``text``. Raises when it is unfitted."""
        parts = pieces(text)
        features = self.parts["features"].transform([plain(part) for part in parts])
        by_words = self.parts["levels"].predict_proba(features)
        names = [str(name) for name in self.parts["levels"].classes_]
        if len(parts) > PIECES_READ:
            danger = by_words[:, [names.index(level) for level in _DANGER if level in names]].sum(1)
            read = np.sort(np.argsort(danger, kind="stable")[-PIECES_READ:])
            parts, features, by_words = [parts[each] for each in read], features[read], by_words[read]
        reading = self.encoder.read(parts)
        by_encoder = _softmax(SHARPNESS * reading.levels)[:, [self.encoder.levels.index(name) for name in names]]
        levels = _highest(SHARE_OF_ENCODER * by_encoder + (1 - SHARE_OF_ENCODER) * by_words, names)
        most = int(np.argmax(by_encoder[:, names.index(Level.EMERGENCY)])) if Level.EMERGENCY in names else 0
        flags = {RedFlag(flag): _sigmoid(reading.flags[most, at]) for at, flag in enumerate(self.encoder.flags)}
        incident = sum(levels[level] for level in self.parts["alone"])
        vectors = self.encoder.vectors(reading) if incident < _SURE_OF_INCIDENT else None
        return Seen(self._intents(levels, features, vectors), flags, None if vectors is None else _one(vectors))

    def _intents(self, levels: dict[str, float], features: Any, vectors: Any) -> dict[str, float]:
        chances = {level: levels[level] for level in self.parts["alone"]}
        by_words = self.parts["words"].predict_proba(features).mean(0)
        if vectors is not None:
            by_words = (by_words + self.parts["meaning"].predict_proba(vectors).mean(0)) / 2
        shares = dict(zip(map(str, self.parts["words"].classes_), by_words, strict=True))
        total: Counter[str] = Counter()
        for intent, share in shares.items():
            total[level_of(intent).value] += share
        return chances | {
            intent: float(levels[level_of(intent).value] * share / total[level_of(intent).value])
            for intent, share in shares.items()
        }

    def weighty(self, text: str, count: int) -> list[tuple[int, int]]:
        """Start and end of the ``count`` words of ``text`` that speak most for an emergency, strongest first."""
        level = list(self.parts["levels"].classes_).index(Level.EMERGENCY)
        spans: dict[str, tuple[int, int]] = {}
        for match in re.finditer(_WORD, text[:_EXPLAINED]):
            spans.setdefault(plain(match.group()), match.span())
        if not spans:
            return []
        weights = self.parts["features"].transform(spans) @ self.parts["levels"].coef_[level]
        ranked = sorted(zip(weights, spans.values(), strict=True), reverse=True)
        return [span for weight, span in ranked[:count] if weight > 0]

    def save(self, path: Path) -> None:
        """Everything but the encoder."""
        skops.io.dump(self.parts, path)

    @classmethod
    def load(cls, encoder: Encoder, path: Path) -> TwoViews:
        """What ``save`` wrote. Raises when it is not there."""
        return cls(encoder, skops.io.load(path))


def plain(text: str) -> str:
    """``text`` as words and letters see it: small letters, no accents, nothing invisible between letters."""
    return normalise(text).text


def _highest(rows: Floats, names: Sequence[str]) -> dict[str, float]:
    """One chance for each level from those of all pieces: danger counts where it is highest, the rest on average."""
    highest = {level: float(rows[:, names.index(level)].max()) for level in _DANGER if level in names}
    total = sum(highest.values())
    if total > 1:
        highest = {level: chance / total for level, chance in highest.items()}
    mean = {name: float(chance) for name, chance in zip(names, rows.mean(0), strict=True) if name not in highest}
    left = max(0.0, 1 - sum(highest.values())) / max(sum(mean.values()), sys.float_info.min)
    return highest | {name: chance * left for name, chance in mean.items()}


def _one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = vectors.mean(0)
    one: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), sys.float_info.min)
    return one


def _softmax(logits: NDArray[np.float32]) -> Floats:
    powers = np.exp(logits.astype(np.float64) - logits.max(1, keepdims=True))
    chances: Floats = powers / powers.sum(1, keepdims=True)
    return chances


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-float(logit))))


def _regression(c: float, seed: int) -> LogisticRegression:
    return LogisticRegression(C=c, class_weight="balanced", max_iter=500, tol=1e-3, random_state=seed)
