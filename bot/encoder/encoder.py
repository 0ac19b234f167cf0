"""The encoder all-MiniLM-L6-v2 in ONNX Runtime: what a text means, as numbers, and what a tuned part sees in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

SIZE = 384
"""The length of a vector."""

WINDOW = 256
"""How many tokens of a text are read, those that mark its beginning and end included; about 1,000 characters."""

Floats = NDArray[np.float32]


class EncoderError(Exception):
    """A file of the encoder is missing, or not the one that was shipped."""


@dataclass(frozen=True)
class Reading:
    """What was read, a row for each text: logits in the order of ``Encoder.levels`` and of ``Encoder.flags``.

    ``states`` is what ``Encoder.vectors`` goes on from.
    """

    levels: Floats
    flags: Floats
    states: tuple[Floats, ...]


class Encoder:
    """Reads texts, each by itself and in one thread, so that what it sees in one depends on nothing else.

    The lower blocks serve two upper parts: the tuned one, which sees levels and red flags, and the published one, which
    gives a vector. Not every text needs the vector, which costs a third of the time.
    """

    def __init__(
        self,
        models: Sequence[onnxruntime.InferenceSession],
        tokenizer: Tokenizer,
        levels: Sequence[str],
        flags: Sequence[str],
    ) -> None:
        self._shared, self._published, self._tuned = models
        self._tokenizer = tokenizer
        self.levels = tuple(levels)
        self.flags = tuple(flags)

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """The encoder in ``folder``. Raises EncoderError unless each file is the one that ``checksums.json`` names."""
        try:
            sums = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
            names = ("shared.onnx", "published.onnx", "tuned.onnx", "tokenizer.json", "labels.json")
            *models, words, labels = (_checked(folder / name, sums[name]) for name in names)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EncoderError(f"{folder}: {type(error).__name__}: {error}") from error
        tokenizer = Tokenizer.from_str(words.decode("utf-8"))
        tokenizer.enable_truncation(WINDOW)
        return cls([_session(model) for model in models], tokenizer, **json.loads(labels))

    def read(self, texts: Sequence[str]) -> Reading:
        """The first ``WINDOW`` tokens of each text. Any string can be read, also an empty one."""
        levels = np.zeros((len(texts), len(self.levels)), dtype=np.float32)
        flags = np.zeros((len(texts), len(self.flags)), dtype=np.float32)
        states = tuple(self._states(text) for text in texts)
        for row, state in enumerate(states):
            levels[row], flags[row] = self._tuned.run(None, _upper(state))
        return Reading(levels, flags, states)

    def vectors(self, reading: Reading) -> Floats:
        """A vector of unit length for each text that was read; near vectors mean much the same."""
        return self._vectors(reading.states)

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of ``texts`` alone."""
        return self._vectors(self._states(text) for text in texts)

    def _vectors(self, states: Iterable[Floats]) -> Floats:
        rows = [self._published.run(None, _upper(state))[0][0] for state in states]
        return np.array(rows, dtype=np.float32).reshape(-1, SIZE)

    def _states(self, text: str) -> Floats:
        text = text.encode("utf-8", "replace").decode("utf-8")  # half an emoji is no text to the tokenizer
        ids = np.array([self._tokenizer.encode(text[:_CHARACTERS]).ids], dtype=np.int64)
        states: Floats = self._shared.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
        return states


def _upper(states: Floats) -> dict[str, NDArray[np.generic]]:
    return {"states": states, "attention_mask": np.ones(states.shape[:2], dtype=np.int64)}


_CHARACTERS = 20 * WINDOW
"""More is not even cut into tokens: it would take long, and of these there are enough."""


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep the memory of the longest text
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _checked(path: Path, wanted: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise EncoderError(f"{path} is not the file that was shipped: its checksum differs")
    return content
