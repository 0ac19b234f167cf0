"""Replies when somebody is or may be in danger: the 999 card, crisis, held, the danger question.

Rules: ``user-side`` sections 1 to 4, 8 and 14; promises P4 to P6.
"""

from __future__ import annotations

from bot.reply.message import Message, Reply, Situation
from bot.reply.texts import Texts
from bot.triage import Level, RedFlag, Verdict

_FLAG_NAMES = {
    RedFlag.FIXATION_PLAN: "someone set on a plan or a very specific threat",
    RedFlag.WEAPONS: "access to weapons or weapon skills",
    RedFlag.PERSONAL_INFO: "personal information about you released",
}
"""The flags after which the second message says why this is for 999: those that may show no danger at once."""


def emergency(texts: Texts, verdict: Verdict, unfold: tuple[str, ...] = ()) -> Reply:
    """The 999 card, alone or followed by the one message that its reason calls for."""
    reply = Reply(
        (texts["emergency_card"].message,), Level.EMERGENCY, topic=None, asks="police_reached", held=True, unfold=unfold
    )
    families = {reason.rule.split(".")[0] for reason in verdict.reasons}
    if "crisis" in families:
        reply = reply.then(texts["crisis"].message)
    if "user_violence" in families:
        reply = reply.then(texts["hurting_someone"].message)
    if verdict.red_flags and set(verdict.red_flags) <= set(_FLAG_NAMES):
        flags = "; ".join(_FLAG_NAMES[flag] for flag in verdict.red_flags)
        reply = reply.then(texts["why_999"].fill(flag=flags))
    return reply


def crisis(texts: Texts) -> Reply:
    """Whom to call and talk to; nothing is asked first."""
    return Reply((texts["crisis"].message,), Level.CRISIS)


def danger_question(texts: Texts, *before: Message) -> Reply:
    """The one question that decides between 999 and the rest."""
    text = texts["danger_question"]
    return Reply((*before, text.message), Level.CLARIFY, asks=text.asks)


def held(texts: Texts) -> Reply:
    """After the card, to whatever is no new danger and no question: still listening, have you reached the police?"""
    text = texts["held_question"]
    return Reply((text.message,), Level.CLARIFY, asks=text.asks)


def released(texts: Texts, name: str) -> Reply:
    """The end of *held*; ``name`` is ``released`` or ``false_alarm``. Never says that the danger is over."""
    return Reply((texts[name].message,), Level.CLARIFY, held=False)


def first_line(texts: Texts, reply_text: str, situation: Situation) -> str:
    """``reply_text`` as a held conversation must show it: the 999 line first."""
    line = texts["held_line"].message.text
    if not situation.held or reply_text.startswith(line):
        return reply_text
    return f"{line}\n{reply_text}"
