"""``make serve`` with ``models/`` empty, with a broken model, and with the model taken away while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from bot.rasa.fingerprint import model_path
from tests.system.server import ROOT, Chat, Server

RED_FLAG = "hes outside my house again and this time hes got something in his hand"
NO_VERDICT = "I cannot read messages properly at the moment."
SIGNS = ("violence is threatened", "set on a plan", "has a weapon", "private information")


@pytest.fixture
def bare(bare_server: Server) -> Chat:
    return Chat(bare_server)


def test_the_card_comes_within_a_second(bare: Chat) -> None:
    reply = bare.say(RED_FLAG)
    assert reply.is_card
    assert bare.seconds < 1.0
    assert "present_danger" in reply.custom["triage"]["red_flags"]


@pytest.mark.parametrize(
    "text", ["hello", "what is the SHIELD thing?", "asdf qwer", "my posters were torn down last night"]
)
def test_every_other_reply_begins_by_saying_so(bare: Chat, text: str) -> None:
    reply = bare.say(text)
    assert reply.text.startswith(NO_VERDICT)
    assert all(sign in reply.text for sign in SIGNS)
    assert [button["title"] for button in reply.messages[0]["buttons"]] == [
        "Someone is in danger",
        "Police, not urgent",
        "Something else",
    ]


def test_its_buttons_and_short_answers_work(bare: Chat) -> None:
    reply = bare.say("hello")
    police = bare.press(reply, "Police, not urgent")
    assert police.text.startswith(NO_VERDICT)
    assert "101" in police.text
    assert police.custom["sources"]
    assert bare.press(police, "Something else").text.startswith(NO_VERDICT)
    assert bare.say("yes").is_card


def test_held_works_without_a_model_too(bare: Chat) -> None:
    assert bare.say(RED_FLAG).is_card
    assert bare.say("ok").text.startswith("If it is not over, call 999.")
    assert bare.say("I can't call").is_card
    released = bare.say("the police are here")
    assert "incident number" in released.text
    assert not bare.say("hello").text.startswith("If it is not over")


def test_a_pressed_question_needs_no_model(bare: Chat) -> None:
    reply = bare.say("What are the red flags?")
    assert reply.text.startswith(NO_VERDICT)
    assert "fixated ideas" in reply.text


def test_it_says_that_it_is_not_ready_and_why(bare_server: Server) -> None:
    response = requests.get(f"{bare_server.address}/health/ready", timeout=5)
    assert (response.status_code, response.json()) == (503, {"ready": False, "model": "missing"})


def test_a_corrupt_model_is_as_good_as_none(logs: Path, tmp_path: Path) -> None:
    model_path(tmp_path, ROOT).write_bytes(b"this is no model")
    server = Server.start(["-m", "bot.rasa", "serve"], logs, MODELS=str(tmp_path))
    try:
        chat = Chat(server)
        assert chat.say(RED_FLAG).is_card
        assert chat.seconds < 1.0
        assert chat.say("thanks").text.startswith("If it is not over, call 999.")
        assert Chat(server).say("hello").text.startswith(NO_VERDICT)
    finally:
        assert server.stop() == 0


def test_the_model_may_be_taken_away_while_it_runs(logs: Path, tmp_path: Path) -> None:
    copy = model_path(tmp_path, ROOT)
    copy.write_bytes(model_path(ROOT / "models", ROOT).read_bytes())
    server = Server.start(["-m", "bot.rasa", "serve"], logs, MODELS=str(tmp_path))
    try:
        copy.unlink()
        chat = Chat(server)
        assert chat.say("what are the red flags?").custom["topic"] == "red_flags"
        assert chat.say(RED_FLAG).is_card
        assert chat.seconds < 1.0
    finally:
        assert server.stop() == 0
