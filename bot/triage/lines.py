"""The mini-language of the pattern files: a line -> the elements that a run of words must match.

``word``, ``a|b``, ``word~`` (any form of the word), ``word?`` (may be missing), ``@list``, ``..N`` (0 to N words),
``in_the`` (two words as one alternative).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.triage.english import SAME_AS, forms
from bot.triage.spelling import Spelling
from bot.triage.tokens import tokens_of

Phrase = tuple[str, ...]
LONGEST_GAP = 12


class LineError(ValueError):
    """A line that is not in the mini-language; the text says why."""


@dataclass(frozen=True)
class Element:
    """One of ``phrases`` (which may be missing if ``optional``), or a gap of 0 to ``gap`` words."""

    phrases: frozenset[Phrase] = frozenset()
    optional: bool = False
    gap: int = 0
    longest: int = field(init=False, compare=False)  # words of the longest phrase
    last_words: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(map(len, self.phrases), default=0))
        object.__setattr__(self, "last_words", frozenset(phrase[-1] for phrase in self.phrases))


@dataclass(frozen=True)
class Line:
    """A compiled line; ``source`` is what the editor wrote."""

    source: str
    elements: tuple[Element, ...]

    @property
    def longest(self) -> int:
        """The most words that a match may have."""
        return sum(element.gap or element.longest for element in self.elements)


def parse_line(source: str, lists: Mapping[str, frozenset[Phrase]], spelling: Spelling) -> Line:
    """Raises LineError when ``source`` is not in the mini-language or names an unknown list."""
    elements = tuple(_element(part, lists, spelling) for part in source.split())
    if not any(element.phrases and not element.optional for element in elements):
        raise LineError("a line needs a word that must be there")
    if elements[0].gap or elements[-1].gap:
        raise LineError("a line must not begin or end with a gap")
    return Line(source, elements)


def _element(part: str, lists: Mapping[str, frozenset[Phrase]], spelling: Spelling) -> Element:
    if part.startswith(".."):
        if not part[2:].isdigit() or not 0 < int(part[2:]) <= LONGEST_GAP:
            raise LineError(f"{part!r}: a gap is ..1 to ..{LONGEST_GAP}")
        return Element(gap=int(part[2:]))
    optional = part.endswith("?")
    phrases: set[Phrase] = set()
    for alternative in part.removesuffix("?").split("|"):
        if alternative.startswith("@"):
            if alternative[1:] not in lists:
                raise LineError(f"unknown list {alternative!r}")
            phrases |= lists[alternative[1:]]
        else:
            phrases |= phrases_of(alternative.replace("_", " "), spelling)
    return Element(frozenset(phrases), optional)


def phrases_of(entry: str, spelling: Spelling) -> set[Phrase]:
    """The word sequences that ``entry``, one or more words each perhaps with ``~``, stands for. Raises LineError."""
    sequences: set[Phrase] = {()}
    for word in entry.split():
        sequences = {before + after for before in sequences for after in _word(word, spelling)}
    if sequences == {()}:
        raise LineError("an empty alternative")
    return sequences


def _word(word: str, spelling: Spelling) -> set[Phrase]:
    if word in ("#time", "#number") or (word.isascii() and word.isalnum() and word[0].isdigit()):
        return {("#number" if word.isdecimal() and len(word) < 3 else word,)}
    if any(sign in word for sign in "@?|()[]{}<>+=\\") or word.startswith("..") or "~" in word[:-1]:
        raise LineError(f"{word!r} is not in the mini-language")
    if word in ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "’s"):
        return {(word.replace("’", "'"),)}
    base: Sequence[str] = tokens_of(word.removesuffix("~"), spelling).words
    if not base:
        raise LineError(f"{word!r} holds no letter")
    last = forms(base[-1]) if word.endswith("~") else frozenset((base[-1], *SAME_AS.get(base[-1], ())))
    return {(*base[:-1], form) for form in last}
