"""Proves that each passage stands in its document where the base says, and that no paragraph was left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, only, read_yaml
from bot.guidance import fields
from bot.guidance.base import Guidance
from bot.guidance.model import DocumentSource
from bot.guidance.statements import passage, sha256

REASONS = ("heading", "page furniture", "signature", "one party about another party or a named person")
"""Why a passage may stay uncited. A colon and more detail may follow."""

_QUOTATION = re.compile("“([^”]+)”")


@dataclass(frozen=True)
class Uncited:
    """A passage that no statement needs to cite, and why: one of ``REASONS``."""

    document: str
    start: int
    end: int
    sha256: str
    reason: str


def normalise_document(text: str) -> str:
    """The text that passages count in, in code points.

    A byte order mark goes, line ends become line feeds, white space at the end of each line and blank lines at both
    ends of the document go, and the last line ends with one line feed. Nothing else is touched.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def read_document(folder: Path, file: str) -> str:
    """The normalised text of a document. Raises OSError."""
    return normalise_document((folder / file).read_text(encoding="utf-8"))


def digest(text: str) -> str:
    """The SHA-256 of a passage, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def locate(document: str, text: str) -> tuple[int, int, str]:
    """Start, end and checksum of ``text`` in a normalised document. Raises ValueError unless it occurs once."""
    if document.count(text) != 1:
        raise ValueError(f"occurs {document.count(text)} times: {text!r}")
    start = document.index(text)
    return start, start + len(text), digest(text)


def read_uncited(folder: Path) -> list[Uncited]:
    """The passages that ``uncited.yml`` explains. Raises DataError, also for a reason that is not among ``REASONS``."""
    path = folder / "uncited.yml"
    content = read_yaml(path)
    only(path, content, {"uncited"})
    found = []
    for entry in fields.entries(path, content, "uncited"):
        only(path, entry, {"document", "passage", "sha256", "reason"})
        document, reason = fields.text(path, entry, "document"), fields.text(path, entry, "reason")
        if reason.split(":")[0] not in REASONS:
            raise DataError(path, entry.line, f"{reason!r} does not begin with one of: {', '.join(REASONS)}")
        found.append(Uncited(document, *passage(path, entry), sha256(path, entry), reason))
    return found


def check_sources(guidance: Guidance, uncited: list[Uncited], folder: Path) -> list[str]:
    """What is wrong between the base and the documents in ``folder``, a line each; nothing when all is well.

    A paragraph is a line of the normalised text with a letter or digit in it.
    """
    problems: list[str] = []
    for id, document in guidance.documents.items():
        try:
            text = read_document(folder, document.file)
        except OSError as error:
            problems.append(f"{document.file}: {error.strerror}")
            continue
        covered: list[tuple[int, int]] = []
        for statement in guidance.statements.values():
            source = statement.source
            if not isinstance(source, DocumentSource) or source.document.id != id:
                continue
            cited = text[source.start : source.end]
            covered.append((source.start, source.end))
            if digest(cited) != source.sha256:
                problems.append(f"{statement.id}: the passage {source.start}-{source.end} is not what was cited")
            problems += [
                f"{statement.id}: quotes words that are not in its passage: “{quoted}”"
                for quoted in _QUOTATION.findall(statement.text)
                if " ".join(quoted.split()) not in " ".join(cited.split())
            ]
        for entry in uncited:
            if entry.document == id:
                covered.append((entry.start, entry.end))
                if digest(text[entry.start : entry.end]) != entry.sha256:
                    problems.append(f"uncited.yml: the passage {entry.start}-{entry.end} is not what was meant")
        problems += [
            f"{document.file}: no statement cites {start}-{end}: {text[start:end]!r}"
            for start, end in _paragraphs(text)
            if not any(first < end and start < last for first, last in covered)
        ]
    return problems


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]*\w[^\n]*", text):
        yield line.span()
