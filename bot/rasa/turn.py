"""One turn, from the user's message to the reply: the order of the safety checks stands here.

1. The rules read every message before anything of Rasa is touched. A button that says "in danger": the card, at once.
2. The model reads it, for at most ``READ_SECONDS``, and decides together with the rules. Emergency or crisis: the card
   is the whole reply. No verdict: what the rules found counts alone, and any other reply begins by saying so.
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

from bot.rasa.buttons import ButtonSigner
from bot.rasa.conversations import Answer, Conversations
from bot.rasa.dialogue import Parse, in_situation, is_overruled, listening, parse, pressed, tell, verdict_in
from bot.rasa.output import TurnOutput
from bot.rasa.request import Incoming
from bot.reply import Reply, Responder, Situation, Turn, answered, decode, meaning, verdict_of, write
from bot.triage import Level, Verdict, assess

logger = logging.getLogger(__name__)

LATE_SECONDS = 4.0
"""After this the user gets the fixed fallback; what the dialogue says later is dropped."""

_ASK = "should_i_call"
_DANGER = (Level.EMERGENCY, Level.CRISIS)


class Turns:
    """Answers messages. One object per process; the agent is passed in because Rasa loads it later."""

    def __init__(self, responder: Responder, buttons: ButtonSigner, conversations: Conversations) -> None:
        self._responder = responder
        self._buttons = buttons
        self._conversations = conversations
        self._running: set[asyncio.Task[Any]] = set()

    async def answer(self, agent: Agent | None, incoming: Incoming) -> Answer:
        """The messages of the reply, as the contract wants them. The same message is answered once."""
        message = (incoming.message_id, incoming.text)
        task = self._conversations.once(incoming.sender, message, lambda: self._answer_or_fallback(agent, incoming))
        self._keep(task)
        return await asyncio.shield(task)

    def written(self, sender: str) -> None:
        """The channel calls this when the reply is on its way: only now may Rasa hear of a danger.

        A tracker store that blocks would otherwise hold back the card itself.
        """
        conversation = self._conversations.known(sender)
        while conversation and conversation.untold:
            self._start(conversation.untold.pop(0)())

    async def _answer_or_fallback(self, agent: Agent | None, incoming: Incoming) -> Answer:
        rules = Verdict.nothing
        try:
            self.written(incoming.sender)  # what is left of a turn whose client went away
            rules = assess(incoming.text)
            return await self._answer(agent, incoming, rules)
        except Exception:
            logger.exception("a turn failed")
            if rules.level in _DANGER:
                return self._write(incoming, rules, self._responder.danger(rules))
            return self._write(incoming, rules, self._responder.fallback())

    async def _answer(self, agent: Agent | None, incoming: Incoming, rules: Verdict) -> Answer:
        known = self._conversations.open(incoming.sender).situation
        situation = known or Situation()
        intent = self._chosen(incoming, situation)
        verdict = rules.higher(verdict_of(intent)) if intent else rules
        if intent and verdict.level is Level.EMERGENCY:
            return self._danger(agent, incoming, verdict)

        ready = agent is not None and agent.is_ready()
        read = pressed(intent, verdict) if intent and ready else await parse(agent, incoming)
        if read is None and verdict.level not in _DANGER:
            reply = self._responder.without_verdict(verdict, intent, situation)
            return self._write(incoming, verdict, reply)
        if read is not None:
            meant = verdict_of(meaning(read["intent"]["name"], situation.asked))
            by_model = verdict_in(read, incoming.text)
            verdict = (by_model if is_overruled(read) else verdict.higher(by_model)).higher(meant)
        if agent is None or read is None or verdict.level in _DANGER:
            return self._danger(agent, incoming, verdict)

        read = in_situation(listening(read) if situation.held else read, known)
        reply_or_none = decode(await self._dialogue(agent, incoming, read))
        return self._write(incoming, verdict, reply_or_none or self._responder.fallback())

    def _chosen(self, incoming: Incoming, situation: Situation) -> str | None:
        """The intent of a pressed button, of its title typed out, or of a short answer in this situation."""
        button = self._buttons.read(incoming.sender, incoming.text)
        if button:
            return button[0]
        if self._buttons.looks_like_one(incoming.text):
            return _ASK  # it may have been "Yes, in danger" before a restart
        return answered(incoming.text, situation) or self._responder.texts.intent_of_title(incoming.text)

    def _danger(self, agent: Agent | None, incoming: Incoming, verdict: Verdict) -> Answer:
        """The card; Rasa hears of it when that is written, to park an open form, and what it says is dropped."""
        assert verdict.level is not None
        if agent and agent.is_ready():
            told = partial(tell, agent, incoming, pressed(verdict.level.value, verdict), TurnOutput())
            self._conversations.open(incoming.sender).untold.append(told)
        return self._write(incoming, verdict, self._responder.danger(verdict, incoming.text))

    async def _dialogue(self, agent: Agent, incoming: Incoming, read: Parse) -> list[dict[str, Any]]:
        output = TurnOutput()
        task = self._start(tell(agent, incoming, read, output))
        await asyncio.wait({task}, timeout=LATE_SECONDS)
        return list(output.utterances)

    def _write(self, incoming: Incoming, verdict: Verdict, reply: Reply) -> Answer:
        conversation = self._conversations.open(incoming.sender)
        situation = conversation.situation or Situation()
        sign = partial(self._buttons.sign, incoming.sender)
        answer = write(self._responder.texts, reply, situation, Turn(incoming.sender, uuid.uuid4().hex, verdict, sign))
        conversation.situation = reply.after(situation)
        return answer

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return self._keep(asyncio.get_running_loop().create_task(work))

    def _keep(self, task: asyncio.Task[Any]) -> asyncio.Task[Any]:
        self._running.add(task)  # the event loop itself holds tasks only weakly
        task.add_done_callback(self._running.discard)
        return task
