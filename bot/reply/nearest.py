"""What is said to a question that no intent foresaw: the nearest statement, or "Is it one of these?"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.guidance import Found, Guidance, Near, SelfSource, by_number, by_topic
from bot.guidance.asking import ALL
from bot.reply.message import Button, Message, Reply
from bot.reply.question import tell
from bot.reply.texts import Texts
from bot.triage import Level

SURE = 0.9
"""From this nearness the statement is the answer. Of 1,000 training questions a quarter came so near: four in five of
these to their own topic, and none that was out of scope or not covered."""

ALONE, AHEAD = 0.6, 0.3
"""Also from ``ALONE``, if the next statement is less near by ``AHEAD``: the name of a body has no second best."""

WORTH_ASKING = 0.7
"""From this nearness a topic is offered. One in 25 messages that are out of scope came so near."""

UNSURE_INTENT = 0.15
"""Below this probability the classifier's topic is only one of those offered."""

_OFFERED = 3


def nearest(
    guidance: Guidance, texts: Texts, near: Sequence[Near], topic: str | None, today: date, offered: bool = True
) -> Reply | None:
    """The answer or the offer; ``topic``: what the classifier guessed, or None. None: neither is near enough.

    ``offered``: whether to offer topics where no statement is near enough.
    """
    if not near:
        return None
    if _is_sure(near) and near[0].statement in guidance.statements:
        return tell(guidance, texts, _beginning_with(guidance, near[0]), today, held=False)
    others = [one.topic for one in near if one.score >= WORTH_ASKING and one.topic in guidance.titles]
    if not offered or not others or others[0] == topic:
        return None
    names = list(dict.fromkeys(others if topic is None else [topic, *others]))[:_OFFERED]
    buttons = tuple(Button(guidance.titles[name], f"ask_{name}") for name in names)
    return Reply((Message(texts["one_of_these"].message.text, buttons),), Level.CLARIFY)


def _is_sure(near: Sequence[Near]) -> bool:
    best = near[0]
    others = [one.score for one in near if one.statement != best.statement]
    return best.score >= SURE or (best.score >= ALONE and bool(others) and best.score - others[0] >= AHEAD)


def _beginning_with(guidance: Guidance, near: Near) -> Found:
    """The nearest statement, then the others of its topic.

    A topic that begins with a safety rule of ours, or with a list that must stay whole, is told in its order.
    """
    statement = guidance.statement(near.statement)
    if statement.is_part:
        return by_number(guidance, statement.recommendations, ALL)
    found = by_topic(guidance, near.topic)
    rule_first = isinstance(found.statements[0].source, SelfSource) and near.topic not in guidance.asking.topics
    if rule_first or found.least > 1:
        return found
    return Found(near.topic, tuple(dict.fromkeys((statement, *found.statements))))
