"""Finds where lines may end in a message: all lines at once, one step a word, whatever the words are.

A bit-parallel automaton (Shift-And with optional positions: Navarro and Raffinot, "Flexible Pattern Matching in
Strings", 4.2). Every line is a run of bits; a step shifts them all. The cost of a message grows with its length only,
so no message, however hostile, makes it slow. A phrase of several words is one optional position a word, which finds
a little too much; ``fit`` then checks the line exactly, backwards from the word where it ended. Steps that were taken
before are remembered (a lazy deterministic automaton): they hold words of the patterns only, never those of a user.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.triage.lines import Line

_MOST_STATES = 4_000  # about 10 MB; then the memory starts anew


@dataclass(frozen=True)
class Fit:
    """Where a line matches: words ``start`` to ``end`` (exclusive), and which of these stood in a gap."""

    start: int
    end: int
    gaps: tuple[int, ...]


def fit(line: Line, words: Sequence[str], end: int, lowest: int) -> Fit | None:
    """How ``line`` matches the words that end before ``end`` and do not begin before ``lowest``; None: not at all."""
    elements, dead = line.elements, set[tuple[int, int]]()

    def back(number: int, end: int) -> tuple[int, tuple[int, ...]] | None:
        """First word and gap words of elements 0 to ``number`` when they end before ``end``."""
        if number < 0:
            return end, ()
        if (number, end) in dead:
            return None
        element = elements[number]
        if element.gap:
            for start in range(end, max(end - element.gap, lowest) - 1, -1):
                found = back(number - 1, start)
                if found:
                    return found[0], found[1] + tuple(range(start, end))
        else:
            if end > lowest and words[end - 1] in element.last_words:
                for length in range(min(element.longest, end - lowest), 0, -1):
                    if tuple(words[end - length : end]) in element.phrases:
                        found = back(number - 1, end - length)
                        if found:
                            return found
            if element.optional:
                found = back(number - 1, end)
                if found:
                    return found
        dead.add((number, end))
        return None

    found = back(len(elements) - 1, end)
    return Fit(found[0], end, found[1]) if found else None


class _State:
    """The positions reached, and the steps from here that were already taken."""

    __slots__ = ("active", "steps")

    def __init__(self, active: int) -> None:
        self.active = active
        self.steps: dict[str | None, tuple[_State, tuple[int, ...]]] = {}


class Automaton:
    """Compiled lines. ``ends(words, sentence)`` gives (index of the line, index after its last word)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts = self._finals = self._optional = self._before_block = self._block_end = 0
        self._masks: dict[str, int] = {}
        self._any = 0
        self._line_at: dict[int, int] = {}
        positions: defaultdict[str, list[int]] = defaultdict(list)
        bit = 0
        for number, line in enumerate(lines):
            self._starts |= 1 << bit
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
        self._start = _State(self._closure(self._starts))
        self._states = {self._start.active: self._start}

    def _closure(self, active: int) -> int:
        """``active`` with every optional position that may be skipped."""
        ends = active | self._block_end
        return active | (self._optional & (~(ends - self._before_block) ^ ends))

    def ends(self, words: Sequence[str], sentence: Sequence[int]) -> list[tuple[int, int]]:
        """Where lines may end, in the order of the words; no match crosses the start of a sentence."""
        found: list[tuple[int, int]] = []
        masks, state = self._masks, self._start
        for index, word in enumerate(words):
            if sentence[index] == index:
                state = self._start
            known = word if word in masks else None
            step = state.steps.get(known)
            if step is None:
                step = self._step(state, known)
            state, lines = step
            if lines:
                found.extend((line, index + 1) for line in lines)
        return found

    def _step(self, state: _State, word: str | None) -> tuple[_State, tuple[int, ...]]:
        active = state.active << 1 & (self._any if word is None else self._masks[word])
        hits = active & self._finals
        lines = self._lines_of(hits) if hits else ()
        active = self._closure(active | self._starts)
        following = self._states.get(active)
        if following is None:
            if len(self._states) >= _MOST_STATES:
                self._start.steps.clear()
                self._states = {self._start.active: self._start}
            following = self._states[active] = _State(active)
        step = state.steps[word] = (following, lines)
        return step

    def _lines_of(self, hits: int) -> tuple[int, ...]:
        lines = []
        while hits:
            low = hits & -hits
            lines.append(self._line_at[low.bit_length() - 1])
            hits ^= low
        return tuple(lines)


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
