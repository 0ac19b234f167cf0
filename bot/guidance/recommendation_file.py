"""Reads ``recommendations.yml``: each recommendation one record, each of its parts with its own source."""

from __future__ import annotations

from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.guidance import fields
from bot.guidance.model import AUDIENCES, NATIONS, DocumentSource, Statement
from bot.guidance.recommendations import STATUSES, Answer, Body, Recommendation, Recommendations
from bot.guidance.statements import MAX_WORDS, Registers, read_source

_DEFAULTS = {"nations", "audience", "review_by"}
_PARTS = ("asks", "responsible", "timeframe")
_KEYS = {"number", "nations", "subjects", "bodies", *_PARTS, *STATUSES}
_PART_KEYS = {"text", "source", "changed", "law"}


def read_recommendations(folder: Path, registers: Registers) -> Recommendations:
    """The recommendations in ``recommendations.yml``, numbered from 1 without gaps. Raises DataError."""
    path = folder / "recommendations.yml"
    content = read_yaml(path)
    only(path, content, {"defaults", "bodies", "recommendations"})
    defaults = field(path, content, "defaults", Mapped)
    only(path, defaults, _DEFAULTS)
    bodies = _bodies(path, content)
    records: dict[int, Recommendation] = {}
    for entry in fields.entries(path, content, "recommendations"):
        only(path, entry, _KEYS)
        complete = Mapped({**defaults, **entry})
        complete.line = entry.line
        record = _record(path, complete, registers, bodies)
        if record.number != len(records) + 1:
            raise DataError(path, entry.line, f"recommendation {record.number} where {len(records) + 1} belongs")
        records[record.number] = record
    found = Recommendations(records, bodies)
    for id in bodies:
        if not found.by_body(id):
            raise DataError(path, content.line, f"no recommendation is addressed to {id!r}")
    return found


def _bodies(path: Path, content: Mapped) -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for entry in fields.entries(path, content, "bodies"):
        only(path, entry, {"id", "name", "words"})
        body = Body(
            fields.identifier(path, entry), fields.text(path, entry, "name"), fields.texts(path, entry, "words")
        )
        if body.id in bodies:
            raise DataError(path, entry.line, f"the body {body.id!r} occurs twice")
        bodies[body.id] = body
    return bodies


def _record(path: Path, entry: Mapped, registers: Registers, bodies: dict[str, Body]) -> Recommendation:
    number = field(path, entry, "number", int)
    subjects = fields.texts(path, entry, "subjects")
    addressed = fields.texts(path, entry, "bodies", tuple(bodies))
    if not subjects or not addressed:
        raise DataError(path, entry.line, f"recommendation {number}: needs 'subjects' and 'bodies'")
    said = {name: _part(path, entry, name, number, registers) for name in (*_PARTS, *STATUSES)}
    answers = {
        name: Answer(fields.choice(path, entry[name], "status", allowed), said[name])
        for name, allowed in STATUSES.items()
    }
    return Recommendation(
        number,
        subjects,
        tuple(bodies[id] for id in addressed),
        said["asks"],
        said["responsible"],
        said["timeframe"],
        answers["government"],
        answers["labour"],
        answers["progress"],
    )


def _part(path: Path, record: Mapped, name: str, number: int, registers: Registers) -> Statement:
    entry = field(path, record, name, Mapped)
    only(path, entry, _PART_KEYS | ({"status"} if name in STATUSES else set()))
    text = fields.text(path, entry, "text")
    if len(text.split()) > MAX_WORDS or "{" in text:
        raise DataError(path, entry.line, f"recommendation {number}, {name}: at most {MAX_WORDS} words, no placeholder")
    source = read_source(path, field(path, entry, "source", Mapped), registers.documents)
    if not isinstance(source, DocumentSource):
        raise DataError(path, entry.line, f"recommendation {number}, {name}: the source must be a document")
    changed = fields.texts(path, entry, "changed", tuple(registers.changes)) if "changed" in entry else ()
    return Statement(
        id=f"recommendation-{number}-{name}",
        topics=(),
        text=text,
        publisher=source.document.publisher,
        source=source,
        as_of=source.document.written,
        nations=fields.texts(path, record, "nations", NATIONS),
        audience=fields.texts(path, record, "audience", AUDIENCES),
        changed=tuple(registers.changes[change] for change in changed),
        review_by=fields.day(path, record, "review_by"),
        law=field(path, entry, "law", bool, default=False),
        recommendations=(number,),
        is_part=True,
    )
