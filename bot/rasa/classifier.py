"""The intent classifier: words and letters, weighted and normalised, into a logistic regression.

Rasa's own featurizer only counts, so that a long e-mail weighs more than a short cry for help, and its probabilities
end near 0 or 1. TF-IDF of unit length mends both (docs/decisions/0006-a-linear-classifier-first.md).
"""

from __future__ import annotations

from typing import Any, Dict, List, Text

import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

_FILE = "classifier.skops"
_WORD = r"(?u)\b\w+\b"
_READ_CHARACTERS = 4000
"""How much of a long text is read: its beginning and its end, half each. The rules read all of it."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TextClassifier(GraphComponent):
    """Writes the ranking of all intents. Raises when it is unfitted, which the channel reads as "no verdict"."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """``C``: the inverse of the regularisation; ``seed``: makes training repeatable."""
        return {"C": 10.0, "seed": 42}

    def __init__(self, model: Pipeline, storage: ModelStorage, resource: Resource) -> None:
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
        """An unfitted classifier, for training."""
        words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, sublinear_tf=True)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        regression = LogisticRegression(
            C=config["C"], class_weight="balanced", max_iter=300, tol=1e-3, random_state=config["seed"]
        )
        return cls(make_pipeline(make_union(words, letters), regression), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model to every example that has an intent, and stores it."""
        examples = training_data.intent_examples
        self._model.fit([_read(example) for example in examples], [example.get("intent") for example in examples])
        with self._storage.write_to(self._resource) as folder:
            skops.io.dump(self._model, folder / _FILE)
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
        """The fitted classifier. Raises when it is not in the model: better no model than one that guesses."""
        with model_storage.read_from(resource) as folder:
            return cls(skops.io.load(folder / _FILE), model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes ``intent`` and ``intent_ranking``."""
        if not messages:
            return messages
        chances = self._model.predict_proba([_read(message) for message in messages])
        for message, row in zip(messages, chances, strict=True):
            ranking = [
                {"name": str(self._model.classes_[index]), "confidence": float(row[index])}
                for index in row.argsort()[::-1]
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa for what comes later in the pipeline; nothing there learns."""
        return training_data


def _read(message: Message) -> str:
    text = str(message.get("text") or "").lower()
    half = _READ_CHARACTERS // 2
    return text if len(text) <= 2 * half else f"{text[:half]} {text[-half:]}"
