"""What this process remembers of each conversation beside Rasa's tracker: the situation, and answers already given.

It works when the tracker store does not. Where it knows the situation it is right, because the user has seen its
replies; where it does not (a restart, another process), the tracker's slots are asked.
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

LONGEST_SECONDS = 24 * 60 * 60
"""No conversation is kept longer than this, however often its user writes (``user-side`` section 16)."""

_ANSWERS_KEPT = 5
"""A client that repeats a message does so at once, and each answer is a few kilobytes."""


@dataclass
class Conversation:
    """One conversation.

    ``situation`` is None until this process has replied. ``answers`` holds the running or finished turn of each recent
    message; ``untold`` what Rasa is to hear once the reply has been written.
    """

    begun: float
    situation: Situation | None = None
    answers: OrderedDict[tuple[str, str], asyncio.Task[Answer]] = field(default_factory=OrderedDict)
    untold: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)


class Conversations:
    """Conversations by sender, forgotten ``seconds`` after their last message; at most ``most`` at a time.

    ``clock`` counts seconds; tests pass their own.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._kept: TTLCache[str, Conversation] = TTLCache(most, seconds, clock)
        self._clock = clock

    def open(self, sender: str) -> Conversation:
        """The sender's conversation, new or known; its time starts again."""
        now = self._clock()
        conversation = self._kept.pop(sender, None)
        if conversation is None or now - conversation.begun >= LONGEST_SECONDS:
            conversation = Conversation(now)
        self._kept[sender] = conversation
        return conversation

    def known(self, sender: str) -> Conversation | None:
        """The sender's conversation if there is one."""
        conversation: Conversation | None = self._kept.get(sender)
        return conversation

    def once(
        self, sender: str, message: tuple[str | None, str], turn: Callable[[], Coroutine[Any, Any, Answer]]
    ) -> asyncio.Task[Answer]:
        """The task that answers this message (id and text): a new one, or the one that the same message started."""
        id, text = message
        answers = self.open(sender).answers
        if id is not None and (id, text) in answers:
            return answers[id, text]
        task = asyncio.get_running_loop().create_task(turn())
        if id is not None:
            answers[id, text] = task
            while len(answers) > _ANSWERS_KEPT:
                answers.popitem(last=False)
        return task

    def erase(self, sender: str) -> None:
        """Forgets the conversation; no error if there was none."""
        self._kept.pop(sender, None)

    def sweep(self) -> None:
        """Drops what has expired; without it an idle process would keep the last conversations for ever."""
        self._kept.expire()
