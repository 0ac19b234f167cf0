"""``python -m tests.evaluation.crossvalidate``: each author's texts, judged by a model that learnt from the others'.

From this table the thresholds in ``bot/triage/decide.py`` were chosen: they may be chosen on the training corpus, and
on nothing else. Takes about three minutes. Prints figures, no texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from unittest.mock import patch

import numpy as np

from bot.datafile import read_yaml
from bot.encoder import Encoder
from bot.rasa.classifier import TextClassifier
from bot.rasa.views import TwoViews
from bot.settings import DATA, ENCODER
from bot.triage import Level, Verdict, assess, decide, is_english, level_of

THRESHOLDS = import_module("bot.triage.decide")  # the package's name for it is the function
LONG = 200
INCIDENTS = (Level.POLICE, Level.PLATFORM, Level.LAWFUL, Level.CRISIS)
CARD_AT = (0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50)
ASK_AT = (0.05, 0.07, 0.10, 0.12, 0.15, 0.20)


@dataclass(frozen=True)
class Example:
    """One text of the corpus."""

    author: str
    intent: str
    text: str

    @property
    def level(self) -> Level:
        """What it should be taken for."""
        return level_of(self.intent)


@dataclass(frozen=True)
class Judged:
    """An example, what the rules say of it and what a model says that never saw its author."""

    example: Example
    rules: Verdict
    ranking: list[tuple[str, float]]
    english: bool

    @property
    def said(self) -> Level:
        """The level of the product's decision, with the thresholds of the moment."""
        level = decide(self.rules, self.ranking, self.english).verdict.level
        assert level is not None
        return level


def corpus() -> list[Example]:
    """Every text of ``data/nlu``."""
    return [
        Example(path.parent.name, entry["intent"], line.removeprefix("- "))
        for path in sorted((DATA / "nlu").rglob("*.yml"))
        for entry in read_yaml(path)["nlu"]
        for line in entry["examples"].splitlines()
    ]


def judge(examples: Sequence[Example]) -> list[Judged]:
    """Each example, by the model of the other authors."""
    encoder, default = Encoder.load(ENCODER), TextClassifier.get_default_config()
    judged = []
    for author in sorted({each.author for each in examples}):
        own = [each for each in examples if each.author == author]
        others = [each for each in examples if each.author != author]
        model = TwoViews.unfitted(encoder, default["words_C"], default["meaning_C"], default["seed"])
        model.fit([each.text for each in others], [each.intent for each in others])
        for each, row in zip(own, model.chances([each.text for each in own]), strict=True):
            ranking = [(model.intents[index], float(row[index])) for index in np.argsort(row)[::-1]]
            judged.append(Judged(each, assess(each.text), ranking, is_english(each.text)))
    return judged


def figures(judged: Sequence[Judged]) -> str:
    """One line of the table."""
    pairs = [(each.example, each.said) for each in judged]
    emergencies = [said for example, said in pairs if example.level is Level.EMERGENCY]
    others = [said for example, said in pairs if example.level is not Level.EMERGENCY]
    incidents = [said for example, said in pairs if example.level in INCIDENTS]
    asked = (Level.EMERGENCY, Level.CRISIS, Level.CLARIFY)
    shares = (
        np.mean([said is Level.EMERGENCY for said in emergencies]),
        np.mean([said in asked for said in emergencies]),
        np.mean([said is Level.EMERGENCY for said in others]),
        np.mean([said is Level.EMERGENCY for said in incidents]),
        np.mean([said is Level.CLARIFY for said in others]),
        np.mean([said is example.level for example, said in pairs]),
    )
    return " | ".join(f"{100 * share:5.1f}" for share in shares)


def main() -> None:
    """Prints the table: the thresholds as they are, by author and length, then other thresholds."""
    judged = judge(corpus())
    print("| texts | card | card or question | false cards | of incidents | asked in vain | levels right |")
    groups = {"all": judged, f"over {LONG} characters": [each for each in judged if len(each.example.text) > LONG]}
    for author in sorted({each.example.author for each in judged}):
        groups[author] = [each for each in judged if each.example.author == author]
    for name, group in groups.items():
        print(f"| {name} ({len(group)}) | {figures(group)} |")
    for card in CARD_AT:
        for ask in ASK_AT:
            if ask < card:
                with patch.multiple(THRESHOLDS, EMERGENCY_AT=card, ASK_AT=ask):
                    print(f"| card at {card:.2f}, question at {ask:.2f} | {figures(judged)} |")


if __name__ == "__main__":
    main()
