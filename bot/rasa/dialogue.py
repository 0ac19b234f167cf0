"""The two things a turn asks of Rasa: to parse a text, and to take a message into the dialogue. Neither raises."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import asdict, replace
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.rasa.guard import OVERRULED, TRIAGE
from bot.rasa.output import TurnOutput
from bot.rasa.request import Incoming, plain
from bot.reply import SITUATION, Situation
from bot.triage import STILL_HELD, Level, Verdict, decode_verdict, encode_verdict, level_of

logger = logging.getLogger(__name__)

Parse = dict[str, Any]

LOST_SECONDS = 20.0
"""After this the dialogue's turn is cancelled, which frees the conversation's lock."""

READ_SECONDS = 0.7
"""After this the model's verdict is missing; a reply to what the rules find then leaves well within a second."""

_SURE_WHILE_HELD = 0.5
_UNSURE_LEVELS = (Level.LAWFUL, Level.PLATFORM, Level.INFO, Level.OUT_OF_SCOPE)


async def parse(agent: Agent | None, incoming: Incoming) -> Parse | None:
    """Rasa's parse of the text, with the guard's verdict in it; None when there is none to be had in time.

    A worker thread reads it: a long text would keep everybody else waiting, and a part that hangs would keep the card.
    """
    if agent is None or agent.processor is None:
        return None
    try:
        message = UserMessage(plain(incoming.text) or "?", sender_id=incoming.sender)
        reading = asyncio.to_thread(asyncio.run, agent.processor.parse_message(message))
        read: Parse = await asyncio.wait_for(reading, READ_SECONDS)
        return read if TRIAGE in read else None
    except Exception:
        logger.exception("the model gave no verdict")
        return None


def pressed(intent: str, verdict: Verdict) -> Parse:
    """The parse of a message whose intent is known without reading it."""
    return {
        "text": "",
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [],
        TRIAGE: encode_verdict(verdict),
    }


def verdict_in(read: Parse, text: str) -> Verdict:
    """The guard's verdict, its reasons where they stand in ``text``: Rasa read it without its beginning."""
    verdict = decode_verdict(read[TRIAGE])
    shift = len(text) - len(plain(text))
    moved = (
        replace(reason, start=reason.start + shift, end=reason.end + shift) if reason.end else reason
        for reason in verdict.reasons
    )
    return replace(
        verdict,
        reasons=tuple(reason for reason in moved if not reason.text or text[reason.start : reason.end] == reason.text),
    )


def is_overruled(read: Parse) -> bool:
    """Whether the classifier was all but certain that the emergency which the rules found is none."""
    return bool(read.get(OVERRULED))


def listening(read: Parse) -> Parse:
    """What a parse means right after a 999 card: a guess at a question or a lesser incident is none."""
    intent = read["intent"]
    if level_of(intent["name"]) in _UNSURE_LEVELS and intent["confidence"] < _SURE_WHILE_HELD:
        return {**read, "intent": {**intent, "name": STILL_HELD}}
    return read


def in_situation(read: Parse, situation: Situation | None) -> Parse:
    """The parse with what the channel knows of the conversation, for the action; None: the tracker must know."""
    return {**read, SITUATION: asdict(situation)} if situation else read


async def tell(agent: Agent, incoming: Incoming, read: Parse, output: TurnOutput) -> None:
    """Lets the dialogue take the message, under the conversation's lock; what it says goes to ``output``."""
    message = UserMessage(
        plain(incoming.text),
        output,
        incoming.sender,
        parse_data=read,
        input_channel="rest",
        message_id=incoming.message_id,
    )
    try:
        await asyncio.wait_for(agent.handle_message(message), LOST_SECONDS)
    except Exception:
        logger.exception("the dialogue failed")
