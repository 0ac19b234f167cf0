"""Finds what a question about the recommendations asks for: by number, by subject, by status, by who should act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.guidance.asking import ALL, ANSWERED
from bot.guidance.base import Guidance
from bot.guidance.model import Statement
from bot.guidance.named_numbers import numbers_named
from bot.guidance.recommendations import Recommendation, plain_words

_BY_NAME = re.compile(r"\brec(?:s\b|\b|\d|om+[ea]nd)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """What answers a question: statements in the order in which they are told, and their topic.

    ``number``: the one recommendation that it is about. ``least``: so many statements are said at once, however long.
    """

    topic: str
    statements: tuple[Statement, ...]
    number: int | None = None
    least: int = 1


def by_topic(guidance: Guidance, topic: str) -> Found:
    """Everything on ``topic``."""
    return Found(topic, guidance.topic(topic), least=guidance.at_once(topic))


def look_up(guidance: Guidance, topic: str, text: str) -> Found | None:
    """What ``text``, a question on ``topic``, asks of the recommendations; None where it names none in any way.

    The closest wins: a number, then one subject, then a status ("which were rejected"), then who should act.
    """
    asking, words = guidance.asking, plain_words(text)
    part = asking.part_named(words)
    if part is None:
        part = asking.topics.get(topic, ALL)
    numbers = numbers_named(text, alone=topic in asking.topics)
    if numbers:
        return by_number(guidance, numbers, part)
    chosen = guidance.recommendations.closest(text, besides="government" if part == "government" else None)
    status = None if len(chosen) == 1 else asking.status(words, part)
    if status:
        return Found(asking.topic_of(status.part), tuple(guidance.statement(id) for id in status.statements))
    return by_number(guidance, [record.number for record in chosen], part) if chosen else None


def names_recommendation(text: str) -> bool:
    """Whether ``text`` names a recommendation by its number, as in "recommendation 7"."""
    return bool(_BY_NAME.search(text) and numbers_named(text))


def by_number(guidance: Guidance, numbers: Sequence[int], part: str) -> Found:
    """``part`` of the recommendations ``numbers``, or all of it; of several recommendations only the first sentence."""
    records = guidance.recommendations.records
    topic = guidance.asking.topic_of(part)
    known = [records[number] for number in numbers if number in records]
    if not known:
        return Found(topic, tuple(guidance.statement(id) for id in guidance.asking.no_such_number))
    if len(known) == 1:
        return Found(topic, _told(guidance, known[0], part), known[0].number)
    return Found(topic, tuple(record.asks if part == ALL else _part(record, part) for record in known))


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, the first on each recommendation beginning with its number."""
    said: list[Statement] = []
    last = None
    for statement in statements:
        number = statement.recommendations[0] if statement.is_part else last
        text = statement.text if number == last else f"Recommendation {number}: {statement.text}"
        said.append(replace(statement, text=text))
        last = number
    return tuple(said)


def _told(guidance: Guidance, record: Recommendation, part: str) -> tuple[Statement, ...]:
    """Of one recommendation: what is asked, then what belongs to it. Party positions only when they are asked for."""
    more = guidance.more_on(record.number)
    positions = guidance.asking.positions
    neutral = tuple(statement for statement in more if not positions.among(statement))
    if part == ALL:
        answers = (record.government.statement, record.progress.statement)
        return (record.asks, record.responsible, record.timeframe, *answers, *neutral)
    if part == "responsible":
        return (record.responsible, record.timeframe, record.asks)
    if part == "timeframe":
        return (record.timeframe, record.responsible, record.asks)
    answer = _part(record, part)
    rest = neutral if part != "labour" else tuple(statement for statement in more if positions.among(statement))
    return (answer, *(statement for statement in rest if statement.publisher == answer.publisher))


def _part(record: Recommendation, part: str) -> Statement:
    statement: Statement = getattr(record, part).statement if part in ANSWERED else getattr(record, part)
    return statement
