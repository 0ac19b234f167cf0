"""The guidance base: loads every file of ``data/guidance`` and answers by topic, level and id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.datafile import DataError
from bot.guidance.advice import Advice, read_advice
from bot.guidance.asking import Asking, Positions, read_asking
from bot.guidance.local import Local
from bot.guidance.model import Contact, Document, Force, Statement, Topic
from bot.guidance.recommendation_file import read_recommendations
from bot.guidance.recommendations import Recommendations
from bot.guidance.registers import read_changes, read_contacts, read_documents, read_forces, read_topics
from bot.guidance.statements import Registers, read_statements

NOT_STATEMENTS = (
    "documents.yml", "changes.yml", "contacts.yml", "forces.yml", "topics.yml", "uncited.yml", "recommendations.yml",
    "asking.yml",
)  # fmt: skip
"""Every other ``*.yml`` in the folder holds statements."""


@dataclass(frozen=True)
class Guidance:
    """Everything the assistant may say as guidance. Immutable; loading it is the only thing that can fail."""

    documents: Mapping[str, Document]
    contacts: Mapping[str, Contact]
    forces: Mapping[str, Force]
    statements: Mapping[str, Statement]
    titles: Mapping[str, str]
    recommendations: Recommendations
    asking: Asking
    _topics: Mapping[str, tuple[Statement, ...]]
    _advice: Mapping[str, Advice]
    _at_once: Mapping[str, int]

    @classmethod
    def load(cls, folder: Path, local: Local | Path | None = None, members_only: bool = False) -> Guidance:
        """The guidance in ``folder`` with the deployer's own names and contacts in it.

        ``local`` is what the deployer adds, or the file that says so. ``members_only``: contacts meant for members
        only are given out too. Raises DataError with file, line and reason on anything that must not be used.
        """
        forces = read_forces(folder)
        place = Local.load(local, forces) if isinstance(local, Path) else local or Local()
        registers = Registers(read_documents(folder), read_changes(folder), read_contacts(folder), read_topics(folder))
        recommendations = read_recommendations(folder, registers)
        statements = {part.id: part for part in recommendations.parts}
        for path in sorted(folder.glob("*.yml")):
            if path.name in NOT_STATEMENTS:
                continue
            for line, statement in read_statements(path, registers, place, members_only):
                if statement.id in statements:
                    raise DataError(path, line, f"the id {statement.id!r} occurs twice")
                for number in statement.recommendations:
                    if number not in recommendations.records:
                        raise DataError(path, line, f"{statement.id}: there is no recommendation {number}")
                statements[statement.id] = statement
        advice = read_advice(folder / "advice.yml", statements)
        loaded = cls(
            registers.documents,
            registers.contacts,
            forces,
            statements,
            {name: topic.title for name, topic in registers.topics.items()},
            recommendations,
            read_asking(folder, registers.topics, statements),
            {name: _answer(folder / "topics.yml", name, topic, statements) for name, topic in registers.topics.items()},
            {level: entry.for_nation(place.nation) for level, entry in advice.items()},
            {name: topic.at_once for name, topic in registers.topics.items()},
        )
        return loaded._without(loaded.asking.positions) if place.hide_positions else loaded

    def statement(self, id: str) -> Statement:
        """The statement ``id``. Raises KeyError."""
        return self.statements[id]

    def topic(self, name: str) -> tuple[Statement, ...]:
        """The statements that answer the topic ``name``, in order; none for a name that is no topic."""
        return self._topics.get(name, ())

    def more_on(self, number: int) -> tuple[Statement, ...]:
        """What is told about the recommendation ``number`` beyond its own parts, in the order of the files."""
        return tuple(
            statement
            for statement in self.statements.values()
            if number in statement.recommendations and not statement.is_part
        )

    def at_once(self, topic: str) -> int:
        """How many statements of ``topic`` are said together, however long."""
        return self._at_once.get(topic, 1)

    def advice(self, level: str) -> Advice:
        """The advice for ``level``: police, platform or lawful. Raises KeyError."""
        return self._advice[level]

    def contact(self, id: str) -> Contact:
        """The contact ``id``. Raises KeyError."""
        return self.contacts[id]

    def _without(self, positions: Positions) -> Guidance:
        """The same base with the link in place of every party position."""
        link = self.statements[positions.link]

        def shown(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
            told = (link if positions.among(statement) else statement for statement in statements)
            return tuple(dict.fromkeys(told))

        records = {
            number: replace(record, labour=replace(record.labour, statement=link))
            for number, record in self.recommendations.records.items()
        }
        return replace(
            self,
            statements={id: shown((statement,))[0] for id, statement in self.statements.items()},
            recommendations=replace(self.recommendations, records=records),
            _topics={name: shown(statements) for name, statements in self._topics.items()},
        )


def _answer(path: Path, name: str, topic: Topic, statements: Mapping[str, Statement]) -> tuple[Statement, ...]:
    serving = {statement.id: statement for statement in statements.values() if name in statement.topics}
    if not serving:
        raise DataError(path, topic.line, f"{name}: no statement answers it")
    for id in topic.opens_with:
        if id not in serving:
            raise DataError(path, topic.line, f"{name}: {id!r} is no statement of this topic")
    opening = [serving.pop(id) for id in topic.opens_with]
    return (*opening, *serving.values())
