"""The Committee's recommendations, and how they are found: by number, body, subject and status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.guidance.model import Statement

_PLURAL = re.compile("(?<=ss)es$|(?<=[a-rt-z])s$")
STATUSES: Mapping[str, tuple[str, ...]] = {
    "government": ("accepted", "welcomed", "supported", "for_others", "undecided", "rejected"),
    "labour": ("accepted", "in_principle", "rejected", "other"),
    "progress": ("reported", "not_reported"),
}
"""What each answer may be called. ``supported``: welcomed, but said to be for others to carry out; ``for_others``: said
to be for others, and no more; ``other``: neither support nor rejection in so many words."""


@dataclass(frozen=True)
class Body:
    """Who a recommendation is addressed to. ``words``: what people call it, for ``bodies_named``."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What somebody said to a recommendation. ``status``: one of ``STATUSES``, as the document has it."""

    status: str
    statement: Statement


@dataclass(frozen=True)
class Recommendation:
    """One recommendation. Each part is a statement with its own source, ready to be shown and cited."""

    number: int
    subjects: tuple[str, ...]
    bodies: tuple[Body, ...]
    asks: Statement
    responsible: Statement
    timeframe: Statement
    government: Answer
    labour: Answer
    progress: Answer

    @property
    def parts(self) -> tuple[Statement, ...]:
        """Every part in the order in which it is told."""
        answers = (self.government, self.labour, self.progress)
        return (self.asks, self.responsible, self.timeframe, *(answer.statement for answer in answers))


@dataclass(frozen=True)
class Recommendations:
    """All recommendations by number, and the bodies they are addressed to by id."""

    records: Mapping[int, Recommendation]
    bodies: Mapping[str, Body]

    @property
    def parts(self) -> tuple[Statement, ...]:
        """Every part of every recommendation."""
        return tuple(part for record in self.records.values() for part in record.parts)

    def number(self, number: int) -> Recommendation:
        """The recommendation ``number``. Raises KeyError."""
        return self.records[number]

    def by_body(self, *ids: str) -> tuple[Recommendation, ...]:
        """What is addressed to any of the bodies ``ids``, by number; nothing for a body that has none."""
        return tuple(record for record in self.records.values() if any(body.id in ids for body in record.bodies))

    def by_status(self, part: str, *statuses: str) -> tuple[Recommendation, ...]:
        """What government, labour or progress (``part``) gave any of ``statuses``, by number. Raises KeyError."""
        if not set(statuses) <= set(STATUSES[part]):
            raise KeyError(f"{part} knows only {', '.join(STATUSES[part])}")
        return tuple(record for record in self.records.values() if getattr(record, part).status in statuses)

    def by_subject(self, text: str) -> tuple[Recommendation, ...]:
        """What has a subject that ``text`` names: those with the most such subjects first, then by number."""
        words = _words(text)
        found = [(_count(record.subjects, words), record) for record in self.records.values()]
        return tuple(record for count, record in sorted(found, key=_most_first) if count)

    def closest(self, text: str, besides: str | None = None) -> tuple[Recommendation, ...]:
        """What ``text`` is most about: by subject or, where it names no subject as closely, by who should act.

        "social media training" is a subject, "social media companies" names a body. By number. ``besides``: the id of a
        body that may be named and is not meant.
        """
        words = _words(text)
        counts = {number: _count(record.subjects, words) for number, record in self.records.items()}
        most = max(counts.values(), default=0)
        found = tuple(record for number, record in self.records.items() if most and counts[number] == most)
        named = {id: _longest((body.name, *body.words), words) for id, body in self.bodies.items() if id != besides}
        length = max(named.values(), default=0)
        addressed = self.by_body(*(id for id, named_by in named.items() if length and named_by == length))
        if length > max((_longest(record.subjects, words) for record in found), default=0):
            return addressed
        numbers = {record.number for record in addressed}
        return tuple(record for record in found if record.number in numbers) or found

    def bodies_named(self, text: str) -> tuple[Body, ...]:
        """The bodies that ``text`` names, in the order of the file."""
        return tuple(body for body in self.bodies.values() if count_named((body.name, *body.words), text))


def plain_words(text: str) -> str:
    """``text`` in small letters, without punctuation and plural s, as ``count_named`` compares it."""
    return _words(text).strip()


def count_named(phrases: Iterable[str], text: str) -> int:
    """How many of ``phrases`` stand in ``text`` as whole words; capitals, hyphens and a plural s do not matter."""
    return _count(phrases, _words(text))


def count_in(phrases: Iterable[str], words: str) -> int:
    """The same in words that ``plain_words`` gave, for many questions about one text."""
    return _count(phrases, f" {words} ")


def _longest(phrases: Iterable[str], words: str) -> int:
    return max((phrase.count(" ") - 1 for phrase in _phrases(tuple(phrases)) if phrase in words), default=0)


def _count(phrases: Iterable[str], words: str) -> int:
    return sum(phrase in words for phrase in _phrases(tuple(phrases)))


@lru_cache(maxsize=1024)
def _phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:  # Only phrases of the base, never what somebody typed.
    return tuple(_words(phrase) for phrase in phrases)


def _words(text: str) -> str:
    plain = re.sub(r"[’']s?\b", "", text.casefold())
    return f" {' '.join(_PLURAL.sub('', word) for word in re.findall('[a-z0-9]+', plain))} "


def _most_first(found: tuple[int, Recommendation]) -> tuple[int, int]:
    count, record = found
    return -count, record.number
