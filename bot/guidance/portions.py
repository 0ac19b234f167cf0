"""Cuts an answer into what fits a phone and what is kept for "more"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.guidance.model import Statement
from bot.guidance.wording import as_text

WORDS = 90
"""The most words that an answer says before "more"."""


def portions(
    statements: Sequence[Statement], today: date, words: int = WORDS, least: int = 1
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements to say at once, and those for "more".

    The first hold at most ``words`` words as ``as_text`` says them, but at least ``least`` statements; order is kept,
    and no statement is cut.
    """
    count = least
    while count < len(statements) and len(as_text(statements[: count + 1], today).split()) <= words:
        count += 1
    return tuple(statements[:count]), tuple(statements[count:])
