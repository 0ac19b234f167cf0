"""Finds where lines may end in a message: all lines at once, one step a word, whatever the words are.

A bit-parallel automaton (Shift-And with optional positions: Navarro and Raffinot, "Flexible Pattern Matching in
Strings", 4.2). Every line is a run of bits; a step shifts them all. The cost of a message grows with its length only,
so no message, however hostile, makes it slow. A phrase of several words is one optional position a word, which finds
a little too much; ``fit`` then checks the line exactly, backwards from the word where it ended. The first few hundred
steps of a message are remembered until its end: a text that repeats itself takes them again and again, and to
remember more costs any other text more than it saves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Optional

from bot.triage.lines import Element, Line

_MOST_STATES = 256


class Fit(NamedTuple):
    """Where a line matches: words ``start`` to ``end`` (exclusive), and which of these stood in a gap."""

    start: int
    end: int
    gaps: tuple[int, ...]


def fit(line: Line, words: Sequence[str], end: int, lowest: int) -> Fit | None:
    """How ``line`` matches the words that end before ``end`` and do not begin before ``lowest``; None: not at all."""
    found = _back(line.elements, words, lowest, len(line.elements) - 1, end, set())
    return Fit(found[0], end, found[1]) if found else None


def _back(
    elements: Sequence[Element], words: Sequence[str], lowest: int, number: int, end: int, dead: set[tuple[int, int]]
) -> tuple[int, tuple[int, ...]] | None:
    """First word and gap words of elements 0 to ``number`` that end before ``end``; ``dead``: where they do not."""
    if number < 0:
        return end, ()
    if (number, end) in dead:
        return None
    element = elements[number]
    if element.gap:
        before = elements[number - 1]
        skipped = before.gap or before.optional
        for start in range(end, max(end - element.gap, lowest) - 1, -1):
            if skipped or words[start - 1] in before.last_words:
                found = _back(elements, words, lowest, number - 1, start, dead)
                if found:
                    return found[0], found[1] + tuple(range(start, end))
    else:
        if end > lowest and words[end - 1] in element.last_words:
            for length in range(min(element.longest, end - lowest), 0, -1):
                if element.longest == 1 or tuple(words[end - length : end]) in element.phrases:
                    if not number:
                        return end - length, ()
                    found = _back(elements, words, lowest, number - 1, end - length, dead)
                    if found:
                        return found
        if element.optional:
            found = _back(elements, words, lowest, number - 1, end, dead)
            if found:
                return found
    dead.add((number, end))
    return None


# For a word of the lines, or None for any other: the positions reached, the lines that end, the steps from there.
_Steps = dict[str | None, tuple[int, tuple[int, ...], Optional["_Steps"]]]


class Automaton:
    """Compiled lines. ``ends(words, sentence)`` gives (index of the line, index after its last word)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        starts = self._finals = self._optional = self._before_block = self._block_end = 0
        self._masks: dict[str, int] = {}
        self._any = 0
        self._line_at: dict[int, int] = {}
        positions: defaultdict[str, list[int]] = defaultdict(list)
        bit = 0
        for number, line in enumerate(lines):
            starts |= 1 << bit
            in_block = False
            for words, optional in _positions(line):
                bit += 1
                if optional and not in_block:
                    self._before_block |= 1 << (bit - 1)
                if in_block and not optional:
                    self._block_end |= 1 << (bit - 1)
                in_block = optional
                if optional:
                    self._optional |= 1 << bit
                if words is None:
                    self._any |= 1 << bit
                for word in words or ():
                    positions[word].append(bit)
            if in_block:
                self._block_end |= 1 << bit
            last = bit
            while self._optional >> last & 1:
                last -= 1
            # A line has matched once its last position that must be there is reached.
            self._finals |= 1 << last
            self._line_at[last] = number
            bit += 1
        for word, bits in positions.items():
            mask = bytearray(bit // 8 + 1)
            for place in bits:
                mask[place // 8] |= 1 << place % 8
            self._masks[word] = int.from_bytes(mask, "little") | self._any
        self._first = self._closure(starts) << 1
        self._skipping = self._before_block | self._optional

    def _closure(self, active: int) -> int:
        """``active`` with every optional position that may be skipped."""
        ends = active | self._block_end
        return active | (self._optional ^ (self._optional & ((ends - self._before_block) ^ ends)))

    def ends(self, words: Sequence[str], sentence: Sequence[int]) -> list[tuple[int, int]]:
        """Where lines may end, in the order of the words; no match crosses the start of a sentence."""
        found: list[tuple[int, int]] = []
        masks, any_word, first, finals, skipping = self._masks, self._any, self._first, self._finals, self._skipping
        start: _Steps = {}
        states = {0: start}
        active = 0
        steps: _Steps | None = start
        for index, word in enumerate(words):
            if sentence[index] == index:
                active, steps = 0, start
            known = word if word in masks else None
            step = None if steps is None else steps.get(known)
            if step is None:
                active = (active << 1 | first) & masks.get(word, any_word)
                hits = active & finals
                lines = self._lines_of(hits) if hits else ()
                if active & skipping:
                    active = self._closure(active)
                if steps is not None:
                    following = states.setdefault(active, {}) if len(states) < _MOST_STATES else states.get(active)
                    steps[known] = active, lines, following
                    steps = following
            else:
                active, lines, steps = step
            if lines:
                found.extend((line, index + 1) for line in lines)
        return found

    def _lines_of(self, hits: int) -> tuple[int, ...]:
        lines = []
        while hits:
            highest = hits.bit_length() - 1
            lines.append(self._line_at[highest])
            hits ^= 1 << highest
        return tuple(reversed(lines))


def _positions(line: Line) -> Iterator[tuple[frozenset[str] | None, bool]]:
    """One (words, may be missing) for each word that the line may take; words None: any word."""
    for element in line.elements:
        if element.gap:
            yield from [(None, True)] * element.gap
            continue
        for place in range(element.longest, 0, -1):
            words = frozenset(phrase[-place] for phrase in element.phrases if len(phrase) >= place)
            shorter = any(len(phrase) < place for phrase in element.phrases)
            yield words, element.optional or shorter
