"""Where the lines of contexts, ``near`` and ``unless`` stand in one message."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.triage.automaton import Automaton, Fit, fit
from bot.triage.lines import Line
from bot.triage.tokens import Tokens


class Places:
    """Made for one message; looks only near the words it is asked about, so that many places cost no more than few."""

    def __init__(self, automaton: Automaton, lines: Sequence[Line], tokens: Tokens) -> None:
        self._tokens = tokens
        self._lines = lines
        self._ends: defaultdict[str, list[int]] = defaultdict(list)
        for number, end in automaton.ends(tokens.words, tokens.sentence):
            self._ends[lines[number].source].append(end)
        self._places: dict[tuple[int, str], Fit | None] = {}
        self._merged: dict[int, list[tuple[int, Line]]] = {}

    def within(self, lines: Sequence[Line], first: int, last: int) -> Iterator[Fit]:
        """Every place of ``lines`` between the words ``first`` and ``last`` (exclusive)."""
        if not lines:
            return
        ends = self._merged.get(id(lines))
        if ends is None:
            ends = [(end, line) for line in lines for end in self._ends.get(line.source, ())]
            ends.sort(key=_end)
            self._merged[id(lines)] = ends
        position = bisect_left(ends, first, key=_end)
        while position < len(ends) and ends[position][0] <= last:
            place = self._place(*ends[position])
            if place and place.start >= first:
                yield place
            position += 1

    def _place(self, end: int, line: Line) -> Fit | None:
        key = (end, line.source)
        if key not in self._places:
            self._places[key] = fit(line, self._tokens.words, end, self._tokens.sentence[end - 1])
        return self._places[key]


def _end(entry: tuple[int, Line]) -> int:
    return entry[0]
