"""Says what to do about an incident that shows no red flag: levels police, platform and lawful."""

from __future__ import annotations

from datetime import date

from bot.guidance import Guidance, advice_text, cite
from bot.reply.message import Message, Reply
from bot.triage import Verdict, source_of

_EVIDENCE = ("before_evidence", "evidence")


def advise(guidance: Guidance, verdict: Verdict, held: bool, today: date) -> Reply:
    """What it is, why, the first three steps, whom to contact; ``verdict.level`` is police, platform or lawful.

    Of the reasons only those are given whose rules matched. In a held conversation nobody is led to collect evidence
    (``user-side`` section 6).
    """
    assert verdict.level is not None
    reasons = {source_of(reason.rule) for reason in verdict.reasons}
    advice = guidance.advice(verdict.level.value).because({reason for reason in reasons if reason})
    if held:
        advice = advice.without(_EVIDENCE)
    sources = tuple({statement.id: cite(statement) for statement in advice.statements}.values())
    return Reply((Message(advice_text(advice, today)),), verdict.level, sources=sources)
