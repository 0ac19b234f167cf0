"""A verdict as JSON: how it travels in Rasa's parse, to the actions and into the reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.triage.verdict import Level, Reason, RedFlag, Verdict


def encode_verdict(verdict: Verdict) -> dict[str, Any]:
    """``{"level", "red_flags", "reasons"}`` of plain values; ``level`` is None when nothing was recognised."""
    return {
        "level": verdict.level.value if verdict.level else None,
        "red_flags": [flag.value for flag in verdict.red_flags],
        "reasons": [asdict(reason) for reason in verdict.reasons],
    }


def decode_verdict(fields: Mapping[str, Any]) -> Verdict:
    """The verdict that ``encode_verdict`` wrote."""
    return Verdict(
        Level(fields["level"]) if fields["level"] else None,
        tuple(RedFlag(flag) for flag in fields["red_flags"]),
        tuple(Reason(**reason) for reason in fields["reasons"]),
    )
