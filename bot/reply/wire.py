"""Carries a Reply through Rasa: actions encode it into utterances, the channel decodes it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.reply.message import Button, Message, Reply, Told
from bot.triage import Level

_KEY = "reply"


def encode(reply: Reply) -> list[dict[str, Any]]:
    """The arguments of ``dispatcher.utter_message``, one for each bubble; the first carries the rest of the reply."""
    utterances = [_utterance(message) for message in reply.messages]
    utterances[0]["json_message"] = {
        _KEY: {
            "level": reply.level.value,
            "topic": reply.topic,
            "sources": [dict(source) for source in reply.sources],
            "asks": reply.asks,
            "held": reply.held,
            "unfold": list(reply.unfold),
            "told": asdict(reply.told) if reply.told else None,
        }
    }
    return utterances


def decode(utterances: Sequence[dict[str, Any]]) -> Reply | None:
    """The Reply in what a turn of the dialogue said; None when there is none, or not one of ours."""
    for position, utterance in enumerate(utterances):
        fields = (utterance.get("custom") or {}).get(_KEY)
        if fields:
            return Reply(
                messages=tuple(_message(later) for later in utterances[position:] if later.get("text")),
                level=Level(fields["level"]),
                topic=fields["topic"],
                sources=tuple(fields["sources"]),
                asks=fields["asks"],
                held=fields["held"],
                unfold=tuple(fields["unfold"]),
                told=Told.read(fields["told"]),
            )
    return None


def _utterance(message: Message) -> dict[str, Any]:
    utterance: dict[str, Any] = {"text": message.text}
    if message.buttons:
        utterance["buttons"] = [{"title": button.title, "payload": f"/{button.intent}"} for button in message.buttons]
    return utterance


def _message(utterance: dict[str, Any]) -> Message:
    buttons = utterance.get("buttons") or []
    return Message(
        utterance["text"], tuple(Button(button["title"], button["payload"].removeprefix("/")) for button in buttons)
    )
