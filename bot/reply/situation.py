"""Short answers to a question of ours: what "yes" means depends on what was asked."""

from __future__ import annotations

from bot.triage import Level, Reason, RedFlag, Verdict

_MEANING = {
    "danger": {"affirm": "in_danger", "deny": "not_in_danger", "not_sure": "danger_not_sure"},
    "police_reached": {"affirm": "police_have_it", "deny": "not_reached", "not_sure": "not_reached"},
}

_DANGER = {"in_danger": "answer.in_danger", "danger_not_sure": "answer.danger_not_sure"}


def meaning(intent: str, asked: str | None) -> str:
    """The intent that ``intent`` stands for after the question ``asked``; itself when nothing was asked."""
    return _MEANING.get(asked or "", {}).get(intent, intent)


def verdict_of(intent: str) -> Verdict:
    """What an answer says by itself: "yes, in danger" and "not sure" are emergencies, the rest says nothing."""
    rule = _DANGER.get(intent)
    if rule is None:
        return Verdict.nothing
    return Verdict(Level.EMERGENCY, (RedFlag.PRESENT_DANGER,), (Reason(rule, "", 0, 0),))
