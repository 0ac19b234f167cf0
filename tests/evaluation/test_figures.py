"""The measures themselves: an evaluation that miscounts would be worse than none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.triage import Level
from tests.evaluation import gates
from tests.evaluation.channel import Question
from tests.evaluation.figures import Judged, Share, is_serious_miss, is_too_high, is_too_low, measures
from tests.evaluation.keywords import judge as by_keywords
from tests.evaluation.report import Results, page
from tests.evaluation.swap import swapped, word_pairs

CARD = Judged(
    id="e1",
    group="g",
    right=(Level.EMERGENCY,),
    kind="",
    topic=None,
    rules=None,
    said=Level.EMERGENCY,
    said_topic=None,
    card=True,
    says_999=True,
    seconds=0.01,
)


def said(right: Level, level: Level, **fields: object) -> Judged:
    card = level is Level.EMERGENCY
    return replace(CARD, right=(right,), said=level, card=card, says_999=card, **fields)  # type: ignore[arg-type]


def test_the_interval_is_wilsons() -> None:
    assert Share(0, 260).interval == (0.0, pytest.approx(0.0146, abs=1e-4))
    low, high = Share(246, 260).interval
    assert (low, high) == (pytest.approx(0.912, abs=1e-3), pytest.approx(0.968, abs=1e-3))


def test_emergencies_are_counted_by_what_they_get() -> None:
    missed = said(Level.EMERGENCY, Level.LAWFUL)
    asked = replace(said(Level.EMERGENCY, Level.CLARIFY), says_999=True)
    found = measures([CARD, asked, missed])
    assert str(found["emergencies with the 999 card"]).startswith("1 of 3")
    assert found["emergencies with the card or the danger question"].hits == 2
    assert found["serious misses"].hits == 1
    assert found["emergencies with no 999 in the reply"].hits == 1
    assert is_serious_miss(missed)
    assert not is_serious_miss(asked)


def test_false_cards_leave_out_crises_and_what_the_author_accepts() -> None:
    crisis = said(Level.CRISIS, Level.EMERGENCY)
    accepted = replace(said(Level.POLICE, Level.EMERGENCY), right=(Level.POLICE, Level.EMERGENCY))
    false = said(Level.LAWFUL, Level.EMERGENCY, kind="hardneg_metaphor")
    found = measures([CARD, crisis, accepted, false])
    assert (found["false cards"].hits, found["false cards"].all) == (1, 1)
    assert found["false cards on hard negatives"].hits == 1
    assert found["levels right"].hits == 2


def test_too_low_and_too_high_are_measured_from_the_nearest_right_level() -> None:
    both = replace(said(Level.POLICE, Level.LAWFUL), right=(Level.POLICE, Level.PLATFORM))
    assert is_too_low(both)
    assert not is_too_low(replace(both, said=Level.PLATFORM))
    assert not is_too_low(replace(both, said=Level.CLARIFY))
    assert is_too_high(replace(both, said=Level.CRISIS))


def test_calm_questions_leave_out_those_about_emergencies() -> None:
    calm = said(Level.INFO, Level.INFO, topic="shield")
    about = replace(said(Level.INFO, Level.INFO, topic="red_flags"), says_999=True)
    assert measures([calm, about])["questions and small talk without 999"].all == 1


def test_gates_name_what_they_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "AT_LEAST", {"set": {"levels right": 0.9}})
    monkeypatch.setattr(gates, "AT_MOST", {"set": {"serious misses": 0.1}})
    assert gates.broken("set", measures([CARD])) == []
    assert len(gates.broken("set", measures([said(Level.EMERGENCY, Level.LAWFUL)]))) == 2


def test_keywords_see_words_and_nothing_else() -> None:
    question = Question("e1", "g", (Level.EMERGENCY,), "", (), "he has a knife")
    assert by_keywords(question, CARD).card
    assert not by_keywords(replace(question, text="he is in the kitchen"), CARD).card


def test_the_page_lists_misses_by_id_and_quotes_nothing() -> None:
    judged = [CARD, said(Level.EMERGENCY, Level.LAWFUL, id="e2"), said(Level.POLICE, Level.EMERGENCY, id="p1")]
    text = page(Results({"a set": judged}, {"a set": judged}, texts_learnt=1))
    assert "Serious misses: e2 (lawful)." in text
    assert "False cards: p1 (police)." in text


def test_swapping_keeps_capitals_and_changes_whole_words_only() -> None:
    words = word_pairs()
    assert swapped("The Labour MAN told her", words["party"]) == "The Conservative MAN told her"
    assert swapped("He told HER husband", words["gender"]) == "She told HIS wife"
    assert swapped("reformation", words["party"]) == "reformation"
