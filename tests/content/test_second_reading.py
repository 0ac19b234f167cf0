"""A tenth of the corpus was labelled again by readers who saw no label: how well they agree (Cohen's kappa)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.evaluation.corpus import TRAINING

LEAST = 0.9
TENTH = 0.1

with (TRAINING / "second_reading.csv").open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))
"""``key`` of the text as it was read (see ``scripts/encoder/corpus.py``), the author's level, the second reader's."""


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance: 1 is perfect, 0 is what chance would give."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    by_chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return (agreed - by_chance) / (1 - by_chance)


def test_kappa() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a"), ("b", "b"), ("b", "b"), ("a", "b")]) == pytest.approx(0.5)


def test_readers_agree(capsys: pytest.CaptureFixture[str]) -> None:
    found = kappa([(row["author"], row["second"]) for row in ROWS])
    differ = Counter((row["author"], row["second"]) for row in ROWS if row["author"] != row["second"])
    with capsys.disabled():
        print(f"\nsecond reading: kappa {found:.3f} over {len(ROWS)} texts; {sum(differ.values())} differ")
    assert found >= LEAST
