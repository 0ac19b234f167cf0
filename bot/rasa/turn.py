"""One turn, from the user's message to the reply: the order of the safety checks stands here.

1. The rules read every message before anything of Rasa is touched. Danger: the card is the whole reply, at once.
2. The model reads it. Danger: the same. No verdict: the reply begins by saying so.
3. Only then the dialogue, for at most ``LATE_SECONDS``. Nothing came: the fixed fallback.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Coroutine
from functools import partial
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.rasa.buttons import ButtonSigner
from bot.rasa.conversations import Answer, Conversations
from bot.rasa.guard import TRIAGE
from bot.rasa.output import TurnOutput
from bot.rasa.request import Incoming, plain
from bot.reply import Reply, Responder, Turn, decode, meaning, verdict_of, write
from bot.triage import Level, Verdict, assess, decode_verdict, encode_verdict, short_answer

logger = logging.getLogger(__name__)

LATE_SECONDS = 4.0
"""After this the user gets the fixed fallback; what the dialogue says later is dropped."""

LOST_SECONDS = 20.0
"""After this the dialogue's turn is cancelled, which frees the conversation's lock."""

_DANGER = (Level.EMERGENCY, Level.CRISIS)


class Turns:
    """Answers messages. One object per process; the agent is passed in because Rasa loads it later."""

    def __init__(self, responder: Responder, buttons: ButtonSigner, conversations: Conversations) -> None:
        self._responder = responder
        self._buttons = buttons
        self._conversations = conversations
        self._running: set[asyncio.Task[Any]] = set()

    async def answer(self, agent: Agent | None, incoming: Incoming) -> Answer:
        """The messages of the reply, as the contract wants them. The same message id is answered once. Never raises."""
        task = self._conversations.once(
            incoming.sender, incoming.message_id, lambda: self._answer_or_fallback(agent, incoming)
        )
        self._keep(task)
        return await asyncio.shield(task)

    def written(self, sender: str) -> None:
        """The channel calls this when the reply is on its way: only now may Rasa hear of a danger.

        A tracker store that blocks would otherwise hold back the card itself.
        """
        untold = self._conversations.open(sender).untold
        while untold:
            self._start(untold.pop(0)())

    async def _answer_or_fallback(self, agent: Agent | None, incoming: Incoming) -> Answer:
        verdict = Verdict.nothing
        try:
            verdict = assess(incoming.text)
            return await self._answer(agent, incoming, verdict)
        except Exception:
            logger.exception("a turn failed")
            if verdict.level in _DANGER:
                return self._write(incoming, verdict, self._responder.danger(verdict))
            return self._write(incoming, verdict, self._responder.fallback())

    async def _answer(self, agent: Agent | None, incoming: Incoming, verdict: Verdict) -> Answer:
        asked = self._conversations.open(incoming.sender).situation.asked
        intent = self._chosen(incoming, asked)
        if intent is not None:
            verdict = verdict.higher(verdict_of(intent))
        if verdict.level in _DANGER:
            return self._danger(agent, incoming, verdict)

        ready = agent is not None and agent.is_ready()
        parse = _pressed(intent, verdict) if intent and ready else await _parse(agent, incoming)
        if agent is None or parse is None:
            return self._write(incoming, verdict, self._responder.without_verdict(verdict, intent))
        meant = meaning(parse["intent"]["name"], asked)
        verdict = verdict.higher(decode_verdict(parse[TRIAGE])).higher(verdict_of(meant))
        if verdict.level in _DANGER:
            return self._danger(agent, incoming, verdict)

        reply = decode(await self._dialogue(agent, incoming, parse))
        return self._write(incoming, verdict, reply or self._responder.fallback())

    def _chosen(self, incoming: Incoming, asked: str | None) -> str | None:
        """The intent of a pressed button, or of a short typed answer to the question ``asked``."""
        pressed = self._buttons.read(incoming.sender, incoming.text)
        if pressed:
            return pressed[0]
        answer = short_answer(incoming.text, asked) if asked else None
        return meaning(answer, asked) if answer else None

    def _danger(self, agent: Agent | None, incoming: Incoming, verdict: Verdict) -> Answer:
        """The card; Rasa hears of it when that is written, to park an open form, and what it says is dropped."""
        assert verdict.level is not None
        if agent and agent.is_ready():
            told = partial(_tell, agent, incoming, _pressed(verdict.level.value, verdict), TurnOutput())
            self._conversations.open(incoming.sender).untold.append(told)
        return self._write(incoming, verdict, self._responder.danger(verdict))

    async def _dialogue(self, agent: Agent, incoming: Incoming, parse: dict[str, Any]) -> list[dict[str, Any]]:
        output = TurnOutput()
        task = self._start(_tell(agent, incoming, parse, output))
        await asyncio.wait({task}, timeout=LATE_SECONDS)
        return list(output.utterances)

    def _write(self, incoming: Incoming, verdict: Verdict, reply: Reply) -> Answer:
        conversation = self._conversations.open(incoming.sender)
        turn = Turn(
            sender=incoming.sender,
            id=uuid.uuid4().hex,
            verdict=verdict,
            sign=lambda intent: self._buttons.sign(incoming.sender, intent),
        )
        answer = write(self._responder.texts, reply, conversation.situation, turn)
        conversation.situation = reply.after(conversation.situation)
        return answer

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return self._keep(asyncio.get_running_loop().create_task(work))

    def _keep(self, task: asyncio.Task[Any]) -> asyncio.Task[Any]:
        self._running.add(task)  # the event loop itself holds tasks only weakly
        task.add_done_callback(self._running.discard)
        return task


async def _parse(agent: Agent | None, incoming: Incoming) -> dict[str, Any] | None:
    """Rasa's parse of the text, with the guard's verdict in it; None when there is none to be had."""
    if agent is None or agent.processor is None:
        return None
    try:
        message = UserMessage(plain(incoming.text) or "?", sender_id=incoming.sender)
        parse = await agent.processor.parse_message(message)
        return parse if TRIAGE in parse else None
    except Exception:
        logger.exception("the model gave no verdict")
        return None


async def _tell(agent: Agent, incoming: Incoming, parse: dict[str, Any], output: TurnOutput) -> None:
    """Lets the dialogue take the message, under the conversation's lock. Never raises."""
    message = UserMessage(
        plain(incoming.text),
        output,
        incoming.sender,
        parse_data=parse,
        input_channel="rest",
        message_id=incoming.message_id,
    )
    try:
        await asyncio.wait_for(agent.handle_message(message), LOST_SECONDS)
    except Exception:
        logger.exception("the dialogue failed")


def _pressed(intent: str, verdict: Verdict) -> dict[str, Any]:
    """The parse of a message whose intent is known without reading it."""
    return {
        "text": "",
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [],
        TRIAGE: encode_verdict(verdict),
    }
