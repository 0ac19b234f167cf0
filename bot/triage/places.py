"""Where the lines of contexts, ``near`` and ``unless`` stand in one message."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.triage.automaton import Fit, fit
from bot.triage.lines import Line
from bot.triage.tokens import Tokens


class Places:
    """Made for one message; looks only near the words it is asked about, so that many places cost no more than few."""

    def __init__(self, lines: Sequence[Line], offset: int, ends: Sequence[tuple[int, int]], tokens: Tokens) -> None:
        """``lines`` are those with the numbers from ``offset`` in ``ends``, which the automaton found."""
        self._tokens = tokens
        self._ends: defaultdict[str, list[int]] = defaultdict(list)
        for number, end in ends:
            if number >= offset:
                self._ends[lines[number - offset].source].append(end)
        self._places: dict[tuple[int, str], Fit | None] = {}
        self._merged: dict[int, tuple[list[int], list[Line]]] = {}

    def within(self, lines: Sequence[Line], first: int, last: int) -> Iterator[Fit]:
        """Every place of ``lines`` between the words ``first`` and ``last`` (exclusive)."""
        ends, owners = self._ends_of(lines)
        for position in range(bisect_right(ends, first), bisect_right(ends, last)):
            place = self._place(ends[position], owners[position])
            if place and place.start >= first:
                yield place

    def anywhere(self, lines: Sequence[Line]) -> bool:
        """Whether any of ``lines`` may stand anywhere in the message."""
        return bool(self._ends_of(lines)[0])

    def _ends_of(self, lines: Sequence[Line]) -> tuple[list[int], list[Line]]:
        merged = self._merged.get(id(lines))
        if merged is None:
            found = [(end, number) for number, line in enumerate(lines) for end in self._ends.get(line.source, ())]
            found.sort()
            merged = self._merged[id(lines)] = [end for end, _ in found], [lines[number] for _, number in found]
        return merged

    def _place(self, end: int, line: Line) -> Fit | None:
        key = (end, line.source)
        if key not in self._places:
            self._places[key] = fit(line, self._tokens.words, end, self._tokens.sentence[end - 1])
        return self._places[key]
