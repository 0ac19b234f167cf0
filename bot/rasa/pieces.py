"""Cuts a long text into pieces that a model can read at once. Pure text, linear in its length."""

from __future__ import annotations

import re

WHOLE = 1_000
"""A text of at most so many characters is one piece: nearly all messages."""

_STEP = 600
"""A piece begins at most so many characters after the one before, so that pieces overlap by a third or more."""

_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")


def pieces(text: str) -> list[str]:
    """``text`` itself when it is short; otherwise overlapping pieces, which begin with a sentence where there are any.

    Every character is in a piece, and nothing shorter than ``WHOLE - _STEP`` characters is in two halves only.
    """
    if len(text) <= WHOLE:
        return [text]
    starts = [match.end() for match in _BREAK.finditer(text)]
    found, at, next_break = [], 0, 0
    while at + WHOLE < len(text):
        found.append(text[at : at + WHOLE])
        best = at + _STEP
        while next_break < len(starts) and starts[next_break] <= best:
            next_break += 1
        start = starts[next_break - 1] if next_break else 0
        at = start if start > at + _STEP // 2 else best
    return [*found, text[at:]]
