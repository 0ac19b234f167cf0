"""What the channels share in one process, built once from the settings and the data."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

from rasa.utils.endpoints import EndpointConfig

from bot.rasa.action_endpoint import action_endpoint
from bot.rasa.buttons import ButtonSigner
from bot.rasa.conversations import Conversations
from bot.rasa.turn import Turns
from bot.reply import Responder, Texts
from bot.settings import settings
from bot.triage import assess


@dataclass(frozen=True)
class Parts:
    """The objects behind the routes."""

    texts: Texts
    conversations: Conversations
    turns: Turns
    action_endpoint: EndpointConfig


@cache
def parts() -> Parts:
    """The parts of this process. Raises DataError or SettingError at the first call, which is the start."""
    chosen = settings()
    assess("")  # the first call compiles the patterns; no user should wait for that
    responder = Responder.default()
    conversations = Conversations(chosen.max_conversations, chosen.retention_minutes * 60, time.monotonic)
    turns = Turns(responder, ButtonSigner(chosen.secret_key), conversations)
    return Parts(responder.texts, conversations, turns, action_endpoint(chosen.action_endpoint_url))
