"""Answers a question from the guidance base: present position first, every source cited, the rest behind "more"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.guidance import Found, Guidance, Statement, as_text, cite, numbered
from bot.guidance.portions import WORDS, portions
from bot.reply.message import Message, Reply, Told
from bot.reply.texts import Texts
from bot.triage import Level

_LAID_OUT_FOR = date.max
"""Answers are cut as for a day on which every note on age is shown: what is said at once must not hang on the date."""


def tell(guidance: Guidance, texts: Texts, found: Found, today: date, held: bool) -> Reply:
    """What fits a phone of ``found``, as one bubble with its sources; the rest waits for "more".

    Behind a party's position stands that those of others are not known. In a held conversation nothing waits.
    """
    positions = guidance.asking.positions
    closing = guidance.statement(positions.closing)
    body = numbered([statement for statement in found.statements if statement.id != closing.id])
    partisan = any(positions.among(statement) for statement in body)
    words = WORDS - len(closing.text.split()) if partisan else WORDS
    first, rest = portions(body, _LAID_OUT_FOR, words, min(found.least, max(1, len(body))))
    shown = (*first, closing) if partisan or not first else first
    more = texts["more"].message
    text = as_text(shown, today)
    message = Message(f"{text}\n{more.text}", more.buttons) if rest and not held else Message(text)
    left = () if held else tuple(statement.id for statement in rest)
    told = Told(found.topic, tuple(statement.id for statement in shown), left, found.number)
    return Reply((message,), Level.INFO, topic=found.topic, sources=sources(guidance, told.said), told=told)


def tell_more(guidance: Guidance, texts: Texts, told: Told | None, today: date) -> Reply:
    """The next portion of the last answer; when nothing is left, a line that says so."""
    left = known(guidance, told.left) if told else ()
    if told is None or not left:
        return Reply((texts["nothing_more"].message,), Level.SMALLTALK)
    return tell(guidance, texts, Found(told.topic, left, told.recommendation), today, held=False)


def sources(guidance: Guidance, ids: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
    """The citations of the statements ``ids``, each once."""
    return tuple({statement.id: cite(statement) for statement in known(guidance, ids)}.values())


def known(guidance: Guidance, ids: Iterable[str]) -> tuple[Statement, ...]:
    """The statements ``ids`` that the base has: a conversation may be older than the base."""
    return tuple(guidance.statements[id] for id in ids if id in guidance.statements)


def still_told(reply: Reply, told: Told) -> Reply:
    """``reply`` about the last answer, which stays the one that the next message asks on about."""
    return replace(reply, topic=told.topic, told=told)
