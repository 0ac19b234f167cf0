"""Whole messages that answer yes, no or not sure: read without a model, which a frightened "yes" must not need."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bot.datafile import DataError, field, only, read_yaml

KINDS = ("affirm", "deny", "not_sure")

Answers = dict[str, dict[str, str]]
"""Question -> normalised words -> kind; the question ``any`` holds for all of them."""


def load_answers(path: Path) -> Answers:
    """The short answers in ``path``. Raises DataError, also when words have two kinds after one question."""
    content = read_yaml(path)
    only(path, content, {"answers"})
    answers: Answers = {}
    for question, kinds in field(path, content, "answers", dict).items():
        only(path, kinds, set(KINDS))
        words = answers.setdefault(question, {})
        for kind in KINDS:
            for answer in field(path, kinds, kind, list, []):
                key = _normalised(str(answer))
                if not key or words.setdefault(key, kind) != kind:
                    raise DataError(path, kinds.line, f"{answer!r} is empty, or stands under two kinds")
    return answers


@cache
def _default() -> Answers:
    return load_answers(Path(__file__).resolve().parents[2] / "data" / "triage" / "answers.yml")


def short_answer(text: str, question: str) -> str | None:
    """``affirm``, ``deny`` or ``not_sure`` when ``text`` is nothing but such an answer to ``question``, else None."""
    if len(text) > 60:
        return None
    words = _normalised(text)
    return _default().get(question, {}).get(words) or _default().get("any", {}).get(words)


def _normalised(text: str) -> str:
    words = re.sub(r"[^\w\s]", "", text.casefold().replace("’", "").replace("'", ""))
    return re.sub(r"(\w)\1{2,}", r"\1", " ".join(words.split()))
