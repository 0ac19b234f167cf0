"""What this process remembers of each conversation beside Rasa's tracker: the situation, and answers already given.

It is a copy that works when the tracker store does not. If it is lost, nothing is lowered: the tracker holds the
situation too, and the danger check needs neither.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache

from bot.reply import Situation

Answer = list[dict[str, Any]]

_ANSWERS_KEPT = 5
"""A client that repeats a message does so at once, and each answer is a few kilobytes."""


@dataclass
class Conversation:
    """One conversation.

    ``answers`` holds the running or finished turn of each recent message id; ``untold`` what Rasa is to hear once the
    reply has been written.
    """

    situation: Situation = field(default_factory=Situation)
    answers: OrderedDict[str, asyncio.Task[Answer]] = field(default_factory=OrderedDict)
    untold: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)


class Conversations:
    """Conversations by sender, forgotten ``seconds`` after their last message; at most ``most`` at a time.

    ``clock`` counts seconds; tests pass their own.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._kept: TTLCache[str, Conversation] = TTLCache(most, seconds, clock)

    def open(self, sender: str) -> Conversation:
        """The sender's conversation, new or known; its time starts again."""
        conversation = self._kept.pop(sender, None) or Conversation()
        self._kept[sender] = conversation
        return conversation

    def once(
        self, sender: str, message_id: str | None, turn: Callable[[], Coroutine[Any, Any, Answer]]
    ) -> asyncio.Task[Answer]:
        """The task that answers this message: a new one, or the one that the same message id started before."""
        answers = self.open(sender).answers
        if message_id is not None and message_id in answers:
            return answers[message_id]
        task = asyncio.get_running_loop().create_task(turn())
        if message_id is not None:
            answers[message_id] = task
            while len(answers) > _ANSWERS_KEPT:
                answers.popitem(last=False)
        return task

    def erase(self, sender: str) -> None:
        """Forgets the conversation; no error if there was none."""
        self._kept.pop(sender, None)

    def sweep(self) -> None:
        """Drops what has expired; without it an idle process would keep the last conversations for ever."""
        self._kept.expire()
