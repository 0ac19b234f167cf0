"""P4: what rules and classifier say together is never lower than the higher of them, and doubt asks."""

from __future__ import annotations

import pytest

from bot.triage import Level, Reason, RedFlag, Verdict, decide
from bot.triage.decide import ASK_AT, EMERGENCY_AT, SURE_OF_RELEASE, level_of

KNIFE = Verdict(Level.EMERGENCY, (RedFlag.WEAPONS,), (Reason("weapons.access", "knife", 0, 5),))
POLICE = Verdict(Level.POLICE, (), (Reason("police.abuse", "words", 0, 5),))


def ranking(**chances: float) -> list[tuple[str, float]]:
    rest = 1.0 - sum(chances.values())
    return sorted({"thank": rest, **chances}.items(), key=lambda entry: -entry[1])


def test_a_rule_is_never_outvoted() -> None:
    decision = decide(KNIFE, ranking(greet=0.99))
    assert (decision.intent, decision.verdict) == ("emergency", KNIFE)


def test_the_classifier_alone_may_see_an_emergency() -> None:
    decision = decide(Verdict.nothing, ranking(emergency=EMERGENCY_AT))
    assert (decision.intent, decision.verdict.level) == ("emergency", Level.EMERGENCY)


def test_an_emergency_outranks_a_crisis_whoever_sees_it() -> None:
    assert decide(Verdict(Level.CRISIS), ranking(emergency=0.9)).intent == "emergency"
    assert decide(Verdict(Level.CRISIS), ranking(thank=0.9)).intent == "crisis"
    assert decide(Verdict.nothing, ranking(crisis=0.9)).intent == "crisis"


def test_being_told_to_kill_oneself_is_for_the_police_unless_the_user_means_it() -> None:
    assert decide(POLICE, ranking(crisis=0.3)).intent == "police"
    assert decide(POLICE, ranking(crisis=0.6)).intent == "crisis"
    assert decide(Verdict.nothing, ranking(crisis=0.3)).intent == "crisis"


@pytest.mark.parametrize("rules", [Verdict.nothing, Verdict(Level.LAWFUL), Verdict(Level.PLATFORM)])
def test_doubt_about_danger_asks(rules: Verdict) -> None:
    decision = decide(rules, ranking(emergency=ASK_AT, thank=1 - ASK_AT))
    assert (decision.intent, decision.verdict.level) == ("should_i_call", Level.CLARIFY)


def test_the_rules_police_is_not_lowered_by_the_classifier() -> None:
    for best in ("lawful", "platform", "thank", "out_of_scope"):
        assert decide(POLICE, ranking(**{best: 0.9})).intent == "police"


def test_the_classifier_may_raise_what_the_rules_found() -> None:
    assert decide(Verdict(Level.LAWFUL), ranking(police=0.9)).intent == "police"


def test_a_question_stays_a_question_when_the_classifier_is_sure() -> None:
    assert decide(POLICE, ranking(ask_offences=0.9)).intent == "ask_offences"
    assert decide(POLICE, ranking(ask_offences=0.5)).intent == "police"
    assert decide(POLICE, ranking(harmful_request=0.9)).intent == "harmful_request"


def test_incidents_count_together() -> None:
    chances = {"police": 0.25, "platform": 0.2, "lawful": 0.15, "thank": 0.4}
    assert decide(Verdict.nothing, ranking(**chances)).intent == "police"


def test_a_guess_asks() -> None:
    chances = {f"ask_{number}": 0.05 for number in range(19)}
    assert decide(Verdict.nothing, ranking(**chances)).intent == "should_i_call"


def test_only_sure_words_end_the_held_state() -> None:
    others = {f"ask_{number}": 0.05 for number in range(12)}
    for intent in ("police_have_it", "false_alarm"):
        assert decide(Verdict.nothing, ranking(**others, **{intent: SURE_OF_RELEASE})).intent == intent
        assert decide(Verdict.nothing, ranking(**others, **{intent: SURE_OF_RELEASE - 0.01})).intent == "danger_passing"


def test_another_language_is_never_out_of_scope() -> None:
    for best in ("out_of_scope", "greet", "ask_offences", "police"):
        assert decide(Verdict.nothing, ranking(**{best: 0.9}), english=False).intent == "other_language"
    assert decide(KNIFE, ranking(out_of_scope=0.9), english=False).intent == "emergency"


@pytest.mark.parametrize(
    ("intent", "level"),
    [
        ("emergency", Level.EMERGENCY),
        ("ask_red_flags", Level.INFO),
        ("ask_not_covered", Level.INFO),
        ("ask_help", Level.SMALLTALK),
        ("greet", Level.SMALLTALK),
        ("should_i_call", Level.CLARIFY),
        ("harmful_request", Level.OUT_OF_SCOPE),
    ],
)
def test_the_level_of_an_intent(intent: str, level: Level) -> None:
    assert level_of(intent) is level
