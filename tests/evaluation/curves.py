"""Draws the plots of ``docs/evaluation.md``: recall against false cards, and what more texts to learn from bring.

The first takes the trained model as it is; the second learns anew, from the texts of more and more authors.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from unittest.mock import patch

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from rasa.core.agent import Agent

from bot.rasa.classifier import TextClassifier
from bot.rasa.fingerprint import model_path
from bot.rasa.views import TwoViews, plain
from bot.rasa.weights import weights
from bot.settings import ROOT
from tests.evaluation.channel import Question
from tests.evaluation.corpus import TRAINING, Example, examples
from tests.evaluation.figures import Judged, measures
from tests.evaluation.report import CURVE, LEARNING
from tests.evaluation.thresholds import THRESHOLDS, read

PARTS = (0.06, 0.12, 0.25, 0.5, 1.0)
BARS = np.concatenate([np.linspace(0.02, 0.98, 49), [0.99, 0.995]])
RECALL, FALSE = "emergencies with the 999 card", "false cards"


def draw(questions: Mapping[str, Sequence[Question]], sets: Mapping[str, Sequence[Judged]]) -> None:
    """Writes both plots."""
    CURVE.parent.mkdir(parents=True, exist_ok=True)
    _recall_and_false_cards(questions, sets)
    _learning(questions["held-out voices"])


def trained() -> TwoViews:
    """What the trained model of the present data sees with."""
    agent = Agent.load(str(model_path(ROOT / "models", ROOT)))
    assert agent.processor is not None
    nodes = agent.processor.graph_runner._instantiated_nodes
    component = next(node for name, node in nodes.items() if TextClassifier.__name__ in name)._component
    model: TwoViews = component._model
    return model


def _recall_and_false_cards(questions: Mapping[str, Sequence[Question]], sets: Mapping[str, Sequence[Judged]]) -> None:
    model = trained()
    figure, axes = plt.subplots(figsize=(7, 5))
    for name, own in questions.items():
        texts = read(model, [Example(each.id, each.group, "", each.kind, (), each.text) for each in own])
        points = []
        for bar in BARS:
            with patch.object(THRESHOLDS, "BAR", THRESHOLDS.Bar(bar, bar)):
                judged = [text.judged(each.right) for text, each in zip(texts, own, strict=True)]
            found = measures(judged)
            points.append((100 * found[FALSE].value, 100 * found[RECALL].value))
        (line,) = axes.plot(*zip(*points, strict=True), label=name)
        now = measures(sets[name])
        at = (100 * now[FALSE].value, 100 * now[RECALL].value)
        axes.plot(*at, "o", color=line.get_color(), label=f"{name}, as it is")
    _finish(axes, "false 999 cards, % of texts that are no emergency", "emergencies with the 999 card, %")
    figure.savefig(CURVE, dpi=110, bbox_inches="tight")


def _learning(questions: Sequence[Question]) -> None:
    training = list(examples(TRAINING))
    authors = sorted({row.author for row in training})
    random.Random(1).shuffle(authors)
    points = []
    for part in PARTS:
        kept = set(authors[: max(2, round(part * len(authors)))])
        own = [row for row in training if row.author in kept]
        points.append((len(own), 100 * _levels_right(own, questions)))
    figure, axes = plt.subplots(figsize=(7, 5))
    axes.plot(*zip(*points, strict=True), marker="o", label="words and letters alone")
    axes.set_xscale("log")
    _finish(axes, "texts learnt from", "levels right, % (held-out voices)")
    figure.savefig(LEARNING, dpi=110, bbox_inches="tight")


def _levels_right(rows: Sequence[Example], questions: Sequence[Question]) -> float:
    default = TextClassifier.get_default_config()
    texts, levels = [plain(row.text) for row in rows], [row.level.value for row in rows]
    features, classifier = TwoViews.parts_for_words(default["words_C"], default["seed"])
    classifier.fit(features.fit_transform(texts), levels, weights(levels, texts))
    said = classifier.predict(features.transform([plain(each.text) for each in questions]))
    return float(np.mean([level == each.right[0].value for level, each in zip(said, questions, strict=True)]))


def _finish(axes: Axes, x: str, y: str) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(alpha=0.3)
    axes.legend()
