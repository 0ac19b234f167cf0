"""The pipeline of ``rasa init``, trained on 400 texts of ours: what one gets without this project.

Trained once, in about ten minutes, and kept outside git. It knows levels as intents and nothing else.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.model_training import train_nlu

from bot.rasa.request import plain
from bot.settings import ROOT
from bot.triage import Level
from tests.evaluation.channel import Question
from tests.evaluation.corpus import TRAINING, Example, examples
from tests.evaluation.figures import Judged

COUNT = 400
SEED = 42
MODEL = ROOT / ".tools" / "plain-rasa" / "model.tar.gz"
PIPELINE = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": SEED},
    {"name": "EntitySynonymMapper"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
"""As ``rasa init`` writes it, less its response selector, which has nothing to select here."""


def sample() -> list[Example]:
    """``COUNT`` texts, each level as frequent as in the corpus; always the same."""
    by_level: dict[Level, list[Example]] = defaultdict(list)
    for row in examples(TRAINING):
        by_level[row.level].append(row)
    total = sum(map(len, by_level.values()))
    order = random.Random(SEED)
    return [row for rows in by_level.values() for row in order.sample(rows, round(COUNT * len(rows) / total))]


def train() -> Path:
    """The model file; trains where there is none."""
    if MODEL.exists():
        return MODEL
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    by_level: dict[Level, list[str]] = defaultdict(list)
    for row in sample():
        by_level[row.level].append(row.text)
    nlu = [
        {"intent": level.value, "examples": "".join(f"- {text}\n" for text in texts)}
        for level, texts in by_level.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        data, config = Path(folder) / "nlu.yml", Path(folder) / "config.yml"
        data.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8")
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": PIPELINE}))
        made = train_nlu(str(config), str(data), folder, fixed_model_name="plain")
        assert made is not None
        Path(made).replace(MODEL)
    return MODEL


def judge_all(
    questions: Mapping[str, Sequence[Question]], sets: Mapping[str, Sequence[Judged]]
) -> dict[str, list[Judged]]:
    """Every text of ``questions`` as plain Rasa takes it; ``sets`` holds what our assistant said of the same."""
    return asyncio.run(_judge_all(questions, sets))


async def _judge_all(
    questions: Mapping[str, Sequence[Question]], sets: Mapping[str, Sequence[Judged]]
) -> dict[str, list[Judged]]:
    agent = Agent.load(str(train()))
    return {name: await _judge_set(agent, own, sets[name]) for name, own in questions.items()}


async def _judge_set(agent: Agent, questions: Sequence[Question], judged: Sequence[Judged]) -> list[Judged]:
    assert agent.processor is not None
    found = []
    for question, each in zip(questions, judged, strict=True):
        parse = await agent.processor.parse_message(UserMessage(plain(question.text) or "?"))
        found.append(_judged(parse, each))
    return found


def _judged(parse: dict[str, object], judged: Judged) -> Judged:
    intent = parse["intent"]
    assert isinstance(intent, dict)
    said = Level.CLARIFY if intent["name"] == "nlu_fallback" else Level(intent["name"])
    card = said is Level.EMERGENCY
    return replace(judged, said=said, said_topic=None, card=card, says_999=card)


if __name__ == "__main__":
    print(train())
