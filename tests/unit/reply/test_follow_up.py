"""An answer in portions, and messages that ask on about it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from bot.guidance import Guidance, Local, as_text
from bot.reply import Reply, Responder, Said, Situation, Texts, Told, decode, encode
from bot.settings import DATA
from bot.triage import Level, Reason, RedFlag, Verdict

TEXTS = Texts.load(DATA / "texts")
GUIDANCE = Guidance.load(DATA / "guidance")
TODAY = date(2026, 11, 21)
RESPONDER = Responder(TEXTS, GUIDANCE, lambda: TODAY)
CLOSING = GUIDANCE.statement("labour-others").text
LISTS = {"red_flags", "shield", "shield_evidence", "keep_record"}
AGE = "We have not been able to check this number"
"""A note on the age of a number is said in full, however many words it adds."""

GUESS = "should_i_call"
"""What the classifier may take a short follow-up for: it must not matter."""


class Talk:
    """A conversation with the responder alone."""

    def __init__(self, situation: Situation | None = None) -> None:
        self.situation = situation or Situation()

    def say(self, said: str, intent: str = GUESS, verdict: Verdict = Verdict.nothing) -> Reply:
        reply = RESPONDER.respond(intent, self.situation, verdict, Said(said))
        self.situation = reply.after(self.situation)
        return reply


def titles(reply: Reply) -> list[str]:
    return [button.title for button in reply.messages[-1].buttons]


def ids(reply: Reply) -> list[str]:
    return [source["id"] for source in reply.sources]


@pytest.mark.parametrize("topic", GUIDANCE.titles)
def test_an_answer_fits_a_phone_and_more_tells_all_of_it(topic: str) -> None:
    talk, said, replies = Talk(), list[str](), 0
    reply = talk.say("", f"ask_{topic}")
    while True:
        replies += 1
        statements = [GUIDANCE.statement(id) for id in ids(reply) if id != "labour-others"]
        words = " ".join(line for line in as_text(statements, TODAY).splitlines() if not line.startswith(AGE)).split()
        assert len(statements) == 1 or (topic in LISTS and replies == 1) or len(words) <= 90
        said += ids(reply)
        if titles(reply) != ["More"]:
            break
        assert reply.messages[-1].text.endswith(TEXTS["more"].message.text)
        reply = talk.say("", "more")
    assert set(said) == {statement.id for statement in GUIDANCE.topic(topic)}
    assert talk.say("", "more").messages == (TEXTS["nothing_more"].message,)


def test_all_red_flags_and_all_steps_are_said_at_once() -> None:
    flags = Talk().say("", "ask_red_flags")
    assert {f"npcc-red-flags-{number}" for number in range(1, 5)} <= set(ids(flags))
    steps = Talk().say("", "ask_shield").messages[0].text
    for step in ("Safeguard", "Help", "Inform", "Evidence", "Let people know", "Decide"):
        assert f"{step}:" in steps


def test_evidence_is_explained_in_the_first_portion() -> None:
    assert "record-how" in ids(Talk().say("", "ask_keep_record"))
    assert "lga-shield-evidence" in ids(Talk().say("", "ask_shield_evidence"))


def test_a_recommendation_and_what_is_asked_on_about_it() -> None:
    talk = Talk()
    reply = talk.say("what is recommendation 7", "ask_cspl_recommendation")
    assert ids(reply)[0] == "recommendation-7-asks"
    assert "Labour" not in reply.messages[0].text
    reply = talk.say("what did Labour say?")
    assert ids(reply)[0] == "recommendation-7-labour"
    assert reply.topic == "labour_response"
    assert CLOSING in reply.messages[0].text
    assert ids(talk.say("and 24?"))[0] == "recommendation-24-labour"
    assert ids(talk.say("who was responsible for that one?"))[0] == "recommendation-24-responsible"
    assert talk.say("thanks", "thank").level is Level.SMALLTALK
    assert ids(talk.say("what did government say?"))[0] == "recommendation-24-government"
    assert talk.situation.told is not None
    assert talk.situation.told.recommendation == 24


def test_labour_answers_end_with_what_is_not_known_of_others() -> None:
    talk = Talk()
    reply = talk.say("", "ask_labour_response")
    while titles(reply):
        assert reply.messages[0].text.splitlines()[-2:] == [CLOSING, TEXTS["more"].message.text]
        assert "labour-others" in ids(reply)
        reply = talk.say("go on")
    assert reply.messages[0].text.endswith(CLOSING)
    assert CLOSING not in Talk().say("", "ask_government_response").messages[0].text


def test_hidden_positions_are_answered_with_a_link() -> None:
    hidden = Guidance.load(DATA / "guidance", Local(hide_positions=True, party_responses="https://a.example/"))
    reply = Responder(TEXTS, hidden, lambda: TODAY).respond("ask_labour_response", Situation())
    assert "https://a.example/" in reply.messages[0].text
    assert "2018 response" not in reply.messages[0].text
    assert not titles(reply)


def test_a_topic_leads_to_the_recommendation_on_it() -> None:
    talk = Talk()
    talk.say("", "ask_home_address")
    assert ids(talk.say("what did the government say?"))[0] == "recommendation-8-government"


def test_which_one_is_asked_where_several_were_told() -> None:
    talk = Talk()
    talk.say("recommendations 12 to 14", "ask_cspl_recommendation")
    assert ids(talk.say("who was responsible for that one?")) == ["cspl-how-to-ask"]
    assert ids(talk.say("and 13"))[0] == "recommendation-13-asks"


def test_the_source_is_named() -> None:
    talk = Talk()
    first = talk.say("", "ask_red_flags")
    reply = talk.say("source?")
    assert reply.level is Level.INFO
    assert reply.topic == "red_flags"
    assert ids(reply) == ids(first)
    assert "#DebateNotHate" in reply.messages[0].text
    assert "(November 2019)" in reply.messages[0].text
    assert ids(talk.say("where is that from")) == ids(first)


def test_what_has_changed_is_said_present_first_with_its_address() -> None:
    talk = Talk()
    talk.say("recommendation 7", "ask_cspl_recommendation")
    reply = talk.say("is that still current?")
    assert reply.messages[0].text.startswith("Now (March 2025, reported): The Online Safety Act 2023")
    assert "https://" in reply.messages[0].text
    assert reply.sources


def test_no_known_change_is_no_promise() -> None:
    talk = Talk()
    talk.say("", "ask_domestic_abuse")
    reply = talk.say("is that still current?")
    assert reply.messages[0].text.startswith(TEXTS["no_change"].message.text)
    assert reply.sources


@pytest.mark.parametrize("said", ["more", "tell me more", "and 24?", "what did Labour say?", "source?"])
def test_nothing_is_asked_on_about_while_held_or_while_we_ask(said: str) -> None:
    told = Told("cspl_recommendation", ("cspl-33",), ("cspl-how-to-ask",), 7)
    held = Talk(Situation(True, None, told)).say(said, "more")
    assert held.messages == (TEXTS["held_question"].message,)
    asked = Talk(Situation(False, "danger", told)).say(said)
    assert asked.messages == (TEXTS["danger_question"].message,)


def test_an_answer_while_held_has_no_more_button() -> None:
    reply = Talk(Situation(held=True)).say("", "ask_offences")
    assert not titles(reply)
    assert reply.told is not None
    assert reply.told.left == ()


def test_what_the_rules_found_comes_first() -> None:
    talk = Talk()
    talk.say("recommendation 7", "ask_cspl_recommendation")
    found = Verdict(Level.POLICE, (), (Reason("police.slur", "", 0, 4),))
    assert talk.say("source?", "police", found).level is Level.POLICE
    danger = Verdict(Level.EMERGENCY, (RedFlag.WEAPONS,), (Reason("weapons.access", "", 0, 0),))
    assert talk.say("source?", "emergency", danger).card == "emergency"


def test_another_subject_ends_it() -> None:
    talk = Talk()
    talk.say("recommendation 7", "ask_cspl_recommendation")
    assert talk.say("my posters were torn down", "police").level is Level.POLICE
    assert talk.situation.told is None


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_not_covered", "ask_offences"])
def test_a_recommendation_named_by_number_is_found_whatever_it_was_taken_for(intent: str) -> None:
    assert ids(Talk().say("whats recommendation 12 then", intent))[0] == "recommendation-12-asks"


def test_a_situation_survives_json() -> None:
    talk = Talk()
    reply = talk.say("recommendation 7", "ask_cspl_recommendation")
    fields: dict[str, Any] = asdict(talk.situation)
    fields["told"] = {**fields["told"], "said": list(fields["told"]["said"]), "left": list(fields["told"]["left"])}
    assert Situation.read(fields) == talk.situation
    assert Situation.read(asdict(Situation())) == Situation()
    said = encode(reply)[0]
    assert decode([{"text": said["text"], "buttons": said["buttons"], "custom": said["json_message"]}]) == reply


def test_a_base_that_has_moved_on_forgets_what_it_no_longer_has() -> None:
    talk = Talk()
    talk.say("", "ask_offences")
    assert talk.situation.told is not None
    talk.situation = replace(talk.situation, told=replace(talk.situation.told, left=("gone",)))
    assert talk.say("more").messages == (TEXTS["nothing_more"].message,)
