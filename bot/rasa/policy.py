"""The policy that puts an emergency or a crisis before everything else in the dialogue."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.constants import POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

SAYS = {
    "emergency": "utter_emergency",
    "in_danger": "utter_emergency",
    "danger_not_sure": "utter_emergency",
    "crisis": "utter_crisis",
}
"""Which response answers which intent, whatever form or journey is open."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyPolicy(Policy):
    """Answers the intents in ``SAYS`` before forms and rules, and parks an open form.

    The name of the parked form is kept in the slot ``parked``; ``FollowupAction`` resumes it. The prediction is marked
    as needing no user message, because that is the only kind which beats a form's own.
    """

    @staticmethod
    def supported_data() -> SupportedData:
        """It learns nothing; Rasa asks which trackers it wants."""
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Above RulePolicy's 6; a tie would be decided by the order in ``config.yml``."""
        return {POLICY_PRIORITY: 100}

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyPolicy:
        """Called when a model is loaded: nothing was stored."""
        return cls(config, model_storage, resource, execution_context)

    def train(
        self,
        training_trackers: List[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The safety response right after such a message, ``action_listen`` after it, else no opinion."""
        response = SAYS.get(_intent(tracker))
        if response is None or response not in domain.action_names_or_texts:
            return self._prediction(self._default_predictions(domain))
        if tracker.latest_action_name == ACTION_LISTEN_NAME:
            return self._says(response, domain, _parking(tracker, held=response == "utter_emergency"))
        if tracker.latest_action_name == response:
            return self._says(ACTION_LISTEN_NAME, domain, [])
        return self._prediction(self._default_predictions(domain))

    def _says(self, action: Text, domain: Domain, events: List[Event]) -> PolicyPrediction:
        return self._prediction(
            confidence_scores_for(action, 1.0, domain), optional_events=events, is_no_user_prediction=True
        )


def _intent(tracker: DialogueStateTracker) -> str:
    message = tracker.latest_message
    return str((message.intent or {}).get("name", "")) if message else ""


def _parking(tracker: DialogueStateTracker, held: bool) -> List[Event]:
    events: List[Event] = []
    if tracker.active_loop_name:
        events += [SlotSet("parked", tracker.active_loop_name), ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]
    if held:
        events += [SlotSet("held", True), SlotSet("asked", "police_reached")]
    return events
