"""The reply contract, version 1: what a client receives. ``docs/reply.schema.json`` states it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.reply.danger import first_line
from bot.reply.message import Message, Reply, Situation
from bot.reply.texts import Texts
from bot.triage import Level, Verdict, encode_verdict

SCHEMA = "candidate-safety/1"


@dataclass(frozen=True)
class Turn:
    """What the channel knows of a turn: whose, which id, what triage found, and how to sign a button's intent."""

    sender: str
    id: str
    verdict: Verdict
    sign: Callable[[str], str]


def write(texts: Texts, reply: Reply, situation: Situation, turn: Turn) -> list[dict[str, Any]]:
    """The messages of the reply. Exactly one carries ``custom``: the card if there is one, else the last."""
    held = reply.held is not False and (situation.held or reply.held is True)
    messages = list(reply.messages)
    if reply.level is not Level.EMERGENCY:
        messages[0] = first_line(texts, messages[0], Situation(held))
    answer = [_message(message, turn) for message in messages]
    answer[0 if reply.card else -1]["custom"] = _custom(reply, turn, held)
    return answer


def _message(message: Message, turn: Turn) -> dict[str, Any]:
    written: dict[str, Any] = {"recipient_id": turn.sender, "text": message.text}
    if message.buttons:
        written["buttons"] = [
            {"title": button.title, "payload": turn.sign(button.intent)} for button in message.buttons
        ]
    return written


def _custom(reply: Reply, turn: Turn, held: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "turn": turn.id,
        "lang": "en",  # until a fluent reader has checked the Welsh texts
        "triage": {**encode_verdict(turn.verdict), "level": reply.level.value},
        "topic": reply.topic,
        "card": reply.card,
        "sources": [dict(source) for source in reply.sources],
        "step": None,
        "held": held,
        "unfold": list(reply.unfold),
    }
