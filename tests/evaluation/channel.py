"""Sends texts through the real server, each in a conversation of its own, and says what came back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.triage import Level, assess
from tests.evaluation.corpus import HELD_OUT, examples
from tests.evaluation.figures import Judged
from tests.system.server import Chat, Server

SHARED = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
"""Texts by authors who write nothing else; outside the repository, and never to be read by whoever tunes."""


@dataclass(frozen=True)
class Question:
    """One text to send. ``right``: the levels that count as right, the label first."""

    id: str
    group: str
    right: tuple[Level, ...]
    kind: str
    topics: tuple[str, ...]
    text: str


def held_out() -> list[Question]:
    """The texts of the voices held out from the training corpus."""
    return [
        Question(
            row.place,
            row.author,
            (row.level,),
            row.case,
            (row.intent.removeprefix("ask_"),) if row.level is Level.INFO else (),
            row.text,
        )
        for row in examples(HELD_OUT)
    ]


def shared() -> dict[str, list[Question]]:
    """The texts of ``../shared/evaluation``, file by file; nothing where they are not there."""
    return {path.stem: list(_questions(path)) for path in sorted(SHARED.glob("*.jsonl"))}


def _questions(path: Path) -> Iterator[Question]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        topics = (row.get("topic"), *row.get("acceptable_topics", ()))
        yield Question(
            row["id"],
            row.get("voice") or "",
            tuple(Level(level) for level in (row["level"], *row.get("acceptable", ()))),
            row.get("kind") or "",
            tuple(topic for topic in topics if topic),
            row["text"],
        )


@contextmanager
def server() -> Iterator[Server]:
    """The assistant as ``make serve`` starts it."""
    with tempfile.TemporaryDirectory() as folder:
        running = Server.start(["-m", "bot.rasa", "serve"], Path(folder))
        try:
            assert Chat(running).say("what are the red flags?").custom["topic"] == "red_flags", "there is no model"
            yield running
        finally:
            running.stop()


def judge(running: Server, questions: Iterable[Question]) -> list[Judged]:
    """What the assistant says to each text, through the REST channel."""
    return [_judged(running, question) for question in questions]


def _judged(running: Server, question: Question) -> Judged:
    chat = Chat(running)
    reply = chat.say(question.text)
    topic = reply.custom["topic"]
    return Judged(
        question.id,
        question.group,
        question.right,
        question.kind,
        question.topics[0] if question.topics else None,
        assess(question.text).level,
        Level(reply.level),
        question.topics[0] if topic in question.topics else topic,
        reply.custom["card"] == "emergency",
        "999" in reply.text,
        chat.seconds,
    )
