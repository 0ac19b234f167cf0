"""The intent classifier: a Rasa component around two views of a text (``bot/rasa/views.py``)."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import Encoder
from bot.rasa.views import TwoViews
from bot.settings import ENCODER

_FILE = "classifier.skops"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TextClassifier(GraphComponent):
    """Writes the ranking of all intents. Raises when it is unfitted, which the channel reads as "no verdict"."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """``words_C``, ``meaning_C``: inverse of each view's regularisation; ``seed``: makes training repeatable."""
        return {"words_C": 10.0, "meaning_C": 30.0, "seed": 42}

    def __init__(self, model: TwoViews, storage: ModelStorage, resource: Resource) -> None:
        self._model = model
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
        """Fits the model to every example that has an intent, and stores it."""
        examples = training_data.intent_examples
        self._model.fit([_text(example) for example in examples], [example.get("intent") for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
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
            return cls(TwoViews.load(Encoder.load(ENCODER), folder / _FILE), model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes ``intent`` and ``intent_ranking``."""
        if not messages:
            return messages
        intents = self._model.intents
        for message, row in zip(messages, self._model.chances([_text(each) for each in messages]), strict=True):
            ranking = [{"name": intents[index], "confidence": float(row[index])} for index in row.argsort()[::-1]]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa for what comes later in the pipeline; nothing there learns."""
        return training_data


def _text(message: Message) -> str:
    return str(message.get("text") or "")
