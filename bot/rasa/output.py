"""Collects what the dialogue says in one turn, each utterance whole."""

from __future__ import annotations

from typing import Any, Dict, Text

from rasa.core.channels.channel import OutputChannel


class TurnOutput(OutputChannel):
    """Rasa's own channel splits an utterance at blank lines and parts its buttons from it; this one does not."""

    def __init__(self) -> None:
        self.utterances: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> Text:
        """The name under which Rasa chooses channel-specific responses; there are none."""
        return "rest"

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Keeps one utterance; called by Rasa."""
        self.utterances.append(dict(message))
