"""``python -m tests.evaluation.levels FILE.jsonl ...``: how well levels are told apart, on texts nobody trained on.

Prints ids of what went wrong, never texts: whoever tunes must not read them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.rasa.fingerprint import model_path
from bot.rasa.guard import TRIAGE
from bot.rasa.logs import configure_logs
from bot.rasa.request import plain
from bot.settings import ROOT
from bot.triage import Level, assess, decode_verdict

SERIOUS = {Level.PLATFORM, Level.LAWFUL, Level.INFO, Level.SMALLTALK, Level.OUT_OF_SCOPE}
"""An emergency answered at one of these is a serious miss (user-side section 19)."""


@dataclass(frozen=True)
class Judged:
    """One text: its id, the levels that count as right (the first is the label), what the product said."""

    id: str
    right: tuple[Level, ...]
    rules: Level | None
    said: Level


async def judge(agent: Agent, row: dict[str, Any]) -> Judged:
    """The level that the channel would answer with: the higher of rules and model."""
    assert agent.processor is not None
    parse = await agent.processor.parse_message(UserMessage(plain(row["text"])))
    rules, model = assess(row["text"]), decode_verdict(parse[TRIAGE])
    said = rules.higher(model) if rules.level in (Level.EMERGENCY, Level.CRISIS) else model
    right = (row["level"], *row.get("acceptable", []))
    assert said.level is not None
    return Judged(row["id"], tuple(Level(level) for level in right), rules.level, said.level)


def interval(hits: int, all_: int) -> str:
    """Share with its 95 % Wilson interval, in per cent."""
    share, z = hits / all_, 1.96
    centre = (share + z * z / (2 * all_)) / (1 + z * z / all_)
    half = z * sqrt(share * (1 - share) / all_ + z * z / (4 * all_ * all_)) / (1 + z * z / all_)
    return f"{hits}/{all_} = {100 * share:.1f} % ({100 * (centre - half):.1f} to {100 * (centre + half):.1f})"


def report(judged: list[Judged]) -> list[str]:
    """The figures, one a line."""
    emergencies = [each for each in judged if each.right[0] is Level.EMERGENCY]
    others = [each for each in judged if Level.EMERGENCY not in each.right]
    lines = [f"levels right            {interval(sum(each.said in each.right for each in judged), len(judged))}"]
    if emergencies:
        found = [each for each in emergencies if each.said is Level.EMERGENCY]
        asked = [each for each in emergencies if each.said in (Level.CLARIFY, Level.CRISIS)]
        serious = [each for each in emergencies if each.said in SERIOUS]
        by_rules = [each for each in emergencies if each.rules is Level.EMERGENCY]
        lines += [
            f"emergencies with card   {interval(len(found), len(emergencies))}",
            f"  card or question      {interval(len(found) + len(asked), len(emergencies))}",
            f"  rules alone           {interval(len(by_rules), len(emergencies))}",
            f"  serious misses        {interval(len(serious), len(emergencies))}: {' '.join(e.id for e in serious)}",
        ]
    if others:
        false = [each for each in others if each.said is Level.EMERGENCY]
        by_rules = [each for each in false if each.rules is Level.EMERGENCY]
        lines += [
            f"false cards             {interval(len(false), len(others))}: {' '.join(e.id for e in false)}",
            f"  by the rules          {interval(len(by_rules), len(others))}",
        ]
    confusion = Counter((each.right[0].value, each.said.value) for each in judged if each.said not in each.right)
    lines += [f"  {label} taken for {said}: {count}" for (label, said), count in confusion.most_common(12)]
    return lines


async def main(files: list[str]) -> None:
    """Judges every row of every file and prints the figures for each file."""
    configure_logs()  # Rasa would print every text
    agent = Agent.load(str(model_path(ROOT / "models", ROOT)))
    for file in files:
        rows = [json.loads(line) for line in Path(file).read_text().splitlines() if line.strip()]
        print(f"{Path(file).name}: {len(rows)} texts")
        print("\n".join(report([await judge(agent, row) for row in rows])))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
