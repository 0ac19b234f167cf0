"""Questions that no intent foresaw."""

from __future__ import annotations

from datetime import date

import pytest

from bot.guidance import Guidance, Near
from bot.reply import Reply, Responder, Said, Situation, Texts
from bot.reply.nearest import AHEAD, ALONE, SURE, UNSURE_INTENT, WORTH_ASKING
from bot.settings import DATA
from bot.triage import Level, Reason, Verdict
from bot.triage.decide import UNSURE_BELOW

TEXTS = Texts.load(DATA / "texts")
GUIDANCE = Guidance.load(DATA / "guidance")
RESPONDER = Responder(TEXTS, GUIDANCE, lambda: date(2026, 11, 21))
CHARTER = Near("government_response", "body-digital-charter", SURE)
OFFER = TEXTS["one_of_these"].message.text


def reply(intent: str, *near: Near, confidence: float = 0.9, situation: Situation | None = None) -> Reply:
    return RESPONDER.respond(intent, situation or Situation(), said=Said("x", near, confidence))


def offered(given: Reply) -> list[str]:
    return [button.intent for button in given.messages[0].buttons]


@pytest.mark.parametrize("intent", ["ask_not_covered", "out_of_scope"])
def test_a_statement_that_is_near_enough_is_the_answer(intent: str) -> None:
    given = reply(intent, CHARTER)
    assert given.level is Level.INFO
    assert given.topic == "government_response"
    assert given.sources[0]["id"] == "body-digital-charter"


def test_less_near_topics_are_offered_unless_it_is_out_of_scope() -> None:
    near = (
        Near("digital_imprints", "imprint-needed", WORTH_ASKING + 0.1),
        Near("home_address", "address-withhold", WORTH_ASKING),
        Near("offences", "lga-offences-1", WORTH_ASKING - 0.01),
    )
    assert reply("out_of_scope", *near).messages == (TEXTS["out_of_scope"].message,)
    given = reply("ask_not_covered", *near)
    assert given.messages[0].text == OFFER
    assert offered(given) == ["ask_digital_imprints", "ask_home_address"]
    assert [button.title for button in given.messages[0].buttons] == ["Digital imprints", "Your home address"]
    assert given.level is Level.CLARIFY
    assert given.asks is None


def test_a_statement_that_stands_alone_is_the_answer_too() -> None:
    plait = Near("parliamentary_security_team", "body-plait", ALONE)
    ahead = reply("out_of_scope", plait, Near("offences", "lga-offences-1", ALONE - AHEAD - 0.01))
    assert ahead.sources[0]["id"] == "body-plait"
    close = reply("out_of_scope", plait, Near("offences", "lga-offences-1", ALONE - AHEAD + 0.01))
    assert close.messages == (TEXTS["out_of_scope"].message,)
    assert reply("out_of_scope", plait).messages == (TEXTS["out_of_scope"].message,)


def test_nothing_near_is_said_plainly() -> None:
    far = Near("offences", "lga-offences-1", WORTH_ASKING - 0.01)
    assert reply("out_of_scope", far).messages == (TEXTS["out_of_scope"].message,)
    assert reply("ask_not_covered", far).messages == (TEXTS["not_covered"].message,)
    assert reply("ask_not_covered").messages == (TEXTS["not_covered"].message,)


def test_an_unsure_intent_is_one_of_those_offered() -> None:
    near = (Near("digital_imprints", "imprint-needed", WORTH_ASKING), Near("offences", "lga-offences-1", WORTH_ASKING))
    given = reply("ask_home_address", *near, confidence=UNSURE_INTENT - 0.01)
    assert offered(given) == ["ask_home_address", "ask_digital_imprints", "ask_offences"]
    assert reply("ask_home_address", *near, confidence=UNSURE_INTENT).topic == "home_address"
    agreed = reply("ask_digital_imprints", *near, confidence=UNSURE_INTENT - 0.01)
    assert agreed.topic == "digital_imprints"


def test_a_mere_guess_at_a_topic_is_never_the_answer() -> None:
    guess = UNSURE_BELOW - 0.01
    assert reply("ask_home_address", confidence=guess).messages == (TEXTS["danger_question"].message,)
    assert reply("ask_home_address", CHARTER, confidence=guess).topic == "government_response"
    near = Near("digital_imprints", "imprint-needed", WORTH_ASKING)
    assert offered(reply("ask_home_address", near, confidence=guess)) == ["ask_home_address", "ask_digital_imprints"]


@pytest.mark.parametrize("intent", ["police", "should_i_call", "harmful_request", "thank", "other_language"])
def test_nothing_else_is_looked_for(intent: str) -> None:
    given = reply(intent, CHARTER, confidence=0.1)
    assert "body-digital-charter" not in [source["id"] for source in given.sources]
    assert given.messages[0].text != OFFER


def test_not_while_held() -> None:
    given = reply("out_of_scope", CHARTER, situation=Situation(held=True))
    assert given.messages == (TEXTS["held_question"].message,)


def test_not_where_the_rules_found_an_incident() -> None:
    found = Verdict(Level.POLICE, (), (Reason("police.slur", "", 0, 4),))
    given = RESPONDER.respond("police", Situation(), found, Said("x", (CHARTER,), 0.1))
    assert given.level is Level.POLICE


@pytest.mark.parametrize(
    ("topic", "statement", "first"),
    [
        ("keep_record", "record-how", "own-evidence-danger"),
        ("block_mute", "x-block", "platform-police-first"),
        ("red_flags", "npcc-red-flags-3", "npcc-red-flags"),
        ("cspl_recommendation", "recommendation-26-asks", "recommendation-26-asks"),
    ],
)
def test_what_must_come_first_does(topic: str, statement: str, first: str) -> None:
    given = reply("ask_not_covered", Near(topic, statement, SURE))
    assert given.sources[0]["id"] == first


def test_a_statement_that_the_base_no_longer_has_is_not_told() -> None:
    given = reply("ask_not_covered", Near("offences", "gone", SURE))
    assert offered(given) == ["ask_offences"]
