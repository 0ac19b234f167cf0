"""Is there a model for the present data, configuration and code? A hash of our own answers in well under a second.

Rasa's own fingerprint takes 75 s on a large corpus and overlooks the modules that a component imports.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

_FILES = ("config.yml", "domain.yml", "requirements.lock")
_FOLDERS = ("data/nlu", "data/rules", "data/stories", "data/triage", "bot/rasa", "bot/triage", "bot/encoder")
_SUFFIXES = (".yml", ".py", ".csv", ".json", ".onnx")


def fingerprint(root: Path) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over every file that decides how a model behaves."""
    total = hashlib.sha256()
    for path in _inputs(root):
        total.update(str(path.relative_to(root)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def model_path(models: Path, root: Path) -> Path:
    """Where the model for the present inputs is, or belongs."""
    return models / f"{fingerprint(root)}.tar.gz"


def _inputs(root: Path) -> Iterator[Path]:
    yield from (root / name for name in _FILES if (root / name).is_file())
    for folder in _FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in _SUFFIXES and path.is_file())
