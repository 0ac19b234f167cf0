"""Advice for an incident that is no emergency: an ordered list of statements for each level."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.guidance import fields
from bot.guidance.model import Statement

LEVELS = ("police", "platform", "lawful")
SECTIONS = ("what", "why", "steps", "contacts", "before_evidence", "evidence", "closing")
STEPS = 3


@dataclass(frozen=True)
class Advice:
    """Advice for ``level``: section name -> statements, in the order in which they are to be shown."""

    level: str
    sections: Mapping[str, tuple[Statement, ...]]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the advice in order, for its citations."""
        return tuple(statement for section in self.sections.values() for statement in section)

    def because(self, ids: Collection[str]) -> Advice:
        """The same advice with only those reasons (``why``) that are among ``ids``: a guessed reason misleads."""
        chosen = tuple(statement for statement in self.sections["why"] if statement.id in ids)
        return replace(self, sections={**self.sections, "why": chosen})

    def without(self, names: Collection[str]) -> Advice:
        """The same advice without the sections ``names``."""
        kept = {name: section for name, section in self.sections.items() if name not in names}
        return replace(self, sections=kept)

    def for_nation(self, nation: str | None) -> Advice:
        """The same advice without statements that do not hold in ``nation``; None keeps all."""
        if nation is None:
            return self
        kept = {
            name: tuple(statement for statement in section if nation in statement.nations)
            for name, section in self.sections.items()
        }
        return replace(self, sections=kept)


def read_advice(path: Path, statements: Mapping[str, Statement]) -> dict[str, Advice]:
    """The advice by level, from ``advice.yml``; its sections stand in the order of the reply. Raises DataError."""
    levels = field(path, read_yaml(path), "advice", Mapped)
    only(path, levels, set(LEVELS))
    return {level: _advice(path, level, field(path, levels, level, Mapped), statements) for level in LEVELS}


def _advice(path: Path, level: str, entry: Mapped, statements: Mapping[str, Statement]) -> Advice:
    only(path, entry, set(SECTIONS))
    names = {name: fields.texts(path, entry, name, tuple(statements)) for name in entry}
    order = list(names)
    for required in ("what", "why", "steps", "contacts", "before_evidence", "evidence"):
        if not names.get(required):
            raise DataError(path, entry.line, f"{level}: {required!r} is missing")
    if order[0] != "what" or len(names["what"]) != 1:
        raise DataError(path, entry.line, f"{level}: begins with one statement in 'what'")
    if len(names["steps"]) != STEPS:
        raise DataError(path, entry.line, f"{level}: {STEPS} steps")
    if order.index("before_evidence") > order.index("evidence"):
        raise DataError(path, entry.line, f"{level}: 'before_evidence' must stand before 'evidence'")
    return Advice(level, {name: tuple(statements[statement] for statement in ids) for name, ids in names.items()})
