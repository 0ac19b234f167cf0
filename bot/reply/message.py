"""What the assistant says in one turn, before any channel: messages, level, card, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.guidance import Near
from bot.triage import Level

CARDS = {
    Level.EMERGENCY: "emergency",
    Level.CRISIS: "urgent",
    Level.POLICE: "urgent",
    Level.PLATFORM: "non-urgent",
    Level.LAWFUL: "non-urgent",
}
"""The card that each level shows (reply contract, ``card``); the other levels show none."""


NEAREST = "nearest"
"""The key of Rasa's parse under which the statements stand that are nearest to a question, as ``Near`` has them."""

_KEEPS_TOLD = (Level.SMALLTALK, Level.OUT_OF_SCOPE)

SITUATION = "situation"
"""The key of Rasa's parse under which the channel tells the action what it knows of the conversation."""


@dataclass(frozen=True)
class Button:
    """A choice the user may press; ``intent`` is what it means."""

    title: str
    intent: str


@dataclass(frozen=True)
class Said:
    """What is known of a typed message beside its intent; nothing of a pressed button.

    ``near``: the nearest statements, if the model looked for any; ``confidence``: how sure the intent is, 0 to 1.
    """

    text: str = ""
    near: tuple[Near, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class Message:
    """One bubble."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Told:
    """The last answer from the guidance base, for "more", "source?" and "and 24?".

    ``said``, ``left``: ids of the statements that it said and of those that wait for "more". ``recommendation``: the
    number of the one that it is about, if it is about one.
    """

    topic: str
    said: tuple[str, ...]
    left: tuple[str, ...] = ()
    recommendation: int | None = None

    @classmethod
    def read(cls, fields: Mapping[str, Any] | None) -> Told | None:
        """What ``asdict`` made of it, also after its way through JSON."""
        if not fields:
            return None
        return cls(fields["topic"], tuple(fields["said"]), tuple(fields["left"]), fields["recommendation"])


@dataclass(frozen=True)
class Situation:
    """What the conversation has to remember from one turn to the next.

    ``held``: a 999 card was shown and nobody has said yet that the police have it. ``asked``: the question of ours that
    the next short answer belongs to (``danger``, ``police_reached``) or None. ``told``: the answer that the next
    message may ask on about.
    """

    held: bool = False
    asked: str | None = None
    told: Told | None = None

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Situation:
        """What ``asdict`` made of it, also after its way through JSON."""
        return cls(bool(fields["held"]), fields["asked"], Told.read(fields["told"]))


@dataclass(frozen=True)
class Reply:
    """The answer to one message.

    ``sources`` are JSON-ready citations (reply contract). ``asks`` and ``held`` become the next Situation;
    ``held`` None leaves it as it was; ``told`` is kept through small talk only. When there is a card, ``messages[0]``
    is that card.
    """

    messages: tuple[Message, ...]
    level: Level
    topic: str | None = None
    sources: tuple[Mapping[str, Any], ...] = ()
    asks: str | None = None
    held: bool | None = None
    unfold: tuple[str, ...] = ()
    told: Told | None = None

    @property
    def card(self) -> str | None:
        """The name of the card that ``messages[0]`` is, or None."""
        return CARDS.get(self.level)

    def after(self, situation: Situation) -> Situation:
        """The situation once this reply has been given."""
        held = situation.held if self.held is None else self.held
        return Situation(held, self.asks, self.told or (situation.told if self.level in _KEEPS_TOLD else None))

    def known(self, situation: Situation) -> Reply:
        """The same reply, saying by itself whether the conversation is held: a channel may have forgotten."""
        return replace(self, held=True) if situation.held and self.held is None else self

    def then(self, *messages: Message) -> Reply:
        """The same reply with more bubbles behind it."""
        return replace(self, messages=self.messages + messages)
