"""P4: what the rules find lowers the bar, only near certainty overrules it, and doubt asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.triage import Level, Reason, RedFlag, Verdict, decide
from bot.triage.decide import (
    ASK_AT,
    BAR,
    BAR_WITH_RULES,
    CRISIS_AT,
    DOUBTED_BELOW,
    SHORT,
    SURE_OF_QUESTION,
    SURE_OF_RELEASE,
    Clues,
    level_of,
)

KNIFE = Verdict(Level.EMERGENCY, (RedFlag.WEAPONS,), (Reason("weapons.access", "knife", 0, 5),))
POLICE = Verdict(Level.POLICE, (), (Reason("police.abuse", "words", 0, 5),))


def ranking(**chances: float) -> list[tuple[str, float]]:
    rest = 1.0 - sum(chances.values())
    return sorted({"thank": rest, **chances}.items(), key=lambda entry: -entry[1])


def test_what_the_rules_find_lowers_the_bar() -> None:
    assert BAR_WITH_RULES.card < BAR.card
    assert BAR_WITH_RULES.ask < BAR.ask
    decision = decide(KNIFE, ranking(emergency=BAR_WITH_RULES.card))
    assert (decision.intent, decision.verdict, decision.overruled) == ("emergency", KNIFE, False)


def test_doubt_about_what_the_rules_found_asks() -> None:
    decision = decide(KNIFE, ranking(emergency=BAR_WITH_RULES.card - 0.001))
    assert (decision.intent, decision.verdict.level, decision.overruled) == ("should_i_call", Level.CLARIFY, True)
    decision = decide(KNIFE, ranking(crisis=BAR_WITH_RULES.ask, lawful=0.9))
    assert (decision.intent, decision.overruled) == ("should_i_call", True)


def test_only_near_certainty_overrules_the_rules() -> None:
    decision = decide(KNIFE, ranking(emergency=BAR_WITH_RULES.ask - 0.001, lawful=0.95))
    assert (decision.intent, decision.verdict.level, decision.overruled) == ("lawful", Level.LAWFUL, True)


def test_the_rules_are_not_overruled_in_a_language_that_the_classifier_cannot_read() -> None:
    decision = decide(KNIFE, ranking(lawful=0.99), english=False)
    assert (decision.intent, decision.verdict, decision.overruled) == ("emergency", KNIFE, False)


def test_the_rules_are_not_overruled_on_a_few_words_nor_beside_a_crisis() -> None:
    assert decide(KNIFE, ranking(out_of_scope=0.99), words=SHORT).intent == "emergency"
    assert decide(KNIFE, ranking(out_of_scope=0.99), words=SHORT + 1).intent == "out_of_scope"
    beside = replace(KNIFE, reasons=(*KNIFE.reasons, Reason("crisis.wish_to_die", "die", 0, 3)))
    assert decide(beside, ranking(out_of_scope=0.99)).intent == "emergency"


def test_the_classifier_alone_may_see_an_emergency() -> None:
    decision = decide(Verdict.nothing, ranking(emergency=BAR.card))
    assert (decision.intent, decision.verdict.level) == ("emergency", Level.EMERGENCY)


def test_the_classifier_names_the_nearest_red_flag_and_its_words() -> None:
    flags = dict.fromkeys(RedFlag, 0.1) | {RedFlag.WEAPONS: 0.7}
    verdict = decide(Verdict.nothing, ranking(emergency=0.9), clues=Clues(flags, ((3, 10, "cabinet"),))).verdict
    assert verdict.red_flags == (RedFlag.WEAPONS,)
    assert verdict.reasons == (Reason("classifier.weapons", "cabinet", 3, 10),)


def test_a_flag_that_the_classifier_only_guesses_is_a_reason_but_not_shown() -> None:
    flags = dict.fromkeys(RedFlag, 0.1) | {RedFlag.PERSONAL_INFO: 0.3}
    verdict = decide(Verdict.nothing, ranking(emergency=0.9), clues=Clues(flags)).verdict
    assert verdict.red_flags == ()
    assert verdict.reasons == (Reason("classifier.personal_info", "", 0, 0),)


def test_an_emergency_that_may_be_a_crisis_says_both() -> None:
    rules = [reason.rule for reason in decide(KNIFE, ranking(emergency=0.5, crisis=CRISIS_AT)).verdict.reasons]
    assert rules == ["weapons.access", "crisis.likely"]


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


@pytest.mark.parametrize("best", ["lawful", "platform", "thank", "out_of_scope"])
def test_only_near_certainty_lowers_what_the_rules_found_for_the_police(best: str) -> None:
    assert decide(POLICE, ranking(**{best: 0.85, "police": DOUBTED_BELOW})).intent == "police"
    assert decide(POLICE, ranking(**{best: 0.95, "police": DOUBTED_BELOW - 0.06})).intent == best


def test_a_crisis_is_not_asked_about_where_the_rules_saw_an_emergency() -> None:
    decision = decide(KNIFE, ranking(crisis=0.9))
    assert (decision.intent, decision.overruled) == ("crisis", True)


def test_the_classifier_may_raise_what_the_rules_found() -> None:
    assert decide(Verdict(Level.LAWFUL), ranking(police=0.9)).intent == "police"


def test_a_question_stays_a_question_when_the_classifier_is_sure() -> None:
    assert decide(POLICE, ranking(ask_offences=0.9)).intent == "ask_offences"
    assert decide(POLICE, ranking(ask_offences=SURE_OF_QUESTION - 0.01, police=0.3)).intent == "police"
    assert decide(POLICE, ranking(harmful_request=0.9)).intent == "harmful_request"


def test_incidents_count_together() -> None:
    chances = {"police": 0.25, "platform": 0.2, "lawful": 0.15, "thank": 0.4}
    assert decide(Verdict.nothing, ranking(**chances)).intent == "police"


def test_a_guess_asks() -> None:
    chances = {
        f"{kind}_{number}": 0.05 for number in range(10) for kind in ("ask", "other") if (kind, number) != ("ask", 9)
    }
    assert decide(Verdict.nothing, ranking(**chances)).intent == "should_i_call"


def test_a_question_that_fits_no_topic_stays_one_for_what_is_nearest() -> None:
    questions = {f"ask_{number}": 0.05 for number in range(19)}
    decision = decide(Verdict.nothing, ranking(**questions))
    assert (decision.intent[:4], decision.confidence, decision.verdict) == ("ask_", 0.05, Verdict(Level.INFO))
    assert decide(POLICE, ranking(**questions)).intent == decision.intent
    doubtful = ranking(**{f"ask_{number}": 0.05 for number in range(16)}, emergency=ASK_AT)
    assert decide(Verdict.nothing, doubtful).intent == "should_i_call"


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
