"""How much of each level the rules find in texts of our own, and that they stay silent where nothing happened.

levels.yml was written before the patterns, levels_second.yml after them. Before any pattern was changed for the second
set, the rules found 11 of 30 police, 7 of 15 platform, 3 of 15 lawful, 3 of 15 crisis and 3 of 5 life-at-risk texts in
it, and spoke up on 7 of 50 texts where they should be silent: expect figures like these on unseen texts.

The floors are what is found today, less one text where a change to another pattern's context may tip it. Raise them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.datafile import read_yaml
from bot.triage.rules import FOLDER, Rules
from bot.triage.verdict import Level

HERE = Path(__file__).parent
FIRST, SECOND = (read_yaml(HERE / name)["levels"] for name in ("levels.yml", "levels_second.yml"))

# What counts as found: the level itself, or a higher one where the rubric accepts it ("in doubt: police").
ACCEPTED = {
    "police": {Level.POLICE, Level.EMERGENCY},
    "platform": {Level.PLATFORM, Level.POLICE},
    "lawful": {Level.LAWFUL},
    "crisis": {Level.CRISIS, Level.EMERGENCY},
    "life_at_risk": {Level.EMERGENCY},
    "user_violence": {Level.EMERGENCY},
    "nothing": {None},
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load(FOLDER)


@pytest.mark.parametrize(
    ("texts", "level", "floor"),
    [
        (FIRST, "police", 60),
        (FIRST, "platform", 39),
        (FIRST, "lawful", 37),
        (FIRST, "crisis", 41),
        (FIRST, "life_at_risk", 12),
        (FIRST, "user_violence", 8),
        (FIRST, "nothing", 65),
        (SECOND, "police", 28),
        (SECOND, "platform", 8),
        (SECOND, "lawful", 12),
        (SECOND, "crisis", 13),
        (SECOND, "life_at_risk", 5),
        (SECOND, "nothing", 49),
    ],
)
def test_no_less_is_found_than_today(rules: Rules, texts: dict[str, list[str]], level: str, floor: int) -> None:
    missed = [text for text in texts[level] if rules.assess(text).level not in ACCEPTED[level]]
    found = len(texts[level]) - len(missed)
    assert found >= floor, f"{found} of {len(texts[level])}; missed: {missed}"


@pytest.mark.parametrize("text", [*FIRST["nothing"], *SECOND["nothing"]])
def test_a_question_or_a_chat_is_never_an_emergency_or_a_crisis(rules: Rules, text: str) -> None:
    assert rules.assess(text).level not in {Level.EMERGENCY, Level.CRISIS}


@pytest.mark.parametrize("text", [*FIRST["life_at_risk"], *SECOND["life_at_risk"]])
def test_a_life_at_risk_also_gives_the_crisis_text(rules: Rules, text: str) -> None:
    assert any(reason.rule.startswith("crisis.") for reason in rules.assess(text).reasons)
