"""Slurs in what a user typed: plain, masked, misspelt, spaced out or written with look-alike letters.

The list is data/triage/slurs.yml, kept in base64. Nothing here prints or logs a slur.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
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
_CYRILLIC = str.maketrans("аеіорсухкѕԁ", "aeiopcyxksd")
_ZERO_WIDTH = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
_RUN_FROM = 6  # letters of a slur from which one run of mask symbols may stand for another number of letters
_SPACED_FROM = 4  # letters of a slur from which it is recognised with a separator after every letter
_BEFORE, _AFTER = r"(?<![\w•@])(?<!\w\*)", r"(?![\w•@$]|\*+\w)"
_AIM_WORDS = 4  # words before and after an aimed slur among which one must show that it is aimed at someone


def slurs() -> tuple[str, ...]:
    """Every slur that is known, in lower case, decoded. Raises DataError when the file is wrong."""
    return (*_decoded("slurs"), *_decoded("aimed"))


def find_slurs(text: str) -> list[tuple[int, int]]:
    """Where slurs stand in ``text``: (start, end) in code points of ``text`` as given, in order."""
    folded, origin = _fold(text)
    innocent = [match.span() for match in _innocent().finditer(folded)]
    aimed = [match for match in _aimed().finditer(folded) if _is_aimed(folded, *match.span())]
    found = [
        match.span()
        for match in (*_always().finditer(folded), *aimed)
        if not _overlaps(match.span(), innocent) and not _may_be_swearing(match.group())
    ]
    return sorted({(origin[start], origin[end - 1] + 1) for start, end in found})


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _may_be_swearing(found: str) -> bool:
    """Whether ``found`` is masked so far that it may as well be an ordinary swear word."""
    if sum(character.isalnum() for character in found) < 2:
        return True
    if not set(found) & set(_MASK):
        return False
    seen = re.compile("".join("." if character in _MASK else re.escape(character) for character in found))
    return any(seen.fullmatch(word) for word in _plain("swearing"))


def _is_aimed(folded: str, start: int, end: int) -> bool:
    before = re.findall(r"\w+", folded[max(0, start - 80) : start])[-_AIM_WORDS:]
    after = re.findall(r"\w+", folded[end : end + 80])[:_AIM_WORDS]
    return not _plain("aimed_by").isdisjoint(before + after)


def _fold(text: str) -> tuple[str, list[int]]:
    """``text`` without case, accents, invisible characters and look-alikes, and where each one came from."""
    characters: list[str] = []
    origin: list[int] = []
    for position, raw in enumerate(text):
        if raw in _ZERO_WIDTH:
            continue
        for character in unicodedata.normalize("NFKD", raw).casefold().translate(_CYRILLIC):
            if not unicodedata.combining(character):
                characters.append("'" if character == "\u2019" else character)
                origin.append(position)
    return "".join(characters), origin


def _letter(letter: str, first: bool) -> str:
    if letter == " ":
        return r"[\s._-]?"
    symbols = _LIKE.get(letter, letter) + ("" if first else _MASK)
    return f"[{re.escape(symbols)}]" + ("{1,3}" if letter in "aeiougnpkz" else "")


def _pattern(word: str) -> str:
    """A regular expression for ``word`` and its disguises, without what must stand around it."""
    forms = ["".join(_letter(letter, number == 0) for number, letter in enumerate(word))]
    if " " not in word and len(word) >= _SPACED_FROM:
        group = f"gap{binascii.hexlify(word.encode()).decode()}"
        letters = [re.escape(letter) for letter in word]
        forms.append(letters[0] + rf"(?P<{group}>[\s._-])" + rf"(?P={group})".join(letters[1:]))
    if " " not in word and len(word) >= _RUN_FROM:
        forms.append(re.escape(word[0]) + r"[*#•]{2,8}" + re.escape(word[-1]))
        forms.append(re.escape(word[:2]) + r"[*#•]{2,8}" + re.escape(word[-1]) + "?")
    return f"(?:{'|'.join(forms)})"


def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    starts = "".join(sorted({_LIKE.get(word[0], word[0]) for word in words}))
    alternatives = "|".join(_pattern(word) for word in words)
    return re.compile(rf"{_BEFORE}(?=[{re.escape(starts)}])(?:{alternatives})(?:'?[sz$]|es|ing)?{_AFTER}")


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
