"""`rasa shell` knows no channel of ours: component and policy still give the card, also inside a form."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.policy import SAYS, SafetyPolicy
from bot.settings import ROOT
from tests.system.server import CARD

_senders = (f"shell-{number}" for number in itertools.count())


async def shell(agent: Agent, sender: str, text: str) -> str:
    output = CollectingOutputChannel()
    await agent.handle_message(UserMessage(text, output, sender))
    return "\n".join(message.get("text", "") for message in output.messages)


async def test_a_red_flag_gets_the_card(agent: Agent) -> None:
    sender = next(_senders)
    assert await shell(agent, sender, "theres a man with a knife at my door") == CARD
    assert "still here" in await shell(agent, sender, "ok")
    tracker = await agent.tracker_store.retrieve(sender)
    assert tracker is not None
    assert tracker.get_slot("held") is True


async def test_a_red_flag_gets_the_card_without_any_action(agent: Agent) -> None:
    assert agent.processor is not None
    endpoint, agent.processor.action_endpoint = agent.processor.action_endpoint, None
    try:
        assert await shell(agent, next(_senders), "theres a man with a knife at my door") == CARD
    finally:
        agent.processor.action_endpoint = endpoint


DOMAIN = Domain.from_dict(
    {
        "intents": ["emergency", "crisis", "thank", "in_danger", "danger_not_sure"],
        "slots": {
            "what": {"type": "text", "mappings": [{"type": "from_text"}]},
            "held": {"type": "bool", "mappings": []},
            "asked": {"type": "text", "mappings": []},
            "parked": {"type": "text", "mappings": []},
        },
        "forms": {"record_form": {"required_slots": ["what"]}},
        "responses": {"utter_emergency": [{"text": "card"}], "utter_crisis": [{"text": "crisis"}]},
    }
)


@pytest.fixture
def policy() -> SafetyPolicy:
    class Execution:
        is_finetuning = False

    return SafetyPolicy({**SafetyPolicy.get_default_config()}, None, None, Execution())


def in_a_form(intent: str) -> DialogueStateTracker:
    events: list[Any] = [
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered("report", {"name": "thank"}),
        ActionExecuted("record_form"),
        ActiveLoop("record_form"),
        SlotSet(REQUESTED_SLOT, "what"),
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered("words", {"name": intent}),
    ]
    return DialogueStateTracker.from_events("a", events, slots=DOMAIN.slots, domain=DOMAIN)


@pytest.mark.parametrize(("intent", "response"), SAYS.items())
def test_it_beats_an_open_form_and_parks_it(policy: SafetyPolicy, intent: str, response: str) -> None:
    tracker = in_a_form(intent)
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    assert DOMAIN.action_names_or_texts[prediction.max_confidence_index] == response
    assert prediction.is_no_user_prediction
    assert prediction.policy_priority == 100
    assert prediction.events == []

    tracker.update_with_events(prediction.optional_events, DOMAIN)
    assert tracker.active_loop is None
    assert tracker.get_slot(REQUESTED_SLOT) is None
    assert tracker.get_slot("parked") == "record_form"
    assert bool(tracker.get_slot("held")) is (response == "utter_emergency")

    tracker.update(ActionExecuted(response))
    after = policy.predict_action_probabilities(tracker, DOMAIN)
    assert DOMAIN.action_names_or_texts[after.max_confidence_index] == ACTION_LISTEN_NAME


def test_it_has_no_opinion_on_anything_else(policy: SafetyPolicy) -> None:
    prediction = policy.predict_action_probabilities(in_a_form("thank"), DOMAIN)
    assert prediction.max_confidence == 0.0
    assert not prediction.events
    assert not prediction.optional_events


def test_the_domain_has_what_it_says() -> None:
    domain = Domain.load(str(ROOT / "domain.yml"))
    assert set(SAYS.values()) <= set(domain.action_names_or_texts)
    assert {"held", "asked", "parked"} <= {slot.name for slot in domain.slots}
