"""Reads single fields of a data file and refuses what is not of the right kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.datafile import DataError, Mapped, field

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def text(path: Path, mapped: Mapped, name: str) -> str:
    """The non-empty text in ``name``, with line breaks folded to spaces. Raises DataError."""
    value = " ".join(field(path, mapped, name, str).split())
    if not value:
        raise DataError(path, mapped.line, f"{name!r} is empty")
    return value


def optional_text(path: Path, mapped: Mapped, name: str) -> str | None:
    """As ``text``; None where the key is missing or null."""
    return None if mapped.get(name) is None else text(path, mapped, name)


def identifier(path: Path, mapped: Mapped, name: str = "id") -> str:
    """A name made of lower-case words and digits joined by hyphens. Raises DataError."""
    value = text(path, mapped, name)
    if not _ID.fullmatch(value):
        raise DataError(path, mapped.line, f"{name!r} must be lower-case words joined by hyphens, not {value!r}")
    return value


def day(path: Path, mapped: Mapped, name: str) -> date:
    """The date (``YYYY-MM-DD``) in ``name``. Raises DataError."""
    value = mapped.get(name)
    if type(value) is not date:
        raise DataError(path, mapped.line, f"{name!r} must be a date such as 2026-11-21, not {value!r}")
    return value


def optional_day(path: Path, mapped: Mapped, name: str) -> date | None:
    """As ``day``; None where the key is missing or null."""
    return None if mapped.get(name) is None else day(path, mapped, name)


def choice(path: Path, mapped: Mapped, name: str, allowed: Sequence[str]) -> str:
    """The text in ``name``, which must be one of ``allowed``. Raises DataError."""
    value = text(path, mapped, name)
    if value not in allowed:
        raise DataError(path, mapped.line, f"{name!r} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def texts(path: Path, mapped: Mapped, name: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
    """The list of texts in ``name``, none twice, each one of ``allowed`` where that is given. Raises DataError."""
    values = field(path, mapped, name, list)
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise DataError(path, mapped.line, f"{name!r} must be a list of texts")
    if len(set(values)) < len(values):
        raise DataError(path, mapped.line, f"{name!r} names something twice")
    for value in values:
        if allowed is not None and value not in allowed:
            raise DataError(path, mapped.line, f"unknown {value!r} in {name!r}")
    return tuple(values)


def numbers(path: Path, mapped: Mapped, name: str) -> tuple[int, ...]:
    """The list of whole numbers in ``name``, none twice. Raises DataError."""
    values = field(path, mapped, name, list)
    if not all(type(value) is int for value in values) or len(set(values)) < len(values):
        raise DataError(path, mapped.line, f"{name!r} must be a list of whole numbers, none twice")
    return tuple(values)


def link(path: Path, mapped: Mapped, name: str) -> str | None:
    """The web address in ``name`` or None. Raises DataError."""
    value = optional_text(path, mapped, name)
    if value is not None and not value.startswith(("https://", "http://")):
        raise DataError(path, mapped.line, f"{name!r} must begin with https:// or http://")
    return value


def entries(path: Path, content: Mapped, name: str) -> Iterator[Mapped]:
    """The mappings in the list ``name``. Raises DataError when one of them is not a mapping."""
    for entry in field(path, content, name, list):
        if not isinstance(entry, Mapped):
            raise DataError(path, content.line, f"each entry of {name!r} must be a mapping")
        yield entry
