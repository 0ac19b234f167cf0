"""Reads texts in the layout of ``data/nlu``: the training corpus, and the voices held out from it (``voices``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import read_yaml
from bot.settings import DATA
from bot.triage import Level, level_of

TRAINING = DATA / "nlu"
HELD_OUT = Path(__file__).parent / "voices"


@dataclass(frozen=True)
class Example:
    """One text. ``place``: its file and its number there, from 1; ``case``: the edge case of its file's name, or ""."""

    place: str
    author: str
    intent: str
    case: str
    flags: tuple[str, ...]
    text: str

    @property
    def level(self) -> Level:
        """What it should be taken for."""
        return level_of(self.intent)


def label_of(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Intent, edge case and red flags that a file's name stands for."""
    label, _, case = path.stem.partition("-")
    kind, _, rest = label.partition(".")
    if kind == "info":
        return f"ask_{rest}", case, ()
    if kind == "emergency":
        return kind, case, tuple(rest.split("+"))
    return rest if kind in {"smalltalk", "held", "seek"} else kind, case, ()


def files(folder: Path) -> list[Path]:
    """The files of every author below ``folder``."""
    return sorted(folder.rglob("*.y*ml"))


def examples(folder: Path) -> Iterator[Example]:
    """Every text below ``folder``, file by file."""
    for path in files(folder):
        _, case, flags = label_of(path)
        number = 0
        for entry in read_yaml(path)["nlu"]:
            for line in entry["examples"].splitlines():
                number += 1
                place = f"{path.relative_to(folder).as_posix()}#{number}"
                yield Example(place, path.parent.name, entry["intent"], case, flags, line.removeprefix("- "))
