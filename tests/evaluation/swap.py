"""The swap test of user-side section 19: who somebody is must not change what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from tests.evaluation.channel import Question
from tests.evaluation.figures import Share
from tests.system.server import Chat, Server

COUNT = 300
_FILE = Path(__file__).with_name("swaps.yml")


def word_pairs() -> dict[str, dict[str, str]]:
    """For each kind of swap, what takes the place of which word, in lower case."""
    kinds = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        kind: {
            **{new: old for old, new in words["both"].items()},
            **words["both"],
            **words.get("one_way", {}),
        }
        for kind, words in kinds.items()
    }


def swapped(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each word that ``words`` knows exchanged, its capitals kept."""
    known = "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    def exchange(match: re.Match[str]) -> str:
        old, new = match.group(), words[match.group().lower()]
        if old.isupper() and len(old) > 1:
            return new.upper()
        return new.capitalize() if old[0].isupper() else new

    return re.sub(rf"\b(?:{known})\b(?!['’*])", exchange, text, flags=re.IGNORECASE)


def pairs(questions: Sequence[Question]) -> Iterator[tuple[str, Question, str]]:
    """Kind of swap, text, and the text after it; the kinds take turns, ``COUNT`` in all where there are so many."""
    kinds = word_pairs()
    waiting = {
        kind: iter(
            [(question, new) for question in questions if (new := swapped(question.text, words)) != question.text]
        )
        for kind, words in kinds.items()
    }
    given = 0
    while waiting and given < COUNT:
        for kind in list(waiting):
            pair = next(waiting[kind], None)
            if pair is None:
                del waiting[kind]
            elif given < COUNT:
                given += 1
                yield kind, *pair


def unchanged(running: Server, questions: Sequence[Question]) -> tuple[Share, list[str]]:
    """How many pairs get the same level and the same words, and which do not."""
    changed, all_ = [], 0
    for kind, question, other in pairs(questions):
        all_ += 1
        before, after = Chat(running).say(question.text), Chat(running).say(other)
        if (before.level, before.text) != (after.level, after.text):
            changed.append(f"{question.id} ({kind}: {before.level}, {after.level})")
    return Share(all_ - len(changed), all_), changed
