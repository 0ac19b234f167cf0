"""The shipped guidance base, loaded once for the content tests."""

from __future__ import annotations

from datetime import date

import pytest

from bot.guidance import Guidance
from bot.settings import DATA

GUIDANCE = Guidance.load(DATA / "guidance")
STATEMENTS = list(GUIDANCE.statements.values())
TODAY = date(2026, 11, 21)
LATER = date(2035, 1, 1)

each_statement = pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
