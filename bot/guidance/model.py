"""What the guidance base holds: documents, statements and their sources, changes since, contacts, forces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

NATIONS = ("england", "wales", "scotland", "northern_ireland")
AUDIENCES = ("candidate", "councillor", "campaign_worker", "mp")
SURE = ("A", "B")
"""A: seen on the publisher's own page. B: seen in a secondary page only, so it is said as reported."""


@dataclass(frozen=True)
class Document:
    """A document that statements quote by passage. ``file`` is its name in the folder of documents."""

    id: str
    file: str
    title: str
    publisher: str
    written: date
    dated_by: str
    url: str | None


@dataclass(frozen=True)
class DocumentSource:
    """A passage of a document: code points ``start`` to ``end`` of its normalised text, and their SHA-256."""

    document: Document
    start: int
    end: int
    locator: str
    sha256: str


@dataclass(frozen=True)
class PageSource:
    """A page that was seen on ``seen_on``. ``undated``: the page bears no date, so ``as_of`` is the day it was seen."""

    title: str
    url: str | None
    seen_on: date
    undated: bool
    sure: str


@dataclass(frozen=True)
class SelfSource:
    """A statement of this assistant about itself, or a safety rule of its own: no publisher stands behind it."""

    title: str


Source = DocumentSource | PageSource | SelfSource


@dataclass(frozen=True)
class Change:
    """What has changed since a source was written. ``effect``: supersedes (said first) or adds (said after)."""

    id: str
    text: str
    url: str | None
    as_of: date
    undated: bool
    sure: str
    effect: str


@dataclass(frozen=True)
class Contact:
    """A service with its numbers, or a website with none.

    ``other_way``: how to reach it without hearing or speaking, or that none is known.

    ``as_of`` is the date of the page that gave the number; ``confirmed_on`` the day a person tried it, or None.
    ``review_by`` None: the number does not expire.
    """

    id: str
    name: str
    numbers: tuple[str, ...]
    other_way: str
    url: str | None
    hours: str | None
    nations: tuple[str, ...]
    source: PageSource
    as_of: date
    confirmed_on: date | None
    review_by: date | None
    on_card: bool

    @property
    def spoken(self) -> str:
        """The numbers with the other way in brackets, as they stand in a sentence; without numbers the web address."""
        if not self.numbers:
            return (self.url or "").removeprefix("https://").removeprefix("http://").rstrip("/")
        return f"{' or '.join(self.numbers)} ({self.other_way})"


@dataclass(frozen=True)
class Force:
    """A police force: ``website`` without ``https://``; ``review_by``: when both are looked at again."""

    id: str
    name: str
    nation: str
    website: str
    review_by: date


@dataclass(frozen=True)
class Topic:
    """A subject that can be asked about. ``opens_with``: ids of the statements that begin its answer.

    ``at_once``: so many statements are said together, however long: a list that must not be cut.
    """

    title: str
    opens_with: tuple[str, ...]
    line: int
    at_once: int = 1


@dataclass(frozen=True)
class Statement:
    """One thing the assistant may say as guidance, ready to be shown: contacts and local names are filled in.

    ``contacts`` are the contacts whose numbers it gives; ``local`` the sentences on the deployer's own contacts;
    ``confirm``: what a person should find out before going live, because no source could be found for it;
    ``check_with``: who knows the present position where we do not; ``law``: legal wording, free of the reading grade;
    ``recommendations``: the numbers of those it tells more about; ``is_part``: it is a part of that one itself.
    """

    id: str
    topics: tuple[str, ...]
    text: str
    publisher: str
    source: Source
    as_of: date
    nations: tuple[str, ...]
    audience: tuple[str, ...]
    changed: tuple[Change, ...]
    review_by: date
    law: bool = False
    check_with: str | None = None
    contacts: tuple[Contact, ...] = ()
    local: tuple[str, ...] = ()
    confirm: str | None = None
    recommendations: tuple[int, ...] = ()
    is_part: bool = False


def cite(statement: Statement) -> dict[str, Any]:
    """The statement as one entry of ``sources`` in the reply contract, JSON-ready; dates as ``YYYY-MM-DD``."""
    source = statement.source
    if isinstance(source, DocumentSource):
        document, locator, url = source.document.file, source.locator, source.document.url
        title = source.document.title
    else:
        document, locator, url, title = None, None, None, source.title
    if isinstance(source, PageSource):
        url = source.url
        locator = f"{'undated page' if source.undated else 'page'}, copy seen {source.seen_on.isoformat()}"
    return {
        "id": statement.id,
        "title": title,
        "publisher": statement.publisher,
        "document": document,
        "locator": locator,
        "url": url,
        "as_of": statement.as_of.isoformat(),
        "changed": [
            {"text": change.text, "url": change.url, "as_of": change.as_of.isoformat()} for change in statement.changed
        ],
    }
