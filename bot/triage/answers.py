"""Whole messages that answer or cry for help: read without a model, which a frightened "yes" must not need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml

KINDS = ("affirm", "deny", "not_sure")
CRIES = ("should_i_call", "in_danger")

Answers = dict[str, dict[str, str]]
"""Question -> normalised words -> kind; the question ``any`` holds for all of them."""


@dataclass(frozen=True)
class AnswerFile:
    """``answers.yml``.

    ``answers``: the short answers. ``releases``: words that must stand in a message that ends the held state.
    ``cries``: whole messages that cry for help, with the intent they stand for. ``emoji``: the same without words.
    """

    answers: Answers
    releases: Mapping[str, tuple[str, ...]]
    cries: Mapping[str, str]
    emoji: tuple[str, ...]


def load_answers(path: Path) -> AnswerFile:
    """The file at ``path``. Raises DataError, also when words have two kinds after one question."""
    content = read_yaml(path)
    only(path, content, {"answers", "releases", "cries"})
    answers: Answers = {}
    for question, kinds in field(path, content, "answers", dict).items():
        only(path, kinds, set(KINDS))
        words = answers.setdefault(question, {})
        for kind in KINDS:
            for answer in field(path, kinds, kind, list, []):
                key = _normalised(str(answer))
                if not key or words.setdefault(key, kind) != kind:
                    raise DataError(path, kinds.line, f"{answer!r} is empty, or stands under two kinds")
    releases = field(path, content, "releases", dict, Mapped())
    cries = field(path, content, "cries", dict, Mapped())
    only(path, cries, {*CRIES, "emoji"})
    return AnswerFile(
        answers,
        {name: tuple(map(str, words)) for name, words in releases.items()},
        {_normalised(str(words)): intent for intent in CRIES for words in field(path, cries, intent, list, [])},
        tuple(field(path, cries, "emoji", list, [])),
    )


@cache
def _default() -> AnswerFile:
    return load_answers(Path(__file__).resolve().parents[2] / "data" / "triage" / "answers.yml")


def short_answer(text: str, question: str) -> str | None:
    """``affirm``, ``deny`` or ``not_sure`` when ``text`` is nothing but such an answer to ``question``, else None."""
    if len(text) > 60:
        return None
    words, answers = _normalised(text), _default().answers
    return answers.get(question, {}).get(words) or (None if question == "held" else answers.get("any", {}).get(words))


def cry(text: str) -> str | None:
    """``in_danger`` or ``should_i_call`` when ``text`` is nothing but a cry for help, else None."""
    if len(text) > 60:
        return None
    words = _normalised(text)
    if words:
        return _default().cries.get(words)
    return CRIES[0] if any(emoji in text for emoji in _default().emoji) else None


def releases(intent: str, text: str) -> bool:
    """Whether ``text`` holds words that may end the held state as ``intent``; True for an intent that ends nothing."""
    words = _default().releases.get(intent)
    said = f" {_normalised(text)} "
    return words is None or any(f" {word} " in said for word in words)


def _normalised(text: str) -> str:
    words = re.sub(r"[^\w\s]", "", text.casefold().replace("’", "").replace("'", ""))
    return re.sub(r"(\w)\1{2,}", r"\1", " ".join(words.split()))
