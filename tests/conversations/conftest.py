"""The real model, loaded once, behind the real turn; no HTTP. Hundreds of messages a second."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.rasa.action_endpoint import InProcessActions
from bot.rasa.buttons import ButtonSigner
from bot.rasa.conversations import Conversations
from bot.rasa.fingerprint import model_path
from bot.rasa.request import Incoming
from bot.rasa.turn import Turns
from bot.reply import Responder
from bot.settings import ROOT

_senders = (f"scenario-{number}" for number in itertools.count())


@pytest.fixture(scope="session")
def agent() -> Agent:
    path = model_path(ROOT / "models", ROOT)
    assert path.is_file(), "no model for the present data: run `make train`"
    return Agent.load(str(path), action_endpoint=InProcessActions())


@dataclass
class Talk:
    """One conversation with the assistant."""

    agent: Agent
    turns: Turns
    sender: str = field(default_factory=lambda: next(_senders))
    answer: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, text: str) -> dict[str, Any]:
        """The contract's ``custom`` of the reply; all of its messages stand in ``answer``."""
        self.answer = await self.turns.answer(self.agent, Incoming(self.sender, text, None))
        self.turns.written(self.sender)
        custom: dict[str, Any] = next(message["custom"] for message in self.answer if "custom" in message)
        return custom

    async def press(self, title: str) -> dict[str, Any]:
        buttons = [button for message in self.answer for button in message.get("buttons", [])]
        return await self.say(next(button["payload"] for button in buttons if button["title"] == title))

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.answer)


@pytest.fixture
def talk(agent: Agent) -> Talk:
    turns = Turns(Responder.default(), ButtonSigner("key"), Conversations(1000, 3600, time.monotonic))
    return Talk(agent, turns)
