"""Answers a question from the guidance base: present position first, every source cited."""

from __future__ import annotations

from datetime import date

from bot.guidance import Guidance, as_text, cite
from bot.reply.message import Message, Reply
from bot.triage import Level


def answer_question(guidance: Guidance, topic: str, today: date) -> Reply:
    """The statements of ``topic`` in their order, as one bubble, with their sources."""
    statements = guidance.topic(topic)
    sources = tuple(cite(statement) for statement in statements)
    return Reply((Message(as_text(statements, today)),), Level.INFO, topic=topic, sources=sources)
