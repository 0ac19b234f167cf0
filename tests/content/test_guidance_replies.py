"""What the replies made from guidance alone promise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.guidance import advice_text, as_text
from tests.content.guidance_base import GUIDANCE, LATER, TODAY

ROOT = Path(__file__).resolve().parents[2]


def everything_said(today: date) -> list[str]:
    """Every reply that the base alone can give."""
    texts = [as_text(GUIDANCE.topic(topic), today) for topic in GUIDANCE.titles]
    return texts + [advice_text(GUIDANCE.advice(level), today) for level in ("police", "platform", "lawful")]


@pytest.mark.parametrize("today", [TODAY, LATER])
def test_no_reply_begins_with_the_past(today: date) -> None:
    for text in everything_said(today):
        assert not text.startswith("The 2019 document said")


@pytest.mark.parametrize("text", everything_said(TODAY))
def test_nobody_is_told_that_they_are_safe(text: str) -> None:
    said = text.lower()
    for phrase in ("not a police matter", "you are safe now", "no need to call", "need not call", "not in danger"):
        assert phrase not in said


def test_police_advice_is_short_enough_for_a_phone() -> None:
    advice = GUIDANCE.advice("police")
    for reason in advice.sections["why"]:
        limit = 200 if reason.id.startswith("ehrc") else 170
        assert len(advice_text(advice.because([reason.id]), TODAY).split()) <= limit


def test_exceptions_come_before_evidence() -> None:
    for level in ("police", "platform", "lawful"):
        text = advice_text(GUIDANCE.advice(level), TODAY)
        exceptions = text.index("Do not copy or send sexual images")
        for evidence in re.finditer(r"keep the rest|screenshot|short note", text):
            assert exceptions < evidence.start()


def test_police_advice_begins_with_999_then_101_then_the_adviser() -> None:
    text = advice_text(GUIDANCE.advice("police"), TODAY)
    assert text.index("call 999") < text.index("call 101") < text.index("Adviser") < text.index("Vote-rigging")


@pytest.mark.parametrize("level", ["platform", "lawful"])
def test_lower_levels_end_with_when_to_tell_the_police(level: str) -> None:
    assert advice_text(GUIDANCE.advice(level), TODAY).endswith(
        "If it becomes threatening, keeps coming, is about who you are, or you feel unsafe, "
        "tell the police (101, or 999 in danger)."
    )
