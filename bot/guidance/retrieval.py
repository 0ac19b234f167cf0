"""Finds the statements nearest to a question, by vectors and words. Knows no encoder: the vectors come in."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.guidance.base import Guidance
from bot.guidance.model import Statement
from bot.guidance.recommendations import plain_words

WORDS_COUNT = 0.5
"""How much words count beside the vector, and the topic's title beside the statement. Chosen on training questions."""

TITLE_COUNTS = 0.5

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """A topic, the statement of it that is nearest to a question, and how near both are: 0 to 2, seldom above 1.2."""

    topic: str
    statement: str
    score: float


@dataclass(frozen=True)
class Searched:
    """What is searched in a base: statements with the topics that they may answer for, and the titles of all topics.

    Party positions are not among them: they are told only when asked for. Of a recommendation there is what it asks.
    """

    statements: tuple[Statement, ...]
    topics: tuple[tuple[str, ...], ...]
    titles: dict[str, str]

    @classmethod
    def of(cls, guidance: Guidance) -> Searched:
        """What is searched in ``guidance``."""
        positions, recommended = guidance.asking.positions, guidance.asking.topic_of("all")
        asks = {record.asks.id for record in guidance.recommendations.records.values()}
        found = [
            (statement, (recommended,) if statement.id in asks else statement.topics)
            for statement in guidance.statements.values()
            if (statement.topics or statement.id in asks) and not positions.among(statement)
        ]
        return cls(tuple(one for one, _ in found), tuple(topics for _, topics in found), dict(guidance.titles))

    @property
    def texts(self) -> tuple[str, ...]:
        """What needs a vector: every statement, then every title."""
        return (*(statement.text for statement in self.statements), *self.titles.values())

    @property
    def key(self) -> str:
        """Changes with any of these texts: vectors that were made for another key are stale."""
        return hashlib.sha256("\n".join(self.texts).encode()).hexdigest()


class Retrieval:
    """Answers "what is nearest to this?". Immutable."""

    def __init__(self, searched: Searched, vectors: Floats) -> None:
        """``vectors``: one of unit length for each of ``searched.texts``. Raises ValueError when there are others."""
        if len(vectors) != len(searched.texts):
            raise ValueError(f"{len(vectors)} vectors for {len(searched.texts)} texts")
        count = len(searched.statements)
        self._searched = searched
        self._statements, self._titles = vectors[:count], vectors[count:]
        names = list(searched.titles)
        pairs = [(row, names.index(topic)) for row, topics in enumerate(searched.topics) for topic in topics]
        self._rows, self._topics = (np.array(part, dtype=np.intp) for part in zip(*pairs, strict=True))
        self._words = _Words([_with_titles(searched, row) for row in range(count)])

    def nearest(self, text: str, vector: Floats, most: int = 3) -> tuple[Near, ...]:
        """The ``most`` nearest topics, each with its nearest statement; the nearest first."""
        names = list(self._searched.titles)
        by_statement = self._statements @ vector + WORDS_COUNT * self._words.likeness(text)
        scores = by_statement[self._rows] + TITLE_COUNTS * (self._titles @ vector)[self._topics]
        found: dict[str, Near] = {}
        for pair in np.argsort(-scores, kind="stable"):
            topic = names[self._topics[pair]]
            statement = self._searched.statements[self._rows[pair]]
            found.setdefault(topic, Near(topic, statement.id, round(float(scores[pair]), 3)))
            if len(found) == most:
                break
        return tuple(found.values())


class _Words:
    """How alike the words of a text and of each document are, rare words more than common ones: 0 to 1."""

    def __init__(self, documents: Sequence[str]) -> None:
        bags = [set(plain_words(document).split()) for document in documents]
        frequency = Counter(word for bag in bags for word in bag)
        self._weight = {word: math.log(len(bags) / count) ** 2 for word, count in frequency.items()}
        self._unknown = math.log(max(2, len(bags))) ** 2
        rows: dict[str, list[int]] = {word: [] for word in frequency}
        for row, bag in enumerate(bags):
            for word in bag:
                rows[word].append(row)
        self._rows = {word: np.array(found, dtype=np.intp) for word, found in rows.items()}
        lengths = [math.sqrt(sum(self._weight[word] for word in bag)) for bag in bags]
        self._lengths = np.array([length or 1.0 for length in lengths], dtype=np.float32)

    def likeness(self, text: str) -> Floats:
        """One number for each document."""
        said = set(plain_words(text).split())
        length = math.sqrt(sum(self._weight.get(word, self._unknown) for word in said)) or 1.0
        total = np.zeros(len(self._lengths), dtype=np.float32)
        for word in said & self._rows.keys():
            total[self._rows[word]] += self._weight[word]
        alike: Floats = total / (self._lengths * np.float32(length))
        return alike


def _with_titles(searched: Searched, row: int) -> str:
    titles = (searched.titles[topic] for topic in searched.topics[row] if topic in searched.titles)
    return " ".join((searched.statements[row].text, *titles))
