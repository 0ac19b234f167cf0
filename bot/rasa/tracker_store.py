"""Rasa's trackers in memory, bounded: nothing on disk, and nothing kept longer than promised (P7)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, Dict, Optional, Text

from cachetools import TTLCache
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_LONGEST_SECONDS = 24 * 60 * 60
"""No conversation is kept longer than this, however often its user writes (``user-side`` section 16)."""


class BoundedTrackerStore(InMemoryTrackerStore):
    """Forgets a conversation ``retention_minutes`` after its last message, and when it is told to.

    Named in ``endpoints.yml``; at most ``max_conversations`` are kept, then the oldest goes. ``clock`` counts seconds.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        retention_minutes: float = 60,
        max_conversations: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Dict[Text, Any],
    ) -> None:
        super().__init__(domain, event_broker)
        self._clock = clock
        self.store: TTLCache[str, Text] = TTLCache(int(max_conversations), float(retention_minutes) * 60, clock)
        self._begun: TTLCache[str, float] = TTLCache(int(max_conversations), _LONGEST_SECONDS, clock)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the conversation and starts its time again, unless its longest time is over."""
        begun = self._begun.setdefault(tracker.sender_id, self._clock())
        await super().save(tracker)
        if self._clock() - begun >= _LONGEST_SECONDS:
            self.erase(tracker.sender_id)

    async def keys(self) -> Iterable[Text]:
        """The senders whose conversations are kept now."""
        self.sweep()
        return list(self.store)

    def erase(self, sender_id: Text) -> None:
        """Forgets one conversation; no error if there was none."""
        self.store.pop(sender_id, None)
        self._begun.pop(sender_id, None)

    def sweep(self) -> None:
        """Drops what has expired."""
        self.store.expire()
        self._begun.expire()
        for sender_id in [sender_id for sender_id in self.store if sender_id not in self._begun]:
            self.erase(sender_id)
