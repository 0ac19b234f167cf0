"""Bounds that an evaluation must keep, a little below where the figures stood when they were last raised."""

from __future__ import annotations

from collections.abc import Mapping

from tests.evaluation.figures import Share

AT_LEAST: Mapping[str, Mapping[str, float]] = {
    "held-out voices": {"emergencies with the 999 card": 0.96, "levels right": 0.84, "crises recognised": 0.93},
    "shared evaluation": {"emergencies with the 999 card": 0.91, "levels right": 0.77, "crises recognised": 0.91},
    "questions": {"answers right": 0.4, "topic right, or among the buttons": 0.55},
    "swaps": {"unchanged": 0.85},
}
AT_MOST: Mapping[str, Mapping[str, float]] = {
    "held-out voices": {"serious misses": 0.01, "emergencies with no 999 in the reply": 0.005, "false cards": 0.08},
    "shared evaluation": {"serious misses": 0.015, "emergencies with no 999 in the reply": 0.005, "false cards": 0.1},
    "questions": {"answers without a source": 0.0},
}


def broken(name: str, found: Mapping[str, Share]) -> list[str]:
    """What the figures of the set ``name`` fall short of, a line each."""
    low = [
        f"{name}: {measure}: {found[measure]}, wanted at least {100 * bound:.1f} %"
        for measure, bound in AT_LEAST.get(name, {}).items()
        if found[measure].value < bound
    ]
    high = [
        f"{name}: {measure}: {found[measure]}, wanted at most {100 * bound:.1f} %"
        for measure, bound in AT_MOST.get(name, {}).items()
        if found[measure].value > bound
    ]
    return low + high
