"""The last pipeline component: joins what the rules and the classifier say into one intent and one verdict."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.classifier import FLAGS, WORDS
from bot.triage import STILL_HELD, Clues, Decision, Level, Verdict, assess, decide, encode_verdict, is_english, releases

logger = logging.getLogger(__name__)

TRIAGE = "triage"
"""The key of Rasa's parse under which the verdict stands, as ``encode_verdict`` writes it."""

OVERRULED = "overruled"
"""The key that is true when the rules found an emergency and the classifier was all but certain of something else."""

_UNSURE = Decision("should_i_call", 1.0, Verdict(Level.CLARIFY, (), ()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerGuard(GraphComponent):
    """Must be the last component of the pipeline: a later classifier would overwrite what it found.

    Never raises: on an error of its own it answers "unsure", which makes the assistant ask whether anyone is in danger.
    """

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerGuard:
        """Called by Rasa when it trains and when it loads a model."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes ``intent``, ``intent_ranking`` and ``triage`` on every message."""
        for message in messages:
            _write(message, _decide(message))
        return messages


def _decide(message: Message) -> Decision:
    try:
        text = message.get("text") or ""
        decision = decide(assess(text), _ranking(message), is_english(text), _clues(message, text), len(text.split()))
        return decision if releases(decision.intent, text) else replace(decision, intent=STILL_HELD)
    except Exception as error:
        logger.error("the danger guard failed (%s): answering unsure", type(error).__name__)
        return _UNSURE


def _ranking(message: Message) -> Sequence[tuple[str, float]]:
    return [(entry["name"], float(entry["confidence"])) for entry in message.get("intent_ranking") or []]


def _clues(message: Message, text: str) -> Clues:
    words = tuple((start, end, text[start:end]) for start, end in message.get(WORDS) or ())
    return Clues(message.get(FLAGS) or {}, words)


def _write(message: Message, decision: Decision) -> None:
    intent = {"name": decision.intent, "confidence": decision.confidence}
    message.set("intent", intent, add_to_output=True)
    message.set("intent_ranking", [intent], add_to_output=True)
    message.set(TRIAGE, encode_verdict(decision.verdict), add_to_output=True)
    message.set(OVERRULED, decision.overruled, add_to_output=True)
