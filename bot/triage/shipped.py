"""Triage with the rules and words that this project ships in ``data/triage``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.triage.rules import Rules
from bot.triage.slurs import find_slurs
from bot.triage.verdict import Level, Reason, Verdict

FOLDER = Path(__file__).resolve().parents[2] / "data" / "triage"
SLUR = "police.slur"
_SLUR_SOURCE = "npcc-contact-police-3"


@cache
def rules() -> Rules:
    """The shipped rules, loaded at the first call. Raises DataError."""
    return Rules.load(FOLDER)


def assess(text: str) -> Verdict:
    """What the rules and the list of slurs say about one message; never raises for any string."""
    slurs = [Reason(SLUR, "", start, end) for start, end in find_slurs(text)[:1]]  # no reply repeats a slur
    verdict = rules().assess(text)
    return verdict.higher(Verdict(Level.POLICE, (), tuple(slurs))) if slurs else verdict


@cache
def _sources() -> dict[str, str]:
    return {pattern.id: pattern.source for pattern in rules().patterns} | {SLUR: _SLUR_SOURCE}


def source_of(rule: str) -> str | None:
    """The id of the statement that ``rule`` rests on; None for a rule that is not in the data."""
    return _sources().get(rule)
