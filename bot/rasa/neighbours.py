"""Keeps the vectors of the guidance base with the trained model, and makes them anew when the base has changed."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.encoder import Encoder
from bot.guidance import Guidance
from bot.guidance.retrieval import Retrieval, Searched
from bot.settings import DATA

logger = logging.getLogger(__name__)

_BASE = DATA / "guidance"


def store(encoder: Encoder, path: Path, base: Path = _BASE) -> None:
    """Writes the vectors of ``base`` and the key that tells whether they still fit. Raises DataError."""
    searched = Searched.of(Guidance.load(base))
    np.savez(path, key=searched.key, vectors=encoder.encode(searched.texts))


def load(encoder: Encoder, path: Path, base: Path = _BASE) -> Retrieval | None:
    """What finds the nearest statements of ``base``; None when that fails, because triage must not hang on it.

    Stale or missing vectors are made anew, which takes some seconds.
    """
    try:
        searched = Searched.of(Guidance.load(base))
        vectors = _stored(path, searched.key)
        if vectors is None:
            logger.info("the guidance has changed since the model was trained: reading it again")
            vectors = encoder.encode(searched.texts)
        return Retrieval(searched, vectors)
    except Exception:
        logger.exception("questions beyond the known ones are not looked for in the guidance")
        return None


def _stored(path: Path, key: str) -> NDArray[np.float32] | None:
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        vectors: NDArray[np.float32] = stored["vectors"]
        return vectors if str(stored["key"]) == key else None
