"""The list that a deployer confirms in one sitting before the public may use it (``user-side`` section 11)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guidance.base import Guidance
from bot.guidance.model import PageSource

_INTRODUCTION = """\
# Before you go live

Every number, link and unsure fact that the assistant may say, to be confirmed in one sitting: ring the number or open
the page, and put the date into `confirmed_on` in `data/guidance/contacts.yml`, or mend the statement in its file. Made
by `python -m bot.guidance go-live`; a test holds it up to date. What people must approve besides stands in
[safety.md](safety.md)."""


def go_live_page(guidance: Guidance) -> str:
    """The page in Markdown."""
    parts = [
        _INTRODUCTION,
        "## Numbers and websites",
        "| ✓ | id | number | without speaking or hearing | page | page seen | confirmed |",
        "|---|---|---|---|---|---|---|",
        *_numbers(guidance),
        "",
        "## Reported only",
        "Seen in a secondary page; each is said as “reported”.",
        "",
        "| ✓ | id | what is said | page |",
        "|---|---|---|---|",
        *_reported(guidance),
        "",
        "## Not known",
        "What no source could settle. Find it out, then mend the statement in its file.",
        "",
        "| ✓ | id | to find out | what is said meanwhile |",
        "|---|---|---|---|",
        *_unknown(guidance),
        "",
        "## Links",
        "",
        *(f"- [ ] <{url}>" for url in _links(guidance)),
    ]
    return "\n".join([parts[0], "", parts[1], "", *parts[2:]]) + "\n"


def _numbers(guidance: Guidance) -> Iterator[str]:
    for contact in sorted(guidance.contacts.values(), key=lambda contact: contact.id):
        confirmed = contact.confirmed_on.isoformat() if contact.confirmed_on else "not yet"
        page = contact.source.url or contact.source.title
        cells = (
            contact.id,
            " or ".join(contact.numbers) or "none: a website",
            contact.other_way,
            page,
            contact.source.seen_on,
            confirmed,
        )
        yield "| ☐ | " + " | ".join(str(cell) for cell in cells) + " |"


def _reported(guidance: Guidance) -> Iterator[str]:
    for statement in sorted(guidance.statements.values(), key=lambda statement: statement.id):
        source = statement.source
        if isinstance(source, PageSource) and source.sure == "B":
            yield f"| ☐ | {statement.id} | {statement.text} | {source.url or source.title} |"
    changes = {change.id: change for statement in guidance.statements.values() for change in statement.changed}
    for change in sorted(changes.values(), key=lambda change: change.id):
        if change.sure == "B":
            yield f"| ☐ | {change.id} | {change.text} | {change.url or ''} |"


def _unknown(guidance: Guidance) -> Iterator[str]:
    for statement in sorted(guidance.statements.values(), key=lambda statement: statement.id):
        if statement.confirm:
            yield f"| ☐ | {statement.id} | {statement.confirm} | {statement.text} |"
        if statement.check_with:
            yield f"| ☐ | {statement.id} | Ask {statement.check_with}: is this still so? | {statement.text} |"


def _links(guidance: Guidance) -> list[str]:
    urls = {document.url for document in guidance.documents.values()}
    urls |= {contact.url for contact in guidance.contacts.values()}
    urls |= {
        statement.source.url for statement in guidance.statements.values() if isinstance(statement.source, PageSource)
    }
    urls |= {change.url for statement in guidance.statements.values() for change in statement.changed}
    urls |= {f"https://{force.website}" for force in guidance.forces.values()}
    return sorted(url for url in urls if url)
