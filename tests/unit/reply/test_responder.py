"""Which reply an intent gets, in every situation."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from bot.guidance import Guidance
from bot.reply import CARDS, Reply, Responder, Situation, Texts, Turn, decode, encode, write
from bot.settings import DATA, ROOT
from bot.triage import Level, Reason, RedFlag, Verdict

TEXTS = Texts.load(DATA / "texts")
RESPONDER = Responder(TEXTS, Guidance.load(DATA / "guidance"), lambda: date(2026, 11, 21))
INTENTS = yaml.safe_load((ROOT / "domain.yml").read_text())["intents"]
SITUATIONS = [Situation(held, asked) for held in (False, True) for asked in (None, "danger", "police_reached")]
HELD = TEXTS["held_line"].message.text
CARD = TEXTS["emergency_card"].message


def verdict(intent: str) -> Verdict:
    return Verdict(Level(intent)) if intent in ("emergency", "crisis") else Verdict.nothing


def written(reply: Reply, situation: Situation) -> list[dict[str, object]]:
    turn = Turn("a", "0123456789abcdef", Verdict.nothing, sign=lambda intent: f"btn.{intent}")
    return write(TEXTS, reply, situation, turn)


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_gets_a_reply_in_every_situation(intent: str, situation: Situation) -> None:
    reply = RESPONDER.respond(intent, situation, verdict(intent))
    assert reply.messages
    assert all(message.text.strip() for message in reply.messages)
    assert reply.card == CARDS.get(reply.level)
    if reply.level in (Level.POLICE, Level.PLATFORM, Level.LAWFUL, Level.INFO) and intent != "ask_not_covered":
        assert reply.sources
    answer = written(reply, situation)
    assert sum("custom" in message for message in answer) == 1
    if situation.held and reply.held is not False:
        assert answer[0]["text"] == CARD.text or str(answer[0]["text"]).startswith(HELD)


@pytest.mark.parametrize("intent", sorted({*INTENTS} - {"police_have_it", "false_alarm"}))
def test_held_knows_no_small_talk(intent: str) -> None:
    reply = RESPONDER.respond(intent, Situation(held=True), verdict(intent))
    assert reply.level not in (Level.SMALLTALK, Level.OUT_OF_SCOPE)


def test_only_the_police_or_a_false_alarm_end_held() -> None:
    ends = {intent for intent in INTENTS if RESPONDER.respond(intent, Situation(True), verdict(intent)).held is False}
    assert ends == {"police_have_it", "false_alarm"}


@pytest.mark.parametrize("intent", ["affirm", "not_sure"])
def test_yes_and_not_sure_to_the_danger_question_are_the_card(intent: str) -> None:
    reply = RESPONDER.respond(intent, Situation(asked="danger"))
    assert (reply.messages[0], reply.level, reply.held) == (CARD, Level.EMERGENCY, True)


def test_someone_who_cannot_call_gets_the_card_with_those_lines_open() -> None:
    reply = RESPONDER.respond("cannot_call", Situation(held=True))
    assert reply.messages[0] == CARD
    assert reply.unfold == ("cannot_speak", "cannot_hear")


def test_a_card_says_what_its_flags_rest_on() -> None:
    assert [source["id"] for source in RESPONDER.danger(flags(RedFlag.WEAPONS)).sources] == ["npcc-red-flags-3"]
    assert RESPONDER.danger(flags(RedFlag.PRESENT_DANGER)).sources == ()


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("i am deaf there is a man banging on my door", ("cannot_hear",)),
        ("i cant speak hes in the house", ("cannot_speak",)),
        ("whispering, deaf in one ear", ("cannot_speak", "cannot_hear")),
        ("theres a man with a knife at my door", ()),
    ],
)
def test_lines_that_the_user_needs_stay_open(said: str, lines: tuple[str, ...]) -> None:
    assert RESPONDER.danger(flags(RedFlag.PRESENT_DANGER), said).unfold == lines


@pytest.mark.parametrize("level", ["police", "platform", "lawful"])
def test_nobody_is_led_to_evidence_while_held(level: str) -> None:
    ids = {source["id"] for source in RESPONDER.respond(level, Situation(held=True)).sources}
    free = {source["id"] for source in RESPONDER.respond(level, Situation()).sources}
    assert "keep-words" not in ids
    assert free - ids


def test_no_reason_is_guessed() -> None:
    ids = {source["id"] for source in RESPONDER.respond("police", Situation()).sources}
    assert not any(id.startswith("npcc-contact-police") for id in ids)


def flags(*names: RedFlag, rule: str = "x.y") -> Verdict:
    return Verdict(Level.EMERGENCY, names, (Reason(rule, "", 0, 0),))


@pytest.mark.parametrize("flag", [RedFlag.FIXATION_PLAN, RedFlag.WEAPONS, RedFlag.PERSONAL_INFO])
def test_a_flag_that_may_show_no_danger_says_why_999(flag: RedFlag) -> None:
    card, why = RESPONDER.danger(flags(flag)).messages
    assert card == CARD
    assert why.text.startswith("Why 999: this matches a 'red flag' (")
    assert "{" not in why.text


@pytest.mark.parametrize("flag", [RedFlag.IMMINENT_VIOLENCE, RedFlag.PRESENT_DANGER])
def test_a_danger_that_needs_no_reason_is_the_card_alone(flag: RedFlag) -> None:
    assert RESPONDER.danger(flags(flag, RedFlag.WEAPONS)).messages == (CARD,)
    assert RESPONDER.danger(Verdict(Level.EMERGENCY)).messages == (CARD,)


def test_suicide_under_way_adds_the_crisis_text() -> None:
    messages = RESPONDER.danger(flags(RedFlag.PRESENT_DANGER, rule="crisis.under_way")).messages
    assert messages == (CARD, TEXTS["crisis"].message)


def test_a_user_who_may_hurt_someone_is_told_that_nobody_reads_this() -> None:
    messages = RESPONDER.danger(flags(RedFlag.PRESENT_DANGER, rule="user_violence.done")).messages
    assert messages == (CARD, TEXTS["hurting_someone"].message)


def test_only_the_reasons_that_matched_are_given() -> None:
    slur = Verdict(Level.POLICE, (), (Reason("police.slur", "", 0, 4),))
    ids = {source["id"] for source in RESPONDER.respond("police", Situation(), slur).sources}
    assert "npcc-contact-police-3" in ids
    assert not ids & {"npcc-contact-police-1", "npcc-contact-police-2", "npcc-contact-police-4"}


def test_a_date_that_has_passed_hides_nothing() -> None:
    late = Responder(TEXTS, Guidance.load(DATA / "guidance"), lambda: date(2035, 1, 1))
    for intent in INTENTS:
        now = RESPONDER.respond(intent, Situation(), verdict(intent))
        then = late.respond(intent, Situation(), verdict(intent))
        said = [line for line in now.messages[0].text.splitlines() if not line.startswith("We have not been able")]
        assert not set(said) - set(then.messages[0].text.splitlines())
        assert then.sources == now.sources
    assert "We last checked this number on" in late.respond("ask_support_organisations", Situation()).messages[0].text


@pytest.mark.parametrize("intent", INTENTS)
def test_a_reply_survives_its_way_through_rasa(intent: str) -> None:
    reply = RESPONDER.respond(intent, Situation(), verdict(intent))
    said = [
        {"text": each["text"], "buttons": each.get("buttons", []), "custom": each.get("json_message", {})}
        for each in encode(reply)
    ]
    assert decode(said) == reply


@pytest.mark.parametrize(
    "said", [[], [{"text": "hello"}], [{"custom": {"other": 1}}], [{"text": None, "custom": None}]]
)
def test_what_is_not_one_of_our_replies_is_none(said: list[dict[str, object]]) -> None:
    assert decode(said) is None


def test_a_channel_that_forgot_learns_again_that_the_conversation_is_held() -> None:
    reply = RESPONDER.respond("ask_red_flags", Situation(held=True)).known(Situation(held=True))
    answer = written(reply, Situation())
    assert str(answer[0]["text"]).startswith(HELD)
    assert reply.after(Situation()).held
