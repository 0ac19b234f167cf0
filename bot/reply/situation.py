"""Short answers to a question of ours: what "yes" means depends on what was asked."""

from __future__ import annotations

from bot.reply.message import Situation
from bot.triage import Level, Reason, RedFlag, Verdict, cry, short_answer

_HELD = "held"
_MEANING = {
    "danger": {"affirm": "in_danger", "deny": "not_in_danger", "not_sure": "danger_not_sure"},
    "police_reached": {"affirm": "police_have_it", "deny": "not_reached", "not_sure": "not_reached"},
    _HELD: {"affirm": "police_have_it"},
}
"""Question -> short answer -> intent. ``held`` is no question: its answers hold in every message after a 999 card."""

QUESTIONS = frozenset(_MEANING) - {_HELD}
"""What a text may ask."""

_DANGER = {"in_danger": "answer.in_danger", "danger_not_sure": "answer.danger_not_sure"}


def meaning(intent: str, asked: str | None) -> str:
    """The intent that the classifier's ``intent`` stands for after the question ``asked``.

    A guessed yes may raise a situation, never end one: only clear words or the button say that the police have it.
    """
    meant = _MEANING.get(asked or "", {}).get(intent, intent)
    return "not_reached" if intent == "affirm" and meant == "police_have_it" else meant


def answered(text: str, situation: Situation) -> str | None:
    """The intent of a whole message that is nothing but a short answer in this situation, or a cry for help."""
    for question in (situation.asked, _HELD if situation.held else None):
        answer = short_answer(text, question) if question else None
        if question and answer:
            return _MEANING[question][answer]
    return cry(text)


def verdict_of(intent: str) -> Verdict:
    """What an answer says by itself: "yes, in danger" and "not sure" are emergencies, the rest says nothing."""
    rule = _DANGER.get(intent)
    if rule is None:
        return Verdict.nothing
    return Verdict(Level.EMERGENCY, (RedFlag.PRESENT_DANGER,), (Reason(rule, "", 0, 0),))
