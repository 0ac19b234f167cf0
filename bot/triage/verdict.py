"""What triage says about a message: level, red flags, and the words that gave the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar


class Level(str, Enum):
    """The levels of the triage rubric, from the highest to the lowest."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POLICE = "police"
    PLATFORM = "platform"
    LAWFUL = "lawful"
    CLARIFY = "clarify"
    INFO = "info"
    SMALLTALK = "smalltalk"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def severity(self) -> int:
        """Greater means higher: emergency has the greatest, out_of_scope is 1."""
        return len(_ORDER) - _ORDER.index(self)


_ORDER = tuple(Level)


class RedFlag(str, Enum):
    """The four red flags of the NPCC guidance, and any other danger to people now."""

    IMMINENT_VIOLENCE = "imminent_violence"
    FIXATION_PLAN = "fixation_plan"
    WEAPONS = "weapons"
    PERSONAL_INFO = "personal_info"
    PRESENT_DANGER = "present_danger"


@dataclass(frozen=True)
class Reason:
    """One matched pattern. ``start``, ``end`` count code points; ``text == message[start:end]``, or "" for a slur."""

    rule: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Verdict:
    """The level that rules found (None: they recognise nothing), its red flags and reasons."""

    level: Level | None
    red_flags: tuple[RedFlag, ...] = ()
    reasons: tuple[Reason, ...] = ()

    nothing: ClassVar[Verdict]

    def higher(self, other: Verdict) -> Verdict:
        """The verdict of the higher level; at equal levels the flags and reasons of both.

        An emergency keeps the reasons of a crisis beside it: the reply then adds whom to talk to.
        """
        mine = self.level.severity if self.level else 0
        theirs = other.level.severity if other.level else 0
        if mine != theirs:
            top, low = (self, other) if mine > theirs else (other, self)
            return replace(top, reasons=top.reasons + low.reasons) if low.level is Level.CRISIS else top
        flags = set(self.red_flags) | set(other.red_flags)
        return Verdict(
            self.level,
            tuple(flag for flag in RedFlag if flag in flags),
            self.reasons + tuple(reason for reason in other.reasons if reason not in self.reasons),
        )


Verdict.nothing = Verdict(None)
