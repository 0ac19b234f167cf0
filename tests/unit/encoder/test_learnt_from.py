"""The tuned part is made anew when the corpus has moved on: what it learnt must still be in it, and be most of it."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from bot.settings import ENCODER, ROOT
from tests.evaluation.corpus import HELD_OUT, TRAINING, examples

GROWTH = 1.25  # as much of what it learnt from may the corpus hold before it must be made anew


def encoder_corpus() -> ModuleType:
    """``scripts/encoder/corpus.py``, which is no package: it runs in an environment of its own."""
    spec = importlib.util.spec_from_file_location("encoder_corpus", ROOT / "scripts" / "encoder" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CORPUS = encoder_corpus()
LEARNT = (ENCODER / "learnt_from.txt").read_text().split()


def test_every_text_it_learnt_from_is_still_there_with_its_label() -> None:
    keys = {row.key for row in CORPUS.examples(TRAINING)}
    gone = [key for key in LEARNT if key not in keys]
    assert not gone, f"{len(gone)} texts were removed or relabelled: run `make encoder`"


def test_the_corpus_has_not_grown_by_a_quarter() -> None:
    assert sum(1 for _ in CORPUS.examples(TRAINING)) < GROWTH * len(LEARNT), "run `make encoder`"


def test_it_learnt_from_nobody_who_is_held_out() -> None:
    assert not set(LEARNT) & {row.key for row in CORPUS.examples(HELD_OUT)}


def test_both_readers_of_the_corpus_agree() -> None:
    ours = [(row.author, row.level.value, row.flags, row.text) for row in examples(TRAINING)]
    theirs = [(row.author, row.level, row.flags, row.text) for row in CORPUS.examples(TRAINING)]
    assert ours == theirs
