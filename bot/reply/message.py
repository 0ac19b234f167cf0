"""What the assistant says in one turn, before any channel: messages, level, card, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.triage import Level

CARDS = {
    Level.EMERGENCY: "emergency",
    Level.CRISIS: "urgent",
    Level.POLICE: "urgent",
    Level.PLATFORM: "non-urgent",
    Level.LAWFUL: "non-urgent",
}
"""The card that each level shows (reply contract, ``card``); the other levels show none."""


SITUATION = "situation"
"""The key of Rasa's parse under which the channel tells the action what it knows of the conversation."""


@dataclass(frozen=True)
class Button:
    """A choice the user may press; ``intent`` is what it means."""

    title: str
    intent: str


@dataclass(frozen=True)
class Message:
    """One bubble."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Situation:
    """What the conversation has to remember from one turn to the next.

    ``held``: a 999 card was shown and nobody has said yet that the police have it. ``asked``: the question of ours that
    the next short answer belongs to (``danger``, ``police_reached``) or None.
    """

    held: bool = False
    asked: str | None = None


@dataclass(frozen=True)
class Reply:
    """The answer to one message.

    ``sources`` are JSON-ready citations (reply contract). ``asks`` and ``held`` become the next Situation;
    ``held`` None leaves it as it was. When there is a card, ``messages[0]`` is that card.
    """

    messages: tuple[Message, ...]
    level: Level
    topic: str | None = None
    sources: tuple[Mapping[str, Any], ...] = ()
    asks: str | None = None
    held: bool | None = None
    unfold: tuple[str, ...] = ()

    @property
    def card(self) -> str | None:
        """The name of the card that ``messages[0]`` is, or None."""
        return CARDS.get(self.level)

    def after(self, situation: Situation) -> Situation:
        """The situation once this reply has been given."""
        return Situation(situation.held if self.held is None else self.held, self.asks)

    def known(self, situation: Situation) -> Reply:
        """The same reply, saying by itself whether the conversation is held: a channel may have forgotten."""
        return replace(self, held=True) if situation.held and self.held is None else self

    def then(self, *messages: Message) -> Reply:
        """The same reply with more bubbles behind it."""
        return replace(self, messages=self.messages + messages)
