"""Turns statements into the lines a person reads: present position first, dates said where they matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.guidance.advice import Advice
from bot.guidance.model import Change, Contact, DocumentSource, PageSource, Statement


def present_first(statement: Statement, today: date) -> tuple[str, ...]:
    """The lines of one statement, in the order in which they may be said.

    Where a change supersedes it, the present position and its date come first, then "The {year} document said: …".
    Where a change only adds, it follows. Superseded with no known present position: whom to check with comes first.
    A passed date adds a line and never hides one.
    """
    replaced = [change for change in statement.changed if change.effect == "supersedes"]
    added = [change for change in statement.changed if change.effect == "adds"]
    said = f"{statement.text} (reported)" if _reported(statement) else statement.text
    first: tuple[str, ...] = tuple(f"Now ({_when(change)}): {change.text}" for change in replaced)
    year = statement.as_of.year
    if statement.check_with:
        first = (*first, f"This has probably changed since {year}. Check with {statement.check_with}.")
    if first:
        kind = "document" if isinstance(statement.source, DocumentSource) else "page"
        said = f"The {year} {kind} said: {said}"
    after = [f"Since then ({_when(change)}): {change.text}" for change in added]
    return (*first, said, *statement.local, *number_notes(statement.contacts, today), *after)


def number_notes(contacts: Iterable[Contact], today: date) -> tuple[str, ...]:
    """What must be said about the age of these numbers and websites, one line each; nothing about 999 and 101."""
    notes = []
    for contact in contacts:
        if contact.review_by is not None and contact.review_by < today:
            last = contact.confirmed_on or contact.source.seen_on
            kind = "number" if contact.numbers else "website"
            notes.append(f"We last checked this {kind} on {spoken_date(last)}.")
        elif contact.numbers and contact.confirmed_on is None and not contact.on_card:
            since = f" since {contact.as_of.year}" if contact.as_of.year < today.year else ""
            notes.append(f"We have not been able to check this number{since}.")
    return tuple(dict.fromkeys(notes))


def as_text(statements: Iterable[Statement], today: date) -> str:
    """The statements as one text, a line each. What several of them bear is said once."""
    lines = [line for statement in statements for line in present_first(statement, today)]
    return "\n".join(_once(lines))


def advice_text(advice: Advice, today: date) -> str:
    """The advice as one text: every section in its order, a line for each statement, the steps numbered.

    Changes that only add are left to the citations: somebody under attack reads this on a phone.
    """
    lines: list[str] = []
    for name, section in advice.sections.items():
        for number, statement in enumerate(section, 1):
            changed = tuple(change for change in statement.changed if change.effect == "supersedes")
            first, *rest = present_first(replace(statement, changed=changed), today)
            lines += [f"{number}. {first}" if name == "steps" else first, *rest]
    return "\n".join(_once(lines))


def change_lines(statements: Iterable[Statement]) -> tuple[str, ...]:
    """What has changed since these statements were made, a line each, with date and address; none if nothing has."""
    changes = dict.fromkeys(change for statement in statements for change in statement.changed)
    first = sorted(changes, key=lambda change: change.effect != "supersedes")
    return tuple(f"{_begins(change)} ({_when(change)}): {_with_address(change.text, change.url)}" for change in first)


def source_lines(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Where these statements come from, a line for each place: publisher, title, place, date and address."""
    return tuple(dict.fromkeys(_source_line(statement) for statement in statements))


def _source_line(statement: Statement) -> str:
    source = statement.source
    if isinstance(source, DocumentSource):
        place = f"{source.document.title}, {source.locator} ({source.document.written:%B %Y})"
        return _with_address(f"{statement.publisher}: {place}.", source.document.url)
    if isinstance(source, PageSource):
        reported = ", reported" if _reported(statement) else ""
        return _with_address(
            f"{statement.publisher}: {source.title} (page seen {source.seen_on:%B %Y}{reported}).", source.url
        )
    return f"{statement.publisher}: {source.title}."


def _with_address(text: str, url: str | None) -> str:
    return f"{text} {url}" if url else text


def _begins(change: Change) -> str:
    return "Now" if change.effect == "supersedes" else "Since then"


def spoken_date(day: date) -> str:
    """The date as people write it: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _reported(statement: Statement) -> bool:
    return isinstance(statement.source, PageSource) and statement.source.sure == "B"


def _when(change: Change) -> str:
    seen = f"page seen {change.as_of:%B %Y}" if change.undated else f"{change.as_of:%B %Y}"
    return f"{seen}, reported" if change.sure == "B" else seen


def _once(lines: list[str]) -> list[str]:
    """Each line once: an addition after the last statement that it concerns, anything else where it first stands."""
    last = {line: number for number, line in enumerate(lines)}
    shown = set()
    kept = []
    for number, line in enumerate(lines):
        wait = line.startswith("Since then") and last[line] != number
        if line not in shown and not wait:
            shown.add(line)
            kept.append(line)
    return kept
