"""The sentence encoder all-MiniLM-L6-v2 in ONNX Runtime: a text in, a vector of unit length out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

SIZE = 384
"""The length of a vector."""

WINDOW = 128
"""How many tokens are read at once; the encoder was made for texts of at most 128."""

WINDOWS = 8
"""How many windows of a long text are read, half of them from its beginning and half from its end."""

_CHARACTERS = 5 * WINDOW * WINDOWS // 2
"""How much of each end of a text is cut into tokens: enough for its windows, and little enough to be quick."""


class EncoderError(Exception):
    """A file of the encoder is missing, or not the one that was shipped."""


class Encoder:
    """Texts to vectors. Each text is read by itself, in one thread, so that its vector depends on nothing else."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """The encoder in ``folder``. Raises EncoderError unless each file is the one that ``checksums.json`` names."""
        try:
            sums = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
            model, words = (_checked(folder / name, sums[name]) for name in ("model.onnx", "tokenizer.json"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EncoderError(f"{folder}: {type(error).__name__}: {error}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest text
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return cls(session, Tokenizer.from_str(words.decode("utf-8")))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text: the mean over its windows. Any string has one, also an empty one."""
        rows = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for window in self._windows(text):
                row += len(window) * self._read(window)
            row /= np.linalg.norm(row)
        return rows

    def _read(self, window: list[int]) -> NDArray[np.float32]:
        ids = np.array([window], dtype=np.int64)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        vector: NDArray[np.float32] = vectors[0]
        return vector

    def _windows(self, text: str) -> list[list[int]]:
        """The numbers of the tokens, window by window, each between the marks for beginning and end."""
        text = text.encode("utf-8", "replace").decode("utf-8")  # half an emoji is no text to the tokenizer
        ends = [text] if len(text) <= 2 * _CHARACTERS else [text[:_CHARACTERS], text[-_CHARACTERS:]]
        read = [self._tokenizer.encode(part).ids for part in ends]
        start, end, size = read[0][0], read[0][-1], WINDOW - 2
        tokens = [number for ids in read for number in ids[1:-1]]
        windows = [[start, *tokens[at : at + size], end] for at in range(0, max(1, len(tokens)), size)]
        half = WINDOWS // 2
        return windows if len(windows) <= WINDOWS else windows[:half] + windows[-half:]


def _checked(path: Path, wanted: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise EncoderError(f"{path} is not the file that was shipped: its checksum differs")
    return content
