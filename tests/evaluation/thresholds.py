"""``python -m tests.evaluation.thresholds``: what the thresholds do, on voices that no model has learnt from.

The thresholds in ``bot/triage/decide.py`` and ``bot/rasa/views.py`` are chosen from this table and from nothing else:
never from ``../shared/evaluation``. Learns from ``data/nlu`` first, which takes a minute or two. Prints no texts.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from unittest.mock import patch

from bot.encoder import Encoder
from bot.rasa.classifier import TextClassifier
from bot.rasa.views import Seen, TwoViews
from bot.settings import ENCODER
from bot.triage import Level, Verdict, assess, decide, is_english
from tests.evaluation.corpus import HELD_OUT, TRAINING, Example, examples
from tests.evaluation.figures import Judged, measures

THRESHOLDS = import_module("bot.triage.decide")  # the package's name for it is the function
VIEWS = import_module("bot.rasa.views")
SHOWN = (
    "emergencies with the 999 card",
    "emergencies with the card or the danger question",
    "serious misses",
    "false cards",
    "false cards on hard negatives",
    "levels right",
    "crises recognised",
    "out of scope turned away",
    "questions and small talk without 999",
)


_SAY_999 = (Level.EMERGENCY, Level.CRISIS, Level.POLICE, Level.PLATFORM, Level.LAWFUL, Level.CLARIFY)


@dataclass(frozen=True)
class Read:
    """An example, what the rules say of it, and what a model sees in it that never saw its author."""

    example: Example
    rules: Verdict
    seen: Seen
    english: bool

    def judged(self, right: tuple[Level, ...] | None = None) -> Judged:
        """What the product says, with the thresholds of the moment; ``right``: other levels than its file's."""
        ranking = sorted(self.seen.chances.items(), key=lambda entry: -entry[1])
        said = decide(self.rules, ranking, self.english, words=len(self.example.text.split())).verdict.level
        assert said is not None
        return Judged(
            id=self.example.place,
            group=self.example.author,
            right=right or (self.example.level,),
            kind=self.example.case,
            topic=None,
            rules=self.rules.level,
            said=said,
            said_topic=None,
            card=said is Level.EMERGENCY,
            says_999=said in _SAY_999,
            seconds=0.0,
        )


def fitted(rows: Sequence[Example]) -> TwoViews:
    """A model of ``rows``."""
    default = TextClassifier.get_default_config()
    model = TwoViews.unfitted(Encoder.load(ENCODER), default["words_C"], default["meaning_C"], default["seed"])
    model.fit([row.text for row in rows], [row.intent for row in rows])
    return model


def read(model: TwoViews, rows: Sequence[Example]) -> list[Read]:
    """Each example as rules and model see it."""
    return [Read(row, assess(row.text), model.see(row.text), is_english(row.text)) for row in rows]


def line(texts: Sequence[Read]) -> str:
    """One line of the table."""
    found = measures([text.judged() for text in texts])
    return " | ".join(f"{100 * found[name].value:5.1f}" if name in found else "    -" for name in SHOWN)


def main() -> None:
    """Prints the table: as they are, by author, then other thresholds and other mixtures of the two views."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mixtures", action="store_true", help="also try how much each view counts (slow)")
    wanted = parser.parse_args()
    model, rows = fitted(list(examples(TRAINING))), list(examples(HELD_OUT))
    texts = read(model, rows)
    print("| thresholds | " + " | ".join(SHOWN) + " |")
    print(f"| as they are ({len(texts)}) | {line(texts)} |")
    for author in sorted({row.author for row in rows}):
        own = [text for text in texts if text.example.author == author]
        print(f"| {author} ({len(own)}) | {line(own)} |")
    bars = THRESHOLDS.BAR, THRESHOLDS.BAR_WITH_RULES
    for card in (0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50):
        for ask in (0.05, 0.10, 0.15, 0.20, 0.30):
            if ask < card:
                with patch.object(THRESHOLDS, "BAR", THRESHOLDS.Bar(card, ask)):
                    print(f"| card {card:.2f}, question {ask:.2f} | {line(texts)} |")
    for card in (0.00, 0.02, 0.05, 0.10, 0.15, 0.20, bars[0].card):
        for ask in (0.00, 0.01, 0.02, 0.05, 0.10):
            if ask <= card:
                with patch.object(THRESHOLDS, "BAR_WITH_RULES", THRESHOLDS.Bar(card, ask)):
                    print(f"| with rules: card {card:.2f}, question {ask:.2f} | {line(texts)} |")
    for name, values in {
        "CRISIS_AT": (0.1, 0.2, 0.3, 0.4),
        "SURE_OF_CRISIS": (0.3, 0.5, 0.7),
        "SURE_OF_QUESTION": (0.3, 0.4, 0.5, 0.6, 0.7),
        "UNSURE_BELOW": (0.05, 0.1, 0.2, 0.3),
    }.items():
        for value in values:
            with patch.object(THRESHOLDS, name, value):
                print(f"| {name} {value} | {line(texts)} |")
    if wanted.mixtures:
        for share in (0.4, 0.5, 0.6, 0.7, 0.8):
            for sharpness in (0.7, 1.0, 1.4):
                with patch.multiple(VIEWS, SHARE_OF_ENCODER=share, SHARPNESS=sharpness):
                    print(f"| encoder {share}, sharpness {sharpness} | {line(read(model, rows))} |")


if __name__ == "__main__":
    main()
