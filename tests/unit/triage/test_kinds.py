"""Kinds of text that are easily taken for each other: what is over and what is not, stories and real danger.

past_and_present.yml and long_texts.yml were written before the patterns were changed for them, the second files after
that. What the rules got right on the second files when first run: 15 of 20 `over` (19 were no emergency), 16 of 20
`still`, 5 of 15 `harmless`, 4 of 8 `danger`; after that they were tuned on too. Expect figures like these on unseen
texts: of long harmless texts with alarming words most still get a card.

The floors are what is found today, without slack. Raise them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import read_yaml
from bot.triage.rules import FOLDER, Rules
from bot.triage.verdict import Level

HERE = Path(__file__).parent
RULES = Rules.load(FOLDER)
NAMES = ("past_and_present", "past_and_present_second", "long_texts", "long_texts_second")
TEXTS = {name: read_yaml(HERE / f"{name}.yml") for name in NAMES}
RIGHT: dict[str, set[Level | None]] = {
    "over": {Level.POLICE},
    "still": {Level.EMERGENCY},
    "harmless": {None, Level.LAWFUL, Level.PLATFORM, Level.POLICE},
    "danger": {Level.EMERGENCY},
    "framed": {Level.EMERGENCY},
}


@pytest.mark.parametrize(
    ("name", "kind", "floor", "every"),
    [
        ("past_and_present", "over", 38, 40),
        ("past_and_present", "still", 38, 40),
        ("past_and_present_second", "over", 19, 20),
        ("past_and_present_second", "still", 19, 20),
        ("long_texts", "harmless", 37, 40),
        ("long_texts", "danger", 20, 20),
        ("long_texts_second", "harmless", 10, 15),
        ("long_texts_second", "danger", 5, 8),
        ("long_texts_second", "framed", 16, 16),
    ],
)
def test_no_less_is_right_than_today(name: str, kind: str, floor: int, every: int) -> None:
    texts = TEXTS[name][kind]
    wrong = [text for text in texts if RULES.assess(text).level not in RIGHT[kind]]
    assert len(texts) == every
    assert len(texts) - len(wrong) >= floor, wrong


@pytest.mark.parametrize("kind", ["harmless", "danger"])
@pytest.mark.parametrize("name", ["long_texts", "long_texts_second"])
def test_long_texts_are_long(name: str, kind: str) -> None:
    assert all(60 <= len(text.split()) <= 150 for text in TEXTS[name][kind])
