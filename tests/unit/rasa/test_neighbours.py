from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from bot.encoder import Encoder
from bot.rasa import neighbours


class Counting:
    """Stands in for the encoder: counts what it reads."""

    def __init__(self) -> None:
        self.read = 0

    def encode(self, texts: Sequence[str]) -> Any:
        self.read += len(texts)
        return np.ones((len(texts), 4), dtype=np.float32) / 2


def test_stored_vectors_are_not_made_again(tmp_path: Path) -> None:
    encoder = Counting()
    neighbours.store(cast(Encoder, encoder), tmp_path / "guidance.npz")
    read = encoder.read
    assert read > 400
    assert neighbours.load(cast(Encoder, encoder), tmp_path / "guidance.npz") is not None
    assert encoder.read == read


def test_stale_or_missing_vectors_are(tmp_path: Path) -> None:
    encoder = Counting()
    path = tmp_path / "guidance.npz"
    assert neighbours.load(cast(Encoder, encoder), path) is not None
    read = encoder.read
    assert read > 400
    np.savez(path, key="another", vectors=np.ones((3, 4), dtype=np.float32))
    assert neighbours.load(cast(Encoder, encoder), path) is not None
    assert encoder.read == 2 * read


@pytest.mark.parametrize("content", [b"", b"no vectors"])
def test_a_failure_takes_nothing_from_triage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "guidance.npz"
    path.write_bytes(content)
    assert neighbours.load(cast(Encoder, Counting()), path) is None
    assert neighbours.load(cast(Encoder, Counting()), tmp_path / "none.npz", tmp_path) is None
