"""Asks what ``questions.yml`` holds, through the channel: is the answer right and sourced, the present law first?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.evaluation.figures import Share
from tests.system.server import Chat, Reply, Server

MORE = "More"
MOST_MORE = 3
"""So many times a reader may be expected to press "more"."""


@dataclass(frozen=True)
class Question:
    """One question. ``must``: facts that a right answer holds, of each any; ``first``: what must come first, or ""."""

    id: str
    text: str
    topics: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]
    first: str


@dataclass(frozen=True)
class Answered:
    """What came of one question: the right topic, or offered as a button; every fact; the present law; a source."""

    id: str
    topic: bool
    offered: bool
    facts: bool
    first: bool
    sourced: bool

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with the answer."""
        return self.topic and self.facts and self.first and self.sourced


def load() -> list[Question]:
    """Every question of the file."""
    content = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
    return [
        Question(
            row["id"],
            row["question"],
            tuple(row["topics"]),
            tuple(tuple(map(str, entry)) if isinstance(entry, list) else (str(entry),) for entry in row["must"]),
            row.get("first", ""),
        )
        for row in content["questions"]
    ]


def ask(running: Server, questions: Sequence[Question], titles: Mapping[str, str]) -> list[Answered]:
    """What the assistant answers. ``titles``: topic by the title on its button."""
    return [_answered(Chat(running), question, titles) for question in questions]


def _answered(chat: Chat, question: Question, titles: Mapping[str, str]) -> Answered:
    reply = chat.say(question.text)
    buttons = {button["title"] for message in reply.messages for button in message.get("buttons", [])}
    topic = reply.custom["topic"] in question.topics
    said = [_all(reply)]
    first = reply.text.split("\n")[0]
    sourced = bool(reply.custom["sources"]) or reply.level != "info"
    for _ in range(MOST_MORE):
        if MORE not in {button["title"] for message in reply.messages for button in message.get("buttons", [])}:
            break
        reply = chat.press(reply, MORE)
        said.append(_all(reply))
    text = "\n".join(said).casefold()
    return Answered(
        question.id,
        topic,
        topic or any(titles.get(title) in question.topics for title in buttons),
        all(any(fact.casefold() in text for fact in facts) for facts in question.must),
        question.first.casefold() in first.casefold(),
        sourced,
    )


def _all(reply: Reply) -> str:
    sources: list[dict[str, Any]] = reply.custom["sources"]
    return re.sub(r"[ \t]+", " ", "\n".join([reply.text, *(source["locator"] or "" for source in sources)]))


def figures(answered: Sequence[Answered]) -> dict[str, Share]:
    """The measures of the questions, by their name in ``docs/evaluation.md``."""
    count = len(answered)
    return {
        "answers right": Share(sum(each.right for each in answered), count),
        "topic right, or among the buttons": Share(sum(each.offered for each in answered), count),
        "present law first": Share(sum(each.first for each in answered), count),
        "answers without a source": Share(sum(not each.sourced for each in answered), count),
    }
