"""Reads statements: what the assistant may say, where it comes from, and what has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.guidance import fields
from bot.guidance.local import CONTACT_KINDS, Local
from bot.guidance.model import (
    AUDIENCES,
    NATIONS,
    Change,
    Contact,
    Document,
    DocumentSource,
    SelfSource,
    Source,
    Statement,
    Topic,
)
from bot.guidance.registers import page

MAX_WORDS = 60
_DEFAULTS = {"publisher", "as_of", "nations", "audience", "review_by"}
_MORE = {"changed", "law", "confirm", "check_with", "local", "recommendations"}
_KEYS = _DEFAULTS | {"id", "topics", "text", "source"} | _MORE
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Registers:
    """What statements refer to."""

    documents: dict[str, Document]
    changes: dict[str, Change]
    contacts: dict[str, Contact]
    topics: dict[str, Topic]


def read_statements(
    path: Path, registers: Registers, local: Local, members_only: bool
) -> Iterator[tuple[int, Statement]]:
    """The statements of one file in their order, each with its line. Raises DataError.

    ``defaults`` holds what the statements share; a statement's own key wins.
    """
    content = read_yaml(path)
    only(path, content, {"defaults", "statements", "advice"})
    defaults = field(path, content, "defaults", Mapped, default=Mapped())
    only(path, defaults, _DEFAULTS)
    for entry in fields.entries(path, content, "statements"):
        only(path, entry, _KEYS)
        complete = Mapped({**defaults, **entry})
        complete.line = entry.line
        yield entry.line, _statement(path, complete, registers, local, members_only)


def _statement(path: Path, entry: Mapped, registers: Registers, local: Local, members_only: bool) -> Statement:
    name = fields.identifier(path, entry)
    template = fields.text(path, entry, "text")
    words = len(template.split())
    if words > MAX_WORDS:
        raise DataError(path, entry.line, f"{name}: {words} words, at most {MAX_WORDS}")
    text, contacts = _filled(path, entry, template, registers.contacts, local)
    kinds = fields.texts(path, entry, "local", CONTACT_KINDS) if "local" in entry else ()
    changed = fields.texts(path, entry, "changed", tuple(registers.changes)) if "changed" in entry else ()
    return Statement(
        name,
        fields.texts(path, entry, "topics", tuple(registers.topics)),
        text,
        fields.text(path, entry, "publisher"),
        read_source(path, field(path, entry, "source", Mapped), registers.documents),
        fields.day(path, entry, "as_of"),
        fields.texts(path, entry, "nations", NATIONS),
        fields.texts(path, entry, "audience", AUDIENCES),
        tuple(registers.changes[change] for change in changed),
        fields.day(path, entry, "review_by"),
        field(path, entry, "law", bool, default=False),
        fields.optional_text(path, entry, "check_with"),
        contacts,
        local.lines(kinds, members_only),
        fields.optional_text(path, entry, "confirm"),
        fields.numbers(path, entry, "recommendations") if "recommendations" in entry else (),
    )


def _filled(
    path: Path, entry: Mapped, template: str, contacts: dict[str, Contact], local: Local
) -> tuple[str, tuple[Contact, ...]]:
    used = []
    text = template
    for name in _PLACEHOLDER.findall(template):
        if name in contacts:
            used.append(contacts[name])
            word = contacts[name].spoken
        elif name in local.words:
            word = local.words[name]
        else:
            raise DataError(path, entry.line, f"unknown placeholder {{{name}}}")
        text = text.replace(f"{{{name}}}", word)
    return text, tuple(used)


def read_source(path: Path, entry: Mapped, documents: dict[str, Document]) -> Source:
    """A page, a passage of a document, or the assistant itself. Raises DataError."""
    if "self" in entry:
        only(path, entry, {"self"})
        return SelfSource(fields.text(path, entry, "self"))
    if "document" not in entry:
        return page(path, entry)
    only(path, entry, {"document", "passage", "locator", "sha256"})
    start, end = passage(path, entry)
    return DocumentSource(
        documents[fields.choice(path, entry, "document", tuple(documents))],
        start,
        end,
        fields.text(path, entry, "locator"),
        sha256(path, entry),
    )


def passage(path: Path, entry: Mapped) -> tuple[int, int]:
    """The start and end of a passage. Raises DataError."""
    value = field(path, entry, "passage", list)
    if len(value) != 2 or not all(type(offset) is int for offset in value) or not 0 <= value[0] < value[1]:
        raise DataError(path, entry.line, f"'passage' must be [start, end] with start before end, not {value}")
    return value[0], value[1]


def sha256(path: Path, entry: Mapped) -> str:
    """The checksum of a passage. Raises DataError unless it has the shape of one."""
    value = fields.text(path, entry, "sha256")
    if not _SHA256.fullmatch(value):
        raise DataError(path, entry.line, "'sha256' must be 64 lower-case hexadecimal digits")
    return value
