"""Replies when somebody is or may be in danger: the 999 card, crisis, held, the danger question.

Rules: ``user-side`` sections 1 to 4, 8 and 14; promises P4 to P6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.reply.message import Message, Reply, Situation
from bot.reply.texts import Texts
from bot.triage import Level, RedFlag, Verdict

RED_FLAG_STATEMENTS = {
    RedFlag.IMMINENT_VIOLENCE: "npcc-red-flags-1",
    RedFlag.FIXATION_PLAN: "npcc-red-flags-2",
    RedFlag.WEAPONS: "npcc-red-flags-3",
    RedFlag.PERSONAL_INFO: "npcc-red-flags-4",
}
"""The statement of the guidance base that each red flag rests on."""

_WHY_999 = {
    RedFlag.FIXATION_PLAN: "someone set on a plan or a very specific threat",
    RedFlag.WEAPONS: "access to weapons or weapon skills",
    RedFlag.PERSONAL_INFO: "personal information about you released",
}
"""The flags after which the second message says why this is for 999: those that may show no danger at once."""

_CANNOT = r"(?:can ?no?t|cant|can['’]t|cannae|unable to|not safe to|daren['’]?t) "
_MUST_STAY_OPEN = {
    "cannot_speak": rf"{_CANNOT}(?:speak|talk|call|ring|phone|say)|whisper|he(?:['’]?ll| can| might) hear|\bmute\b",
    "cannot_hear": rf"{_CANNOT}hear|\bdeaf\b|hard of hearing|\bbsl\b|sign language",
}
"""Words after which a client must not fold these lines of the card (section 1)."""


def emergency(texts: Texts, verdict: Verdict, said: str = "", sources: tuple[Mapping[str, Any], ...] = ()) -> Reply:
    """The 999 card, alone or followed by the messages that its reasons call for; ``said`` is the user's message."""
    unfold = tuple(name for name, words in _MUST_STAY_OPEN.items() if re.search(words, said, re.IGNORECASE))
    card = texts["emergency_card"].message
    reply = Reply((card,), Level.EMERGENCY, sources=sources, held=True, unfold=unfold)
    families = {reason.rule.split(".")[0] for reason in verdict.reasons}
    if "crisis" in families:
        reply = reply.then(texts["crisis"].message)
    if "user_violence" in families:
        reply = reply.then(texts["hurting_someone"].message)
    if verdict.red_flags and set(verdict.red_flags) <= set(_WHY_999):
        flags = "; ".join(_WHY_999[flag] for flag in verdict.red_flags)
        reply = reply.then(texts["why_999"].fill(flag=flags))
    return reply


def crisis(texts: Texts) -> Reply:
    """Whom to call and talk to; nothing is asked first."""
    return Reply((texts["crisis"].message,), Level.CRISIS)


def danger_question(texts: Texts) -> Reply:
    """The one question that decides between 999 and the rest."""
    text = texts["danger_question"]
    return Reply((text.message,), Level.CLARIFY, asks=text.asks)


def held(texts: Texts) -> Reply:
    """After the card: still listening, have you reached the police?"""
    text = texts["held_question"]
    return Reply((text.message,), Level.CLARIFY, asks=text.asks)


def released(texts: Texts, name: str) -> Reply:
    """The end of *held*; ``name`` is ``released`` or ``false_alarm``. Never says that the danger is over."""
    return Reply((texts[name].message,), Level.SMALLTALK, held=False)


def first_line(texts: Texts, message: Message, situation: Situation) -> Message:
    """``message`` as a held conversation must show it: the 999 line first."""
    line = texts["held_line"].message.text
    if not situation.held or message.text.startswith(line):
        return message
    return Message(f"{line}\n{message.text}", message.buttons)
