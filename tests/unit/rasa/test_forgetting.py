"""P7: what this process remembers is forgotten in time, proven with a clock."""

from __future__ import annotations

from collections.abc import Callable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.conversations import Conversations
from bot.rasa.server import read_endpoints
from bot.rasa.tracker_store import BoundedTrackerStore
from bot.reply import Situation
from bot.settings import Settings

MINUTE = 60.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def store(clock: Callable[[], float], most: int = 100) -> BoundedTrackerStore:
    return BoundedTrackerStore(Domain.empty(), retention_minutes=60, max_conversations=most, clock=clock)


def tracker(sender: str) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, [UserUttered("aardvark")])


async def test_a_tracker_is_forgotten_an_hour_after_its_last_message() -> None:
    clock = Clock()
    trackers = store(clock)
    await trackers.save(tracker("a"))
    clock.now += 59 * MINUTE
    await trackers.save(tracker("a"))
    clock.now += 59 * MINUTE
    assert await trackers.retrieve("a") is not None
    clock.now += 2 * MINUTE
    assert await trackers.retrieve("a") is None
    trackers.sweep()
    assert not trackers.store


async def test_nobody_is_kept_longer_than_a_day_however_often_they_write() -> None:
    clock = Clock()
    trackers = store(clock)
    for _ in range(24 * 2):
        await trackers.save(tracker("a"))
        clock.now += 30 * MINUTE
    trackers.sweep()
    assert list(await trackers.keys()) == []
    await trackers.save(tracker("a"))
    assert list(await trackers.keys()) == ["a"]


async def test_the_settings_reach_the_store_that_the_server_makes() -> None:
    endpoints = read_endpoints(Settings(retention_minutes=7, max_conversations=3))
    made = TrackerStore.create(endpoints.tracker_store, Domain.empty())
    assert isinstance(made, BoundedTrackerStore)
    assert (made.store.ttl, made.store.maxsize) == (7 * MINUTE, 3)


async def test_the_oldest_goes_when_there_are_too_many() -> None:
    trackers = store(Clock(), most=2)
    for sender in "abc":
        await trackers.save(tracker(sender))
    assert sorted(await trackers.keys()) == ["b", "c"]


async def test_an_erased_tracker_is_gone() -> None:
    trackers = store(Clock())
    await trackers.save(tracker("a"))
    trackers.erase("a")
    trackers.erase("a")
    assert await trackers.retrieve("a") is None


def test_a_situation_is_forgotten_an_hour_after_its_last_message() -> None:
    clock = Clock()
    conversations = Conversations(100, 60 * MINUTE, clock)
    conversations.open("a").situation = Situation(held=True)
    clock.now += 59 * MINUTE
    assert conversations.open("a").situation == Situation(held=True)
    clock.now += 59 * MINUTE
    assert conversations.open("a").situation == Situation(held=True)
    clock.now += 61 * MINUTE
    assert conversations.open("a").situation is None


def test_a_situation_is_forgotten_after_a_day_however_often_its_user_writes() -> None:
    clock = Clock()
    conversations = Conversations(100, 60 * MINUTE, clock)
    conversations.open("a").situation = Situation(held=True)
    for _ in range(24 * 2):
        clock.now += 30 * MINUTE
        situation = conversations.open("a").situation
    assert situation is None


async def test_answers_are_kept_for_the_last_messages_only() -> None:
    conversations = Conversations(100, 60 * MINUTE, Clock())
    turns = 0

    async def turn() -> list[dict[str, object]]:
        nonlocal turns
        turns += 1
        return []

    for number in range(40):
        await conversations.once("a", (f"m{number}", "hello"), turn)
        await conversations.once("a", (f"m{number}", "hello"), turn)
    assert turns == 40
    assert len(conversations.open("a").answers) == 5
    await conversations.once("a", (None, "hello"), turn)
    await conversations.once("b", ("m39", "hello"), turn)
    await conversations.once("a", ("m39", "theres a man with a knife at my door"), turn)
    assert turns == 43
