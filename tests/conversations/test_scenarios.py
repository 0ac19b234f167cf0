from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.conftest import Talk

SCENARIOS = yaml.safe_load(Path(__file__).with_name("scenarios.yml").read_text())["scenarios"]
KEYS = {"user", "press", "level", "topic", "card", "says", "never", "begins"}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
async def test_scenario(scenario: dict[str, Any], talk: Talk) -> None:
    for turn in scenario["turns"]:
        assert set(turn) <= KEYS
        custom = await (talk.say(turn["user"]) if "user" in turn else talk.press(turn["press"]))
        said = f"{turn}\n{custom['triage']}\n{talk.text}"
        if "level" in turn:
            assert custom["triage"]["level"] == turn["level"], said
        if "topic" in turn:
            assert custom["topic"] == turn["topic"], said
        if "card" in turn:
            assert (custom["card"] or "none") == turn["card"], said
        assert turn.get("says", "") in talk.text, said
        assert turn.get("never", "\0") not in talk.text, said
        assert talk.text.startswith(turn.get("begins", "")), said


def test_every_outcome_has_a_scenario() -> None:
    levels = {turn.get("level") for scenario in SCENARIOS for turn in scenario["turns"]}
    assert levels >= {
        "emergency", "crisis", "police", "platform", "lawful", "clarify", "info", "smalltalk", "out_of_scope",
    }  # fmt: skip
