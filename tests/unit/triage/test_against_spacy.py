"""The automaton against spaCy's Matcher: every line of data/triage means the same to both, on every text of the tests.

The lines are read a second time (matcher.py), by other code than ``bot.triage.lines``: a word or a list of words is
one token ``{"LOWER": {"IN": [...]}}``, a phrase a pattern of its own, ``?`` is ``OP: "?"``, a gap ``..N`` is N that
may be missing. Only the words of the message and its sentences come from the engine. For each text and line the ends
of all matches must be the same. Two rules of the engine are part of the comparison: no match crosses a sentence, and
words that may be missing at the end of a line do not lengthen a match.

A line is put to the Matcher only where each of its parts that must be there has a phrase in the text, and only with
the phrases that are in the text: without them neither can match, and the automaton is held to that for every line.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.datafile import read_yaml
from bot.triage.rules import FOLDER
from tests.unit.triage.matcher import Comparison, sources

HERE = Path(__file__).parent


def _texts() -> list[str]:
    texts: dict[str, None] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for pattern in read_yaml(path).get("patterns", ()):
            texts.update(dict.fromkeys([*pattern["match"], *pattern["no_match"]]))
    for path in sorted(HERE.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        texts.update(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    for name in ("past_and_present.yml", "long_texts.yml"):
        texts.update(dict.fromkeys(itertools.chain.from_iterable(read_yaml(HERE / name).values())))
    return list(texts)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return Comparison(sources())


def test_every_line_means_the_same_to_spacy(comparison: Comparison) -> None:
    texts = _texts()
    different = {text: found for text in texts if (found := comparison.differences(text))}
    assert not different, f"{len(different)} of {len(texts)} texts, the first: {next(iter(different.items()))}"
    # The comparison itself must not fall silent.
    assert len(texts) >= 1_500
    assert len(comparison.lines) >= 1_500
    assert comparison.compared >= 10_000
    assert comparison.matches >= 5_000


def test_so_do_texts_made_from_the_lines(comparison: Comparison) -> None:
    before = comparison.matches
    different = {text: found for text in comparison.made(seed=4) if (found := comparison.differences(text))}
    assert not different, f"{len(different)} texts, the first: {next(iter(different.items()))}"
    assert comparison.matches - before >= len(comparison.lines)


@pytest.mark.parametrize(
    ("source", "text", "ends"),
    [
        ("a big? knife", "a knife, a big knife", {2, 5}),
        ("he ..2 @real_weapon", "he has a knife. a knife", {4}),
        ("in_the|at house", "in the house at house", {3, 5}),
        ("has~ a knife?", "he's a knife", {3}),
    ],
)
def test_what_the_comparison_compares(source: str, text: str, ends: set[int]) -> None:
    comparison = Comparison([source])
    sentences, ours = comparison.ours(text)
    assert ours == comparison.spacys(sentences) == {0: ends}
