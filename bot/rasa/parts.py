"""What the channels share in one process, built once from the settings and the data."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rasa.utils.endpoints import EndpointConfig

from bot.datafile import DataError, field, read_yaml
from bot.rasa.action_endpoint import action_endpoint
from bot.rasa.buttons import ButtonSigner
from bot.rasa.conversations import Conversations
from bot.rasa.turn import Turns
from bot.reply import Responder, Texts
from bot.settings import DATA, ROOT, settings
from bot.triage import assess


@dataclass(frozen=True)
class Parts:
    """The objects behind the routes."""

    texts: Texts
    conversations: Conversations
    turns: Turns
    action_endpoint: EndpointConfig


def check_buttons(texts: Texts, domain: Path) -> None:
    """Raises DataError when a button means an intent that ``domain`` does not know: it would do nothing."""
    known = set(field(domain, read_yaml(domain), "intents", list))
    for name, text in texts.items():
        for button in text.message.buttons:
            if button.intent not in known:
                raise DataError(DATA / "texts", 1, f"{name}: the button {button.title!r} means no intent of the domain")


@cache
def parts() -> Parts:
    """The parts of this process. Raises DataError or SettingError at the first call, which is the start."""
    chosen = settings()
    assess("")  # the first call compiles the patterns; no user should wait for that
    responder = Responder.default()
    check_buttons(responder.texts, ROOT / "domain.yml")
    conversations = Conversations(chosen.max_conversations, chosen.retention_minutes * 60, time.monotonic)
    turns = Turns(responder, ButtonSigner(chosen.secret_key), conversations)
    return Parts(responder.texts, conversations, turns, action_endpoint(chosen.action_endpoint_url))
