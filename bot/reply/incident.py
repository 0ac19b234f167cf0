"""Says what to do about an incident that shows no red flag: levels police, platform and lawful."""

from __future__ import annotations

from datetime import date

from bot.guidance import Guidance, advice_text, cite
from bot.reply.message import Message, Reply
from bot.triage import Verdict, source_of


def advise(guidance: Guidance, verdict: Verdict, today: date) -> Reply:
    """What it is, why, the first three steps, whom to contact; ``verdict.level`` is police, platform or lawful.

    Of the reasons only those are given whose rules matched.
    """
    assert verdict.level is not None
    reasons = {source_of(reason.rule) for reason in verdict.reasons} - {None}
    advice = guidance.advice(verdict.level.value).because({str(reason) for reason in reasons})
    sources = tuple({statement.id: cite(statement) for statement in advice.statements}.values())
    return Reply((Message(advice_text(advice, today)),), verdict.level, sources=sources)
