"""Slurs in what a user typed: plain, masked, misspelt, spaced out or written with look-alike letters.

The list is data/triage/slurs.yml, kept in base64. Nothing here prints or logs a slur.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from bot.datafile import DataError, field, only, read_yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "triage" / "slurs.yml"

# What writers put for a letter. A symbol of _MASK stands for any letter but the first.
_LIKE = {
    "a": "a4@", "b": "b8", "c": "c(k", "e": "e3", "g": "g96q", "h": "h", "i": "i1!|l", "k": "kc",
    "l": "l1|", "o": "o0", "s": "s5$z", "t": "t7+", "u": "uv", "z": "zs",
}  # fmt: skip
_MASK = "*#•_%$@!?"
_LOOK_ALIKE = dict(zip("аеіорсухкѕԁ\u2019", "aeiopcyxksd'", strict=True))
_ZERO_WIDTH = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
_RUN_FROM = 6  # letters of a slur from which one run of mask symbols may stand for another number of letters
_SPACED_FROM = 4  # letters of a slur from which it is recognised with a separator after every letter
# What may not stand before the first letter, which the dot stands for, and after the last.
_BEFORE, _AFTER = r"(?<![\w•@].)(?<!\w\*.)", r"(?![\w•@$]|\*+\w)"
_AIM_WORDS = 4  # words before and after an aimed slur among which one must show that it is aimed at someone
_AIM_REACH = 80  # characters: those words may stand no further away
_MOST_LETTERS = 4  # that one character stands for: U+FDFA is a whole phrase, and a longer text costs time


def slurs() -> tuple[str, ...]:
    """Every slur that is known, in lower case, decoded. Raises DataError when the file is wrong."""
    return (*_decoded("slurs"), *_decoded("aimed"))


def find_slurs(text: str) -> list[tuple[int, int]]:
    """Where slurs stand in ``text``: (start, end) in code points of ``text`` as given, in order. Linear."""
    folded, origin = _fold(text)
    found = [match.span() for match in _always().finditer(folded)]
    aimed = [match.span() for match in _aimed().finditer(folded)]
    if aimed:
        found += _at_someone(folded, aimed)
    found = [(start, end) for start, end in sorted(found) if not _may_be_swearing(folded[start:end])]
    if found:
        found = _outside(found, [match.span() for match in _innocent().finditer(folded)])
    return sorted({(origin[start], origin[end - 1] + 1) for start, end in found})


def _outside(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ``spans`` that share no character with any of ``others``; both are sorted, ``others`` do not overlap."""
    kept, number = [], 0
    for start, end in spans:
        while number < len(others) and others[number][1] <= start:
            number += 1
        if number == len(others) or others[number][0] >= end:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=2_000)
def _may_be_swearing(found: str) -> bool:
    """Whether ``found`` is masked so far that it may as well be an ordinary swear word."""
    if sum(character.isalnum() for character in found) < 2:
        return True
    if not set(found) & set(_MASK):
        return False
    return any(
        len(word) == len(found) and all(a in _MASK or a == b for a, b in zip(found, word, strict=True))
        for word in _plain("swearing")
    )


def _at_someone(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ``spans`` with a word near them that shows that they are aimed at someone."""
    aiming = _plain("aimed_by")
    starts, ends, aims = [], [], []
    for match in re.finditer(r"\w+", folded):
        starts.append(match.start())
        ends.append(match.end())
        aims.append(match.group() in aiming)
    kept = []
    for start, end in spans:
        last = bisect_right(ends, start)
        first = bisect_left(starts, start - _AIM_REACH, 0, last)
        following = bisect_left(starts, end)
        beyond = bisect_left(starts, end + _AIM_REACH, following)
        if any(aims[max(first, last - _AIM_WORDS) : last]) or any(
            aims[following : min(beyond, following + _AIM_WORDS)]
        ):
            kept.append((start, end))
    return kept


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """``text`` without case, accents, invisible characters and look-alikes, and where each one came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    # Ideographs and Hangul stand for themselves, and a text may hold thousands of different ones.
    letters = {
        each: each if "\u3400" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3" else _folded(each)
        for each in set(text)
    }
    folded = [letters[each] for each in text]
    origin = [position for position, part in enumerate(folded) for _ in part]
    return "".join(folded), origin


@lru_cache(maxsize=5_000)
def _folded(character: str) -> str:
    if character in _ZERO_WIDTH:
        return ""
    parts = unicodedata.normalize("NFKD", character).casefold()[: 2 * _MOST_LETTERS]
    if len(parts) == 1:
        return "" if unicodedata.combining(parts) else _LOOK_ALIKE.get(parts, parts)
    return "".join(_LOOK_ALIKE.get(part, part) for part in parts if not unicodedata.combining(part))[:_MOST_LETTERS]


def _letter(letter: str) -> str:
    """A letter of a slur, but not its first, in all its disguises."""
    if letter == " ":
        return r"[\s._-]?"
    return f"[{re.escape(_LIKE.get(letter, letter) + _MASK)}]" + ("{1,3}" if _repeated(letter) else "")


def _repeated(letter: str) -> bool:
    return letter in "aeiougnpkz"


def _forms(word: str, first: str) -> list[str]:
    """Regular expressions for what follows ``first``, the character that stands for the first letter of ``word``."""
    start, rest = word[0], word[1:]
    again = f"[{re.escape(_LIKE.get(start, start))}]{{0,2}}" if _repeated(start) else ""
    forms = [again + "".join(map(_letter, rest))]
    if first != start or " " in word:
        return forms
    if len(word) >= _SPACED_FROM:
        group = f"gap{binascii.hexlify(word.encode()).decode()}"
        forms.append(rf"(?P<{group}>[\s._-])" + rf"(?P={group})".join(map(re.escape, rest)))
    if len(word) >= _RUN_FROM:
        forms.append(r"[*#•]{2,8}" + re.escape(word[-1]))
        forms.append(re.escape(word[1]) + r"[*#•]{2,8}" + re.escape(word[-1]) + "?")
    return forms


def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """One alternative for each first character: the search skips every character at which no slur begins."""
    branches = []
    for first in sorted({character for word in words for character in _LIKE.get(word[0], word[0])}):
        alternatives = "|".join(
            form for word in words if first in _LIKE.get(word[0], word[0]) for form in _forms(word, first)
        )
        branches.append(rf"{re.escape(first)}{_BEFORE}(?:{alternatives})(?:'?[sz$]|es|ing)?{_AFTER}")
    return re.compile("|".join(branches) if branches else r"(?!)", re.DOTALL)


@lru_cache(maxsize=1)
def _always() -> re.Pattern[str]:
    return _whole(_decoded("slurs"))


@lru_cache(maxsize=1)
def _aimed() -> re.Pattern[str]:
    return _whole(_decoded("aimed"))


@lru_cache(maxsize=1)
def _innocent() -> re.Pattern[str]:
    phrases = [re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in _decoded("innocent")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})" if phrases else r"(?!)")


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(field(FILE, read_yaml(FILE), name, list))


@cache
def _decoded(name: str) -> tuple[str, ...]:
    content = read_yaml(FILE)
    only(FILE, content, {"slurs", "aimed", "aimed_by", "innocent", "swearing"})
    try:
        words = [base64.b64decode(entry, validate=True).decode() for entry in field(FILE, content, name, list)]
    except (TypeError, ValueError) as error:
        raise DataError(FILE, content.line, f"{name!r} has an entry that is not base64 text") from error
    return tuple(word.casefold() for word in words)
