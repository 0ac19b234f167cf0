"""Loads data/triage: word lists, patterns, contexts. A mistake is a DataError with file, line, reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.triage.lines import Line, LineError, Phrase, parse_line, phrases_of
from bot.triage.spelling import Spelling, Words, spelling_of
from bot.triage.tokens import tokens_of
from bot.triage.verdict import Level, RedFlag

_KEYS = {"id", "level", "red_flag", "source", "any", "near", "unless", "even_if", "match", "no_match"}
_EXAMPLES = 3
Lists = Mapping[str, frozenset[Phrase]]


@dataclass(frozen=True)
class Pattern:
    """One entry of a pattern file."""

    id: str
    level: Level
    red_flag: RedFlag | None
    source: str
    any: tuple[Line, ...]
    near: tuple[Line, ...]
    unless: tuple[Line, ...]
    even_if: frozenset[str]
    match: tuple[str, ...]
    no_match: tuple[str, ...]


@dataclass(frozen=True)
class WordLists:
    """What words*.yml hold: ``lists`` for the lines, ``spellings`` and ``not_misspelt`` for what users type."""

    lists: Lists
    spellings: Mapping[str, Words]
    not_misspelt: frozenset[str]


def load_words(folder: Path) -> WordLists:
    """The word lists of every words*.yml in ``folder``. Raises DataError."""
    plain = spelling_of((), {}, ())
    entries: dict[str, tuple[Path, int, list[str]]] = {}
    spellings: dict[str, Words] = {}
    not_misspelt: set[str] = set()
    for path in sorted(folder.glob("words*.yml")):
        content = read_yaml(path)
        only(path, content, {"lists", "spellings", "not_misspelt"})
        for name in field(path, content, "lists", dict, {}):
            if name in entries:
                raise DataError(path, content.line, f"the list {name!r} is already in {entries[name][0].name}")
            entries[name] = (path, content["lists"].line, texts(path, content["lists"], name))
        for written, meant in field(path, content, "spellings", dict, {}).items():
            if not isinstance(meant, str) or not isinstance(written, str):
                raise DataError(path, content["spellings"].line, f"the spelling {written!r} must be a text")
            spellings[written] = tuple(meant.split())
        not_misspelt.update(texts(path, content, "not_misspelt") if "not_misspelt" in content else ())
    known = spelling_of((), dict(spellings), ())
    spellings |= {"".join(tokens_of(key, plain).words): words for key, words in spellings.items() if key.isalpha()}
    lists: dict[str, frozenset[Phrase]] = {}
    for name in entries:
        _resolve(name, entries, lists, known, ())
    return WordLists(lists, spellings, frozenset(not_misspelt))


def _resolve(
    name: str, entries: Mapping[str, tuple[Path, int, list[str]]], lists: dict[str, frozenset[Phrase]],
    spelling: Spelling, within: tuple[str, ...],
) -> frozenset[Phrase]:  # fmt: skip
    if name in lists:
        return lists[name]
    path, line, listed = entries[name]
    phrases: set[Phrase] = set()
    for entry in listed:
        if entry.startswith("@"):
            if entry[1:] not in entries or entry[1:] in (*within, name):
                raise DataError(path, line, f"{name}: unknown list {entry!r}, or it holds itself")
            phrases |= _resolve(entry[1:], entries, lists, spelling, (*within, name))
            continue
        try:
            phrases |= phrases_of(entry, spelling)
        except LineError as error:
            raise DataError(path, line, f"{name}: {error}") from error
    lists[name] = frozenset(phrases)
    return lists[name]


def load_patterns(folder: Path, lists: Lists, spelling: Spelling, contexts: frozenset[str]) -> list[Pattern]:
    """Every pattern of every file in ``folder`` that has the key ``patterns``. Raises DataError."""
    patterns: dict[str, Pattern] = {}
    for path in sorted(folder.glob("*.yml")):
        content = read_yaml(path)
        if "patterns" not in content:
            continue
        only(path, content, {"patterns"})
        for mapped in field(path, content, "patterns", list):
            if not isinstance(mapped, Mapped):
                raise DataError(path, content.line, "a pattern must be a mapping")
            pattern = _pattern(path, mapped, lists, spelling, contexts)
            if pattern.id in patterns:
                raise DataError(path, mapped.line, f"the id {pattern.id!r} occurs twice")
            patterns[pattern.id] = pattern
    if not patterns:
        raise DataError(folder, 1, "holds no patterns")
    return list(patterns.values())


def _pattern(path: Path, mapped: Mapped, lists: Lists, spelling: Spelling, contexts: frozenset[str]) -> Pattern:
    only(path, mapped, _KEYS)
    name, source = field(path, mapped, "id", str), field(path, mapped, "source", str)
    if "." not in name or not all(part.replace("_", "").isalnum() for part in name.split(".")):
        raise DataError(path, mapped.line, f"the id {name!r} must be family.name")
    if not source.replace("-", "").isalnum() or "-" not in source:
        raise DataError(path, mapped.line, f"{name}: {source!r} is not the id of a statement")
    try:
        level = Level(field(path, mapped, "level", str))
        flag = RedFlag(field(path, mapped, "red_flag", str)) if "red_flag" in mapped else None
    except ValueError as error:
        raise DataError(path, mapped.line, f"{name}: {error}") from error
    if (flag is not None) != (level is Level.EMERGENCY):
        raise DataError(path, mapped.line, f"{name}: a red_flag belongs to the level emergency, and to no other")
    even_if = frozenset(texts(path, mapped, "even_if")) if "even_if" in mapped else frozenset[str]()
    if even_if - contexts:
        raise DataError(path, mapped.line, f"{name}: unknown context {', '.join(sorted(even_if - contexts))}")
    match, no_match = texts(path, mapped, "match"), texts(path, mapped, "no_match")
    if min(len(match), len(no_match)) < _EXAMPLES:
        raise DataError(path, mapped.line, f"{name}: needs at least {_EXAMPLES} match and {_EXAMPLES} no_match texts")
    any_, near, unless = (
        compile_lines(path, mapped, key, lists, spelling) if key in mapped else () for key in ("any", "near", "unless")
    )
    if not any_:
        raise DataError(path, mapped.line, f"{name}: 'any' needs at least one line")
    return Pattern(name, level, flag, source, any_, near, unless, even_if, tuple(match), tuple(no_match))


def compile_lines(path: Path, mapped: Mapped, key: str, lists: Lists, spelling: Spelling) -> tuple[Line, ...]:
    """The lines under ``mapped[key]``. Raises DataError that names the line."""
    compiled = []
    for source in texts(path, mapped, key):
        try:
            compiled.append(parse_line(source, lists, spelling))
        except LineError as error:
            raise DataError(path, mapped.line, f"{mapped.get('id', key)}: {source!r}: {error}") from error
    return tuple(compiled)


def texts(path: Path, mapped: Mapped, key: str) -> list[str]:
    """The list of texts under ``mapped[key]``. Raises DataError."""
    listed: list[str] = field(path, mapped, key, list)
    for text in listed:
        if not isinstance(text, str) or not text.strip():
            raise DataError(path, mapped.line, f"{key}: {text!r} must be a text (put it in quotation marks)")
    return listed
