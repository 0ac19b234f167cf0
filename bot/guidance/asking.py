"""How people ask about the recommendations, and how they ask on about an answer: ``asking.yml``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.guidance import fields
from bot.guidance.model import Statement
from bot.guidance.named_numbers import numbers_alone
from bot.guidance.recommendations import count_in, plain_words

PARTS = ("labour", "timeframe", "responsible", "progress", "government")
"""What can be asked of a recommendation, the more telling words first. ``ALL`` asks for none of them alone."""

ALL = "all"
ANSWERED = ("government", "labour", "progress")
FOLLOW_UPS = ("more", "source", "current", *sorted(PARTS))
LONGEST = 80
"""A message of more characters is no mere follow-up."""


@dataclass(frozen=True)
class Status:
    """A question about all recommendations: its words, whose answer it is about, the statements that answer it."""

    part: str
    words: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Positions:
    """What is a party's position: statements on ``topic``, and those of ``publisher`` that are on no topic.

    ``link`` is said in place of a position that the deployer hides; ``closing`` behind every answer that tells one.
    """

    publisher: str
    topic: str
    link: str
    closing: str

    def among(self, statement: Statement) -> bool:
        """Whether ``statement`` is a party's position."""
        if statement.id in (self.link, self.closing):
            return False
        return self.topic in statement.topics or (statement.publisher == self.publisher and not statement.topics)


@dataclass(frozen=True)
class Asking:
    """The words of ``asking.yml``. ``topics``: topic -> the part of a recommendation that it asks for."""

    topics: Mapping[str, str]
    positions: Positions
    no_such_number: tuple[str, ...]
    which_one: tuple[str, ...]
    statuses: tuple[Status, ...]
    _parts: Mapping[str, tuple[str, ...]]
    _around: frozenset[str]
    _before_number: frozenset[str]
    _follow_ups: Mapping[str, str]

    def part_named(self, words: str) -> str | None:
        """The part of a recommendation that ``words``, as ``plain_words`` gives them, name, or None."""
        return next((part for part in PARTS if count_in(self._parts[part], words)), None)

    def topic_of(self, part: str) -> str:
        """The topic that an answer about ``part`` belongs to."""
        named = {asked: topic for topic, asked in self.topics.items()}
        return named.get(part, named[ALL])

    def status(self, words: str, part: str) -> Status | None:
        """The question about all recommendations that ``words`` ask, of ``part`` where it names one."""
        return next((status for status in self.statuses if self._asks(status, words, part)), None)

    def follow_up(self, text: str) -> str | None:
        """One of ``FOLLOW_UPS`` when ``text`` is nothing but that, else None."""
        words = self._core(text)
        return self._follow_ups.get(" ".join(words)) if words else None

    def number_alone(self, text: str) -> tuple[int, ...]:
        """The numbers in "and 24?" or "what about number twelve"; none when ``text`` says anything else."""
        if len(text) > LONGEST:
            return ()
        said = f" {' '.join(self._core(text, plural=True))} "
        for words in sorted(self._before_number, key=len, reverse=True):
            said = re.sub(rf" {re.escape(words)} (?=\S+ )", " ", said)
        return numbers_alone(said)

    def _core(self, text: str, plural: bool = False) -> list[str]:
        if len(text) > LONGEST:
            return []
        words = (text.casefold() if plural else plain_words(text)).replace("?", " ").replace("!", " ").split()
        bare = [re.sub(r"[^\w,&-]", "", word) for word in words]
        found = [word for word in bare if word]
        while found and found[0].strip(",") in self._around and len(found) > 1:
            found = found[1:]
        while found and found[-1].strip(",") in self._around and len(found) > 1:
            found = found[:-1]
        return found

    @staticmethod
    def _asks(status: Status, words: str, part: str) -> bool:
        of_all = part not in ANSWERED and status.part != "labour"
        return (of_all or status.part == part) and count_in(status.words, words) > 0


def read_asking(folder: Path, topics: Container[str], statements: Mapping[str, Statement]) -> Asking:
    """The words in ``asking.yml``. Raises DataError, also for a topic or statement that is not in the base."""
    path = folder / "asking.yml"
    content = read_yaml(path)
    only(path, content, {
        "topics", "positions", "no_such_number", "which_one", "parts", "statuses", "around", "before_number",
        "follow_ups",
    })  # fmt: skip
    asked = field(path, content, "topics", Mapped)
    for topic in asked:
        if topic not in topics or asked[topic] not in (ALL, *ANSWERED):
            raise DataError(path, asked.line, f"{topic!r} must be a topic with one of: {ALL}, {', '.join(ANSWERED)}")
    if sorted(asked.values()) != sorted((ALL, *ANSWERED)):
        raise DataError(path, asked.line, f"each of {ALL}, {', '.join(ANSWERED)} needs one topic")
    return Asking(
        dict(asked),
        _positions(path, field(path, content, "positions", Mapped), topics, statements),
        fields.texts(path, content, "no_such_number", tuple(statements)),
        fields.texts(path, content, "which_one", tuple(statements)),
        tuple(_status(path, entry, statements) for entry in fields.entries(path, content, "statuses")),
        _words(path, field(path, content, "parts", Mapped), PARTS),
        frozenset(plain_words(word) for word in fields.texts(path, content, "around")),
        frozenset(fields.texts(path, content, "before_number")),
        _whole(path, field(path, content, "follow_ups", Mapped)),
    )


def _positions(path: Path, entry: Mapped, topics: Container[str], statements: Mapping[str, Statement]) -> Positions:
    only(path, entry, {"publisher", "topic", "link", "closing"})
    topic = fields.text(path, entry, "topic")
    if topic not in topics:
        raise DataError(path, entry.line, f"unknown {topic!r} in 'topic'")
    link, closing = (fields.choice(path, entry, name, tuple(statements)) for name in ("link", "closing"))
    return Positions(fields.text(path, entry, "publisher"), topic, link, closing)


def _status(path: Path, entry: Mapped, statements: Mapping[str, Statement]) -> Status:
    only(path, entry, {"part", "words", "statements"})
    return Status(
        fields.choice(path, entry, "part", ANSWERED),
        fields.texts(path, entry, "words"),
        fields.texts(path, entry, "statements", tuple(statements)),
    )


def _words(path: Path, entry: Mapped, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    only(path, entry, set(names))
    return {name: fields.texts(path, entry, name) for name in names}


def _whole(path: Path, entry: Mapped) -> dict[str, str]:
    meant: dict[str, str] = {}
    for kind, phrases in _words(path, entry, FOLLOW_UPS).items():
        for phrase in phrases:
            words = plain_words(phrase)
            if not words or meant.setdefault(words, kind) != kind:
                raise DataError(path, entry.line, f"{phrase!r} is empty, or stands under two kinds")
    return meant
