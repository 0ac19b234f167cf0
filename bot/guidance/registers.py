"""Reads the registers that statements refer to: documents, changes, contacts, forces, topics."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.guidance import fields
from bot.guidance.model import NATIONS, SURE, Change, Contact, Document, Force, PageSource, Topic

EFFECTS = ("supersedes", "adds")
_CONTACT_KEYS = {
    "id", "name", "numbers", "other_way", "url", "hours", "nations", "source", "as_of",
    "confirmed_on", "review_by", "on_card",
}  # fmt: skip
PAGE_KEYS = {"title", "url", "seen_on", "undated", "sure"}


def read_documents(folder: Path) -> dict[str, Document]:
    """The documents by id, from ``documents.yml``. Raises DataError."""
    path = folder / "documents.yml"
    documents: dict[str, Document] = {}
    for entry in _list(path, "documents", {"id", "file", "title", "publisher", "written", "dated_by", "url"}):
        document = Document(
            _new(path, entry, documents),
            fields.text(path, entry, "file"),
            fields.text(path, entry, "title"),
            fields.text(path, entry, "publisher"),
            fields.day(path, entry, "written"),
            fields.text(path, entry, "dated_by"),
            fields.link(path, entry, "url"),
        )
        documents[document.id] = document
    return documents


def read_changes(folder: Path) -> dict[str, Change]:
    """What has changed since the documents were written, by id, from ``changes.yml``. Raises DataError."""
    path = folder / "changes.yml"
    changes: dict[str, Change] = {}
    for entry in _list(path, "changes", {"id", "text", "url", "as_of", "undated", "sure", "effect"}):
        change = Change(
            _new(path, entry, changes),
            fields.text(path, entry, "text"),
            fields.link(path, entry, "url"),
            fields.day(path, entry, "as_of"),
            field(path, entry, "undated", bool, default=False),
            fields.choice(path, entry, "sure", SURE),
            fields.choice(path, entry, "effect", EFFECTS),
        )
        if "{" in change.text:
            raise DataError(path, entry.line, "a change takes no {placeholder}: clients show it as it stands")
        changes[change.id] = change
    return changes


def read_contacts(folder: Path) -> dict[str, Contact]:
    """The contacts by id, from ``contacts.yml``, the only file with telephone numbers. Raises DataError.

    A contact without numbers is a website.
    """
    path = folder / "contacts.yml"
    contacts: dict[str, Contact] = {}
    for entry in _list(path, "contacts", _CONTACT_KEYS):
        name = _new(path, entry, contacts)
        if not name.startswith("contact-"):
            raise DataError(path, entry.line, f"{name!r} must begin with 'contact-'")
        numbers = fields.texts(path, entry, "numbers")
        contacts[name] = Contact(
            name,
            fields.text(path, entry, "name"),
            numbers,
            fields.text(path, entry, "other_way"),
            fields.link(path, entry, "url"),
            fields.optional_text(path, entry, "hours"),
            fields.texts(path, entry, "nations", NATIONS),
            page(path, field(path, entry, "source", Mapped)),
            fields.day(path, entry, "as_of"),
            fields.optional_day(path, entry, "confirmed_on"),
            fields.optional_day(path, entry, "review_by"),
            field(path, entry, "on_card", bool, default=False),
        )
        if not numbers and contacts[name].url is None:
            raise DataError(path, entry.line, "a contact needs a number or a url")
        if contacts[name].review_by is None and name not in ("contact-999", "contact-101"):
            raise DataError(path, entry.line, "'review_by' is missing: only 999 and 101 do not expire")
    return contacts


def read_forces(folder: Path) -> dict[str, Force]:
    """The police forces by id, from ``forces.yml``. Raises DataError."""
    path = folder / "forces.yml"
    content = read_yaml(path)
    page(path, field(path, content, "source", Mapped))
    review_by = fields.day(path, content, "review_by")
    forces: dict[str, Force] = {}
    for entry in _list(path, "forces", {"id", "name", "nation", "website"}, also=frozenset({"source", "review_by"})):
        force = Force(
            _new(path, entry, forces),
            fields.text(path, entry, "name"),
            fields.choice(path, entry, "nation", NATIONS),
            fields.text(path, entry, "website"),
            review_by,
        )
        forces[force.id] = force
    return forces


def read_topics(folder: Path) -> dict[str, Topic]:
    """The topics by name, from ``topics.yml``. Raises DataError."""
    path = folder / "topics.yml"
    topics: dict[str, Topic] = {}
    for entry in _list(path, "topics", {"name", "title", "opens_with", "at_once"}):
        name = fields.text(path, entry, "name")
        if name in topics:
            raise DataError(path, entry.line, f"the topic {name!r} occurs twice")
        opening = fields.texts(path, entry, "opens_with") if "opens_with" in entry else ()
        at_once = field(path, entry, "at_once", int, 1)
        topics[name] = Topic(fields.text(path, entry, "title"), opening, entry.line, at_once)
    return topics


def page(path: Path, entry: Mapped) -> PageSource:
    """The page a fact was seen on. Raises DataError."""
    only(path, entry, PAGE_KEYS)
    seen_on: date = fields.day(path, entry, "seen_on")
    return PageSource(
        fields.text(path, entry, "title"),
        fields.link(path, entry, "url"),
        seen_on,
        field(path, entry, "undated", bool, default=False),
        fields.choice(path, entry, "sure", SURE),
    )


def _list(path: Path, name: str, keys: set[str], also: frozenset[str] = frozenset()) -> Iterator[Mapped]:
    content = read_yaml(path)
    only(path, content, {name, *also})
    for entry in fields.entries(path, content, name):
        only(path, entry, keys)
        yield entry


def _new(path: Path, entry: Mapped, known: Container[str]) -> str:
    name = fields.identifier(path, entry)
    if name in known:
        raise DataError(path, entry.line, f"the id {name!r} occurs twice")
    return name
