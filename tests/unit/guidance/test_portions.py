from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.guidance import Guidance
from bot.guidance.portions import portions

TODAY = date(2026, 11, 21)


def test_an_answer_is_cut_between_statements(folder: Path) -> None:
    statements = Guidance.load(folder).topic("numbers")
    first, more = portions(statements, TODAY, words=45)
    assert [entry.id for entry in first] == ["old-number", "a-line"]
    assert [entry.id for entry in more] == ["keep-words"]


def test_one_statement_is_said_however_long(folder: Path) -> None:
    statements = Guidance.load(folder).topic("numbers")
    assert portions(statements, TODAY, words=1) == (statements[:1], statements[1:])
    assert portions(statements, TODAY) == (statements, ())
    assert portions((), TODAY) == ((), ())
