"""Lists what is past the date by which somebody should have looked at it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.guidance.base import Guidance


def review_due(guidance: Guidance, on: date) -> Iterator[tuple[date, str]]:
    """The date and id of each statement, contact and force whose ``review_by`` is before ``on``, oldest first."""
    dates = [(statement.review_by, statement.id) for statement in guidance.statements.values()]
    dates += [(contact.review_by, contact.id) for contact in guidance.contacts.values() if contact.review_by]
    dates += [(force.review_by, f"force {force.id}") for force in guidance.forces.values()]
    yield from sorted(entry for entry in dates if entry[0] < on)
