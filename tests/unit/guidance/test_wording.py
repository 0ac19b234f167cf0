from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.guidance import Guidance, advice_text, as_text, number_notes, present_first

TODAY = date(2026, 11, 21)
LATER = date(2035, 1, 1)


@pytest.fixture
def guidance(folder: Path) -> Guidance:
    return Guidance.load(folder)


def test_the_present_position_comes_first(guidance: Guidance) -> None:
    assert present_first(guidance.statement("old-number"), TODAY) == (
        "Now (April 2025): The number is new.",
        "The 2019 document said: Call the old number.",
        "Since then (April 2025, reported): There is more.",
    )


def test_a_change_that_adds_follows(guidance: Guidance) -> None:
    assert present_first(guidance.statement("keep-words"), TODAY) == (
        "Keep “every word”.",
        "Since then (April 2025, reported): There is more.",
    )


def test_without_a_present_position_it_says_whom_to_ask(guidance: Guidance) -> None:
    statement = replace(guidance.statement("keep-words"), changed=(), check_with="the LGA")
    assert present_first(statement, TODAY) == (
        "This has probably changed since 2019. Check with the LGA.",
        "The 2019 document said: Keep “every word”.",
    )


def test_an_undated_change_says_when_it_was_seen(guidance: Guidance) -> None:
    statement = guidance.statement("keep-words")
    change = replace(statement.changed[0], undated=True, sure="A")
    said = present_first(replace(statement, changed=(change,)), TODAY)
    assert said[-1] == "Since then (page seen April 2025): There is more."


def test_what_was_seen_in_a_secondary_page_is_said_as_reported(guidance: Guidance) -> None:
    assert present_first(guidance.statement("advice-what"), TODAY) == ("Tell the police. (reported)",)


def test_a_number_says_how_old_it_is(guidance: Guidance) -> None:
    line, police = guidance.contact("contact-line"), guidance.contact("contact-101")
    assert number_notes([line], TODAY) == ("We have not been able to check this number since 2016.",)
    assert number_notes([line], LATER) == ("We last checked this number on 21 November 2026.",)
    young = replace(line, as_of=TODAY)
    assert number_notes([young], TODAY) == ("We have not been able to check this number.",)
    confirmed = replace(line, confirmed_on=date(2026, 12, 3))
    assert number_notes([confirmed], TODAY) == ()
    assert number_notes([confirmed], LATER) == ("We last checked this number on 3 December 2026.",)
    assert number_notes([police], LATER) == ()
    website = replace(line, numbers=(), url="https://www.a.example/")
    assert website.spoken == "www.a.example"
    assert number_notes([website], TODAY) == ()
    assert number_notes([website], LATER) == ("We last checked this website on 21 November 2026.",)


def test_a_shared_change_is_said_once_after_the_last_statement_it_concerns(guidance: Guidance) -> None:
    text = as_text(guidance.topic("numbers"), TODAY)
    assert text.count("There is more.") == 1
    assert text.splitlines()[-1] == "Since then (April 2025, reported): There is more."


def test_advice_numbers_its_steps_and_leaves_additions_to_the_citations(guidance: Guidance) -> None:
    lines = advice_text(guidance.advice("police"), TODAY).splitlines()
    assert lines[0] == "Tell the police. (reported)"
    assert "2. Keep “every word”." in lines
    assert not any("There is more" in line for line in lines)


def test_advice_gives_the_reasons_that_were_found(guidance: Guidance) -> None:
    advice = guidance.advice("police")
    assert [entry.id for entry in advice.because(["old-number", "weather"]).sections["why"]] == ["old-number"]
    assert advice.because([]).sections["why"] == ()
    assert "why" not in advice.without(["why"]).sections
    assert advice.statements[0].id == "advice-what"
