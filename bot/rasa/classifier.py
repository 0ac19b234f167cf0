"""The intent classifier: a Rasa component around two views of a text (``bot/rasa/views.py``)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import Encoder
from bot.guidance.retrieval import Retrieval
from bot.rasa import neighbours
from bot.rasa.views import Seen, TwoViews
from bot.reply import NEAREST
from bot.settings import ENCODER
from bot.triage import Level, level_of
from bot.triage.decide import ASK_AT

FLAGS = "red_flags"
"""The key of the message under which the chance of every red flag stands."""

WORDS = "weighty_words"
"""The key under which start and end of the words stand that speak most for an emergency; only where it is likely."""

_FILE = "classifier.skops"
_VECTORS = "guidance.npz"
_LOOKED_UP = (Level.INFO, Level.OUT_OF_SCOPE)
_WORDS_SHOWN = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TextClassifier(GraphComponent):
    """Writes the ranking of all intents. Raises when it is unfitted, which the channel reads as "no verdict"."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """``words_C``, ``meaning_C``: inverse of each view's regularisation; ``seed``: makes training repeatable."""
        return {"words_C": 10.0, "meaning_C": 30.0, "seed": 42}

    def __init__(
        self, model: TwoViews, storage: ModelStorage, resource: Resource, retrieval: Optional[Retrieval] = None
    ) -> None:
        self._model = model
        self._retrieval = retrieval
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextClassifier:
        """An unfitted classifier, for training. Raises EncoderError."""
        model = TwoViews.unfitted(Encoder.load(ENCODER), config["words_C"], config["meaning_C"], config["seed"])
        return cls(model, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model to every example that has an intent, and stores it with the vectors of the guidance base."""
        examples = training_data.intent_examples
        self._model.fit([_text(example) for example in examples], [example.get("intent") for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
            neighbours.store(self._model.encoder, folder / _VECTORS)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TextClassifier:
        """The fitted classifier. Raises when it or the encoder is not there: better no model than one that guesses."""
        with model_storage.read_from(resource) as folder:
            encoder = Encoder.load(ENCODER)
            model = TwoViews.load(encoder, folder / _FILE)
            return cls(model, model_storage, resource, neighbours.load(encoder, folder / _VECTORS))

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes ``intent``, ``intent_ranking``, what the guard explains an emergency with, the nearest guidance."""
        for message in messages:
            text = _text(message)
            seen = self._model.see(text)
            ranking = [
                {"name": intent, "confidence": chance}
                for intent, chance in sorted(seen.chances.items(), key=lambda entry: -entry[1])
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(FLAGS, seen.flags)
            if seen.chances[Level.EMERGENCY.value] >= ASK_AT:
                message.set(WORDS, self._model.weighty(text, _WORDS_SHOWN))
            message.set(NEAREST, self._nearest(text, seen, str(ranking[0]["name"])), add_to_output=True)
        return messages

    def _nearest(self, text: str, seen: Seen, intent: str) -> List[Dict[Text, Any]]:
        if self._retrieval is None or seen.vector is None or level_of(intent) not in _LOOKED_UP:
            return []
        return [asdict(near) for near in self._retrieval.nearest(text, seen.vector)]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa for what comes later in the pipeline; nothing there learns."""
        return training_data


def _text(message: Message) -> str:
    return str(message.get("text") or "")
