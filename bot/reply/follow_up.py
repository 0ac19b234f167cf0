"""Messages that ask on about the last answer: "and 24?", "what did Labour say?", "still current?", "source?"."""

from __future__ import annotations

from datetime import date

from bot.guidance import Found, Guidance, by_number, by_topic, change_lines, source_lines
from bot.guidance.asking import ALL, ANSWERED
from bot.reply.message import Message, Reply, Told
from bot.reply.question import known, sources, still_told, tell, tell_more
from bot.reply.texts import Texts
from bot.triage import Level


def follow_up(guidance: Guidance, texts: Texts, told: Told, said: str, today: date) -> Reply | None:
    """The reply to ``said`` after the answer ``told``, in statements only; None when it is no mere follow-up."""
    asking = guidance.asking
    kind = asking.follow_up(said)
    if kind == "more":
        return tell_more(guidance, texts, told, today)
    if kind == "source":
        return _about(guidance, told, source_lines(known(guidance, told.said)))
    if kind == "current":
        return _about(guidance, told, _current(guidance, texts, told))
    found = _part(guidance, told, kind) if kind else _numbers(guidance, told, said)
    return tell(guidance, texts, found, today, held=False) if found else None


def _about(guidance: Guidance, told: Told, lines: tuple[str, ...]) -> Reply:
    message = Message("\n".join(lines))
    return still_told(Reply((message,), Level.INFO, sources=sources(guidance, told.said)), told)


def _current(guidance: Guidance, texts: Texts, told: Told) -> tuple[str, ...]:
    said = known(guidance, told.said)
    return change_lines(said) or (texts["no_change"].message.text, *source_lines(said))


def _numbers(guidance: Guidance, told: Told, said: str) -> Found | None:
    """The recommendations whose numbers ``said`` is, by the same part as before."""
    numbers = guidance.asking.number_alone(said) if told.topic in guidance.asking.topics else ()
    return by_number(guidance, numbers, guidance.asking.topics[told.topic]) if numbers else None


def _part(guidance: Guidance, told: Told, part: str) -> Found | None:
    """That part of the recommendation told of last; of a topic, of the recommendation that is about its subject."""
    asking = guidance.asking
    if told.recommendation is not None:
        return by_number(guidance, (told.recommendation,), part)
    if told.topic in asking.topics:
        if part in ANSWERED:
            return by_topic(guidance, asking.topic_of(part))
        return Found(asking.topic_of(ALL), known(guidance, asking.which_one))
    subject = guidance.recommendations.by_subject(guidance.titles[told.topic]) if told.topic in guidance.titles else ()
    return by_number(guidance, (subject[0].number,), part) if subject else None
