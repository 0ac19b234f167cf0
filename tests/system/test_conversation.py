"""The whole way of a message through the real server: contract, buttons, held, erasure."""

from __future__ import annotations

import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from bot.rasa.buttons import ButtonSigner
from tests.system.server import CARD, Chat, Reply, Server

KNIFE = "there's a man with a knife at my door"
HELD = "If it is not over, call 999."


def test_the_curl_of_the_readme(server: Server) -> None:
    chat = Chat(server, sender="councillor-1")
    reply = chat.say("hes outside my house again and this time hes got something in his hand")
    assert reply.is_card
    assert chat.seconds < 1.0
    assert reply.messages[0]["text"] == CARD


def test_the_four_red_flags_with_their_source(chat: Chat) -> None:
    reply = chat.say("what are the red flags?")
    assert (reply.level, reply.custom["topic"], reply.custom["card"]) == ("info", "red_flags", None)
    for word in ("imminent violence", "fixated ideas", "access to weapons", "personal information"):
        assert word in reply.text
    sources = {source["id"]: source for source in reply.custom["sources"]}
    for number in range(1, 5):
        source = sources[f"npcc-red-flags-{number}"]
        assert (source["document"], source["publisher"]) == ("004_6834c671b3bd111d.txt", "NPCC")
        assert source["as_of"] == "2019-11-15"


def test_the_other_levels_carry_their_card_and_sources(chat: Chat) -> None:
    police = chat.say("someone tore down my posters last night and smashed my office window")
    assert (police.level, police.custom["card"]) == ("police", "urgent")
    assert police.custom["sources"]
    assert "101" in police.text
    assert "999" in police.text


def test_crisis_gets_the_text_alone_and_nothing_is_asked(chat: Chat) -> None:
    reply = chat.say("I don't want to be alive any more")
    assert (reply.level, reply.custom["card"], len(reply.messages)) == ("crisis", "urgent", 1)
    assert "116 123" in reply.text
    assert "?" not in reply.text.replace("Worried about someone else: ", "")
    assert "buttons" not in reply.messages[0]


def test_suicide_under_way_gets_the_card_and_the_crisis_text(chat: Chat) -> None:
    reply = chat.say("my agent has taken a load of pills and she isn't waking up")
    assert reply.is_card
    assert "116 123" in reply.text


def test_not_sure_gives_the_card(chat: Chat) -> None:
    for title in ("Yes", "Not sure"):
        again = Chat(chat.server)
        question = again.say("should I call the police?")
        assert "Is anyone hurt, in danger, or is the person there or on the way?" in question.text
        assert question.level == "clarify"
        assert again.press(question, title).is_card


@pytest.mark.parametrize(
    "answer", ["yes", "YES", "yesss", "aye", "not sure", "dunno", "idk", "maybe", "help", "I don't think so"]
)
def test_typed_answers_to_the_danger_question(chat: Chat, answer: str) -> None:
    chat.say("should I call the police?")
    assert chat.say(answer).is_card


@pytest.mark.parametrize("answer", ["no", "nope", "nah"])
def test_no_danger_asks_what_happened(chat: Chat, answer: str) -> None:
    chat.say("should I call the police?")
    reply = chat.say(answer)
    assert not reply.is_card
    assert "Tell me what happened" in reply.text
    assert "101" in reply.text


def test_after_the_card_the_conversation_is_held(chat: Chat) -> None:
    assert chat.say(KNIFE).is_card
    for text in ("thanks", "hello", "ok", "he's gone", "what's the weather", "asdfgh", "i got a horrible message"):
        reply = chat.say(text)
        assert reply.text.startswith(HELD), text
        assert not reply.is_card
        assert "You're welcome" not in reply.text
    question = chat.say("what are the red flags?")
    assert question.text.startswith(HELD)
    assert question.custom["topic"] == "red_flags"


def test_a_new_red_flag_shows_the_card_again(chat: Chat) -> None:
    chat.say(KNIFE)
    chat.say("ok")
    assert chat.say("now there is smoke coming from under the door, the house is on fire").is_card


def test_held_asks_whether_the_police_have_been_reached(chat: Chat) -> None:
    chat.say(KNIFE)
    reply = chat.say("he's gone")
    assert "I am still here." in reply.text
    assert "Have you reached the police?" in reply.text
    assert chat.press(reply, "Not yet").text.startswith(HELD)
    assert chat.press(reply, "I can't call").is_card
    released = chat.press(reply, "Yes")
    assert not released.text.startswith(HELD)
    assert not chat.say("thank you").text.startswith(HELD)


@pytest.mark.parametrize("text", ["the police are here now", "false alarm, it was only my neighbour"])
def test_what_the_user_types_releases_too(chat: Chat, text: str) -> None:
    chat.say(KNIFE)
    reply = chat.say(text)
    assert not reply.text.startswith(HELD)
    assert "safe" not in reply.text
    assert "over" not in reply.text


@pytest.mark.parametrize("answer", ["help", "he is", "ok", "maybe", "not yet", "no"])
def test_only_a_clear_yes_ends_held(chat: Chat, answer: str) -> None:
    chat.say(KNIFE)
    chat.say("ok")
    assert chat.say(answer).text.startswith((HELD, "Call 999 now."))


def test_a_button_works_only_for_whom_it_was_made(chat: Chat) -> None:
    reply = chat.say("should I call the police?")
    token = reply.button("Yes")
    assert chat.say(token).is_card
    other = Chat(chat.server)
    assert not other.say(token).is_card
    assert not other.say(token[:-2] + "xx").is_card
    assert not other.say(ButtonSigner("another key").sign(other.sender, "in_danger")).is_card
    assert other.say(ButtonSigner("system-tests").sign(other.sender, "in_danger")).is_card


def test_a_typed_intent_name_is_only_text(chat: Chat) -> None:
    assert not chat.say("/in_danger").is_card
    assert not chat.say("in_danger").is_card


def test_the_same_message_id_is_answered_once(chat: Chat) -> None:
    first = chat.say("what are the red flags?", message_id="m-1")
    again = chat.say("what are the red flags?", message_id="m-1")
    assert again.messages == first.messages
    events = requests.get(f"{chat.server.address}/kept/{chat.sender}", timeout=5).json()["events"]
    chat.say("what are the red flags?", message_id="m-1")
    assert requests.get(f"{chat.server.address}/kept/{chat.sender}", timeout=5).json()["events"] == events
    assert chat.say("what are the red flags?", message_id="m-2").custom["turn"] != first.custom["turn"]


def test_the_same_message_id_at_the_same_time_is_one_turn(chat: Chat) -> None:
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: chat.say("what are the red flags?", message_id="m"), range(4)))
    assert len({reply.custom["turn"] for reply in replies}) == 1


def test_a_plain_reply_says_how_long_it_is(chat: Chat) -> None:
    response = chat.post({"sender": chat.sender, "message": "hello"})
    assert int(response.headers["content-length"]) == len(response.content)
    assert response.headers["content-type"] == "application/json"


def test_the_same_message_id_with_other_words_is_another_message(chat: Chat) -> None:
    chat.say("hello", message_id="1")
    assert chat.say(KNIFE, message_id="1").is_card


def test_a_burst_does_not_leave_two_minds(chat: Chat) -> None:
    assert chat.say(KNIFE).is_card
    chat.say("ok")
    with ThreadPoolExecutor(8) as pool:
        texts = ["ok"] * 7 + ["the police are here"]
        list(pool.map(lambda text: Chat(chat.server, sender=chat.sender).say(text), texts))
    for text in ("hello", "thanks"):
        reply = chat.say(text)
        if reply.text.startswith(HELD):
            assert "Have you reached the police?" in reply.text
    released = chat.say("the police have it")
    assert not released.text.startswith(HELD)
    assert chat.say("thanks").text.startswith("You're welcome")


def test_a_client_that_hangs_up_loses_nothing(chat: Chat) -> None:
    body = json.dumps({"sender": chat.sender, "message": KNIFE}).encode()
    host, port = chat.server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        connection.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    time.sleep(0.5)
    reply = chat.say("ok")
    assert reply.text.startswith(HELD)
    assert "Have you reached the police?" in reply.text


def test_a_button_that_is_too_old_asks_about_danger(chat: Chat) -> None:
    reply = chat.say(ButtonSigner("the key before the restart").sign(chat.sender, "in_danger"))
    assert "Is anyone hurt, in danger" in reply.text


def test_offsets_are_right_when_the_text_begins_with_a_blank_or_a_slash(chat: Chat) -> None:
    for begin in ("   ", "\n\n", "/", " / "):
        text = f"{begin}he keeps emailing me every day"
        reasons = Chat(chat.server).say(text).custom["triage"]["reasons"]
        assert reasons
        assert len({reason["rule"] for reason in reasons}) == len(reasons)
        assert all(text[reason["start"] : reason["end"]] == reason["text"] for reason in reasons)


def test_a_stream_keeps_the_same_promises(chat: Chat) -> None:
    for text, card in ((KNIFE, True), ("what are the red flags?", False)):
        response = requests.post(
            f"{chat.server.address}/webhooks/rest/webhook?stream=true",
            json={"sender": Chat(chat.server).sender, "message": text},
            timeout=10,
        )
        assert response.headers["content-type"].startswith("application/x-ndjson")
        reply = Reply([json.loads(line) for line in response.text.splitlines()])
        assert reply.is_card is card


def test_a_conversation_id_is_random_and_usable(server: Server) -> None:
    response = requests.post(f"{server.address}/conversations", timeout=5)
    assert response.status_code == 201
    sender = response.json()["sender"]
    assert re.fullmatch(r"[A-Za-z0-9._~-]{32,128}", sender)
    assert requests.post(f"{server.address}/conversations", timeout=5).json()["sender"] != sender
    assert Chat(server, sender=sender).say("hello").level == "smalltalk"


def test_an_erased_conversation_is_gone(chat: Chat) -> None:
    chat.say(KNIFE)
    chat.say("what are the red flags?")
    kept = f"{chat.server.address}/kept/{chat.sender}"
    assert requests.get(kept, timeout=5).json()["events"] > 0
    assert requests.delete(f"{chat.server.address}/conversations/{chat.sender}", timeout=10).status_code == 204
    assert requests.get(kept, timeout=5).json()["events"] == 0
    assert not chat.say("hello").text.startswith(HELD)
    assert requests.delete(f"{chat.server.address}/conversations/never-used", timeout=10).status_code == 204


def test_it_is_ready_with_a_model(server: Server) -> None:
    response = requests.get(f"{server.address}/health/ready", timeout=5)
    assert (response.status_code, response.json()) == (200, {"ready": True, "model": "ready"})
    assert requests.get(f"{server.address}/health/live", timeout=5).json() == {"status": "alive"}


def test_another_language_is_asked_about_danger_never_turned_away(chat: Chat) -> None:
    for text in ("Mam pytanie o moją sytuację", "Mae gen i gwestiwn am fy sefyllfa heddiw", "আমি খুব চিন্তিত"):
        reply = Chat(chat.server).say(text)
        assert reply.level == "clarify", text
        assert "I can only read English well. If anyone is in danger, call 999." in reply.text
