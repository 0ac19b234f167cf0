"""The numbers of recommendations that a text names: "recommendation 7", "recs 12 to 19", "number twelve", "and 24?"."""

from __future__ import annotations

import re

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_WORDS = {word: number for number, word in enumerate(_UNITS, 1)}
_PLACES = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
_SPELT = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[ -](?:({'|'.join(_UNITS[:9])})|({'|'.join(_ORDINALS[:9])})))?"
    rf"|({'|'.join(sorted(_UNITS, key=len, reverse=True))})|({'|'.join([*_ORDINALS, 'thirtieth'])}))\b"
)
_JOINED = r"\s*(?:,|&|\band\b|\bor\b|\bto\b|-|–)\s*(?:(?:recommendations?|recs?|numbers?|no)\s*)?"
_LIST = rf"\d{{1,3}}\b(?:{_JOINED}\d{{1,3}}\b(?!\s*(?:%|per)))*"
_NAMED = re.compile(
    rf"(?:\b(?:rec+om+[ea]ndations?|recs?|numbers?|nr)(?![a-z])\s*[.:]?\s*(?:number|no|nr|#)?\s*\.?\s*|#\s*|\br)({_LIST})"
)
_SHORT = re.compile(rf"\bnos?\b\s*\.?\s*({_LIST})")
_PLACE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\s+(?:rec+om+[ea]ndation|rec|one|1)\b")
_ALONE = re.compile(
    r"(?<![\d.,£/:-])(?<!all )(?<!the )(?<!these )(?<!those )(?<!of )(?<!first )(?<!last )(?<!top )(?<!over )"
    r"\b(\d{1,2})(?=\s*(?:$|[?!.,;)]|and\b|or\b|to\b|then\b|please\b))(?![.,]\d)"
)
_EACH = re.compile(r"(\d{1,3})(?:\s*(?:\bto\b|-|–)\s*(?:\w+\s+)?(\d{1,3}))?")


def numbers_named(text: str, alone: bool = False) -> tuple[int, ...]:
    """The numbers that ``text`` names as those of recommendations, as they come, none twice.

    ``alone``: a number by itself is meant too, as far as it does not count something.
    """
    original = text.casefold()
    said = _digits(original)
    found = [match[1] for match in _NAMED.finditer(said)]
    found += [match[1] for match in _SHORT.finditer(original)]  # "no one" is no number
    found += [match[1] for match in _PLACE.finditer(said)]
    if not found and alone:
        found = [match[1] for match in _ALONE.finditer(original)]
    return tuple(dict.fromkeys(number for part in found for number in _spread(part)))


def numbers_alone(text: str) -> tuple[int, ...]:
    """The numbers in a text of nothing else, such as "24", "twelve" or "6 and 7"; none where it holds other words."""
    said = _digits(text.casefold()).strip()
    return tuple(_spread(said)) if re.fullmatch(_LIST, said) else ()


def _digits(text: str) -> str:
    return _SPELT.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    tens, unit, place_of_tens, word, place = match.groups()
    if tens:
        last = _WORDS.get(unit or "", 0) or _PLACES.get(place_of_tens or "", 0)
        return f"{_TENS[tens] + last}{'th' if place_of_tens else ''}"
    return str(_WORDS[word]) if word else f"{_PLACES[place]}th"


def _spread(part: str) -> list[int]:
    numbers: list[int] = []
    for match in _EACH.finditer(part):
        first, last = int(match[1]), int(match[2] or match[1])
        numbers += range(first, last + 1) if first <= last <= 99 else [first, last]
    return numbers
