"""What the encoder learns from: the texts of ``data/nlu`` with level and red flags, both read off the file names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "data" / "nlu"
HELD_OUT = ROOT / "tests" / "evaluation" / "voices"

FLAGS = ("imminent_violence", "fixation_plan", "weapons", "personal_info", "present_danger")
LEVELS = ("emergency", "crisis", "police", "platform", "lawful", "clarify", "info", "smalltalk", "out_of_scope")
_OTHERS = {
    "seek": "clarify",
    "other_language": "clarify",
    "harmful_request": "out_of_scope",
    "held": "smalltalk",
}
_MARK = "    - "
_NO_DIGITS = str.maketrans({str(digit): chr(ord("g") + digit) for digit in range(10)})


@dataclass(frozen=True)
class Example:
    """One text: its author, its level, and the red flags that it shows."""

    author: str
    level: str
    flags: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        """Ten letters that change with the text, its level or its flags. No digits: they would look like numbers."""
        said = f"{self.level}+{'+'.join(self.flags)}:{self.text}"
        return hashlib.sha256(said.encode()).hexdigest()[:10].translate(_NO_DIGITS)


def examples(folder: Path) -> Iterator[Example]:
    """Every text below ``folder``, always in the same order."""
    for path in sorted(folder.glob("a*/*.yml")):
        kind, _, rest = path.stem.partition("-")[0].partition(".")
        level = _OTHERS.get(kind, kind)
        flags = tuple(rest.split("+")) if level == "emergency" else ()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(_MARK):
                yield Example(path.parent.name, level, flags, line.removeprefix(_MARK).strip())
