"""The guidance base: loads every file of ``data/guidance`` and answers by topic, level and id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError
from bot.guidance.advice import Advice, read_advice
from bot.guidance.local import Local
from bot.guidance.model import Contact, Document, Force, Statement, Topic
from bot.guidance.registers import read_changes, read_contacts, read_documents, read_forces, read_topics
from bot.guidance.statements import Registers, read_statements

NOT_STATEMENTS = ("documents.yml", "changes.yml", "contacts.yml", "forces.yml", "topics.yml", "uncited.yml")
"""Every other ``*.yml`` in the folder holds statements."""


@dataclass(frozen=True)
class Guidance:
    """Everything the assistant may say as guidance. Immutable; loading it is the only thing that can fail."""

    documents: Mapping[str, Document]
    contacts: Mapping[str, Contact]
    forces: Mapping[str, Force]
    statements: Mapping[str, Statement]
    titles: Mapping[str, str]
    _topics: Mapping[str, tuple[Statement, ...]]
    _advice: Mapping[str, Advice]

    @classmethod
    def load(cls, folder: Path, local: Local | Path | None = None, members_only: bool = False) -> Guidance:
        """The guidance in ``folder`` with the deployer's own names and contacts in it.

        ``local`` is what the deployer adds, or the file that says so. ``members_only``: contacts meant for members
        only are given out too. Raises DataError with file, line and reason on anything that must not be used.
        """
        forces = read_forces(folder)
        place = Local.load(local, forces) if isinstance(local, Path) else local or Local()
        registers = Registers(read_documents(folder), read_changes(folder), read_contacts(folder), read_topics(folder))
        statements: dict[str, Statement] = {}
        for path in sorted(folder.glob("*.yml")):
            if path.name in NOT_STATEMENTS:
                continue
            for line, statement in read_statements(path, registers, place, members_only):
                if statement.id in statements:
                    raise DataError(path, line, f"the id {statement.id!r} occurs twice")
                statements[statement.id] = statement
        advice = read_advice(folder / "advice.yml", statements)
        return cls(
            registers.documents,
            registers.contacts,
            forces,
            statements,
            {name: topic.title for name, topic in registers.topics.items()},
            {name: _answer(folder / "topics.yml", name, topic, statements) for name, topic in registers.topics.items()},
            {level: entry.for_nation(place.nation) for level, entry in advice.items()},
        )

    def statement(self, id: str) -> Statement:
        """The statement ``id``. Raises KeyError."""
        return self.statements[id]

    def topic(self, name: str) -> tuple[Statement, ...]:
        """The statements that answer the topic ``name``, in order; none for a name that is no topic."""
        return self._topics.get(name, ())

    def advice(self, level: str) -> Advice:
        """The advice for ``level``: police, platform or lawful. Raises KeyError."""
        return self._advice[level]

    def contact(self, id: str) -> Contact:
        """The contact ``id``. Raises KeyError."""
        return self.contacts[id]


def _answer(path: Path, name: str, topic: Topic, statements: Mapping[str, Statement]) -> tuple[Statement, ...]:
    serving = {statement.id: statement for statement in statements.values() if name in statement.topics}
    if not serving:
        raise DataError(path, topic.line, f"{name}: no statement answers it")
    for id in topic.opens_with:
        if id not in serving:
            raise DataError(path, topic.line, f"{name}: {id!r} is no statement of this topic")
    opening = [serving.pop(id) for id in topic.opens_with]
    return (*opening, *serving.values())
