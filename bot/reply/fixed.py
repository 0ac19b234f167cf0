"""Replies that need nothing but the texts: no model, no action, no guidance base."""

from __future__ import annotations

from bot.reply.message import Message, Reply
from bot.reply.texts import Texts
from bot.triage import Level


def fallback(texts: Texts) -> Reply:
    """What is said when a turn brought nothing or came too late (promise P3)."""
    return _asking(texts, "fallback")


def other_language(texts: Texts) -> Reply:
    """What is said to a message that is not English and that no rule recognises."""
    return _asking(texts, "other_language")


def without_verdict(texts: Texts, *after: Message) -> Reply:
    """How every reply begins while the model's verdict is missing, with what the rules alone could add."""
    reply = _asking(texts, "no_verdict")
    return reply.then(*after)


def _asking(texts: Texts, name: str) -> Reply:
    text = texts[name]
    return Reply((text.message,), Level.CLARIFY, asks=text.asks)
