"""Text as people type it -> text that rules can compare, with the way back to the original code points.

``normalise`` works on characters (NFKC, case, accents on Latin letters, invisible characters, quotation marks).
Words (leetspeak, typing errors, contractions) are the work of ``spelling`` and ``tokens``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A letter of any script needs no more marks than this; more is "zalgo", and sorting it is quadratic.
_MOST_MARKS = 4
# One character may stand for a whole phrase (U+FDFA: 18 letters); a longer text than was typed costs time.
_MOST_LETTERS = 3
_MOST_REMEMBERED = 2_000  # different characters: no alphabet has as many
# Categories without case and accents, and blocks that hold nothing else: ideographs, Hangul, emoji.
_CASELESS = frozenset(("Lo", "So", "Cn", "Co"))
_BLOCKS = "\u3400-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff\U00020000-\U0002f7ff"
# A run of ASCII or of those blocks up to the last letter that may carry marks, or one character with its marks.
_MARKS = "".join(chr(code) for code in range(0x300, sys.maxunicode) if unicodedata.combining(chr(code)))
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(rf"([\x01-\x7f]+(?=[\x01-\x7f]|\Z)|[{_BLOCKS}]+(?![{_MARKS}]))|.[{_MARKS}]*", re.DOTALL)

_QUOTES = str.maketrans(
    {
        "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "＇": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "‹": '"', "›": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "ı": "i", "ł": "l", "đ": "d", "ø": "o",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Normalised:
    """``text`` is lower-case and plain; its character i comes from ``original[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def normalise(original: str) -> Normalised:
    """Normalises any string, lone surrogates included; never raises. Offsets are code points of ``original``."""
    if original.isascii():
        plain = original.lower().replace("`", "'")
        if "\0" not in plain:
            numbers = tuple(range(len(plain) + 1))
            return Normalised(plain, numbers[:-1], numbers[1:])
    letters = set(original)
    if len(letters) <= _MOST_REMEMBERED and not _MARK.search(original):
        known = {each: _plain(each) for each in letters}
        parts = [known[each] for each in original]
        numbers = tuple([number for number, part in enumerate(parts, 1) for _ in part])
        return Normalised("".join(parts), tuple([number - 1 for number in numbers]), numbers)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(original):
        start, end = match.span()
        if match.lastindex:
            characters.append(match.group().lower().replace("`", "'"))
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        plain = _plain(original[start : min(end, start + 1 + _MOST_MARKS)])
        characters.append(plain)
        for _ in plain:
            starts.append(start)
            ends.append(end)
    return Normalised("".join(characters), tuple(starts), tuple(ends))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _plain(cluster: str) -> str:
    """One character with its marks: compatible form, lower case, Latin letters without accents."""
    if len(cluster) == 1 and cluster.isascii():
        return "" if cluster == "\0" else cluster.lower().translate(_QUOTES)
    folded = unicodedata.normalize("NFKC", cluster)
    if folded == cluster and len(cluster) == 1 and unicodedata.category(cluster) in _CASELESS:
        return cluster
    folded = folded.casefold().translate(_QUOTES)
    parts = unicodedata.normalize("NFKD", folded)
    if parts[:1].isascii() and parts[:1].isalnum():
        folded = "".join(part for part in parts if not unicodedata.combining(part)).translate(_QUOTES)
    folded = folded[:_MOST_LETTERS]
    # Cf: zero-width and bidirectional controls, joiners, soft hyphen; also the variation selectors of emoji.
    return "".join(part for part in folded if unicodedata.category(part) != "Cf" and not "\ufe00" <= part <= "\ufe0f")
