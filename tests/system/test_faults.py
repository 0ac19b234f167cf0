"""P1 to P3: whatever breaks, a red flag gets the 999 card within a second, and no turn ends in silence."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.system.server import Chat, Server, free_port

RED_FLAG = "hes outside my house again and this time hes got something in his hand"
ORDINARY = "what does the letter E stand for in shield"
FALLBACK = "Something went wrong here and I could not answer you."
NO_VERDICT = "I cannot read messages properly at the moment."

BEHIND_THE_PARSE = [
    "action_raises",
    "action_hangs",
    "action_rubbish",
    "policy_raises",
    "store_raises",
    "store_hangs",
    "lock_raises",
]
IN_THE_PARSE = ["component_raises", "component_stalls", "guard_raises", "model_unfitted"]


def assert_card_within_a_second(chat: Chat) -> None:
    assert chat.say(RED_FLAG).is_card
    assert chat.seconds < 1.0


@pytest.mark.parametrize("fault", BEHIND_THE_PARSE)
def test_a_broken_dialogue_costs_neither_the_card_nor_an_answer(healthy: Server, fault: str) -> None:
    healthy.fault(fault)
    assert_card_within_a_second(Chat(healthy))

    chat = Chat(healthy)
    reply = chat.say(ORDINARY)
    assert reply.level == "clarify"
    assert FALLBACK in reply.text
    assert reply.text.startswith("If anyone is in danger, call 999 now.")
    assert chat.seconds < 6.0


@pytest.mark.parametrize("fault", IN_THE_PARSE)
def test_without_the_models_verdict_every_reply_says_so(healthy: Server, fault: str) -> None:
    healthy.fault(fault)
    assert_card_within_a_second(Chat(healthy))

    chat = Chat(healthy)
    reply = chat.say(ORDINARY)
    assert reply.text.startswith(NO_VERDICT)
    assert chat.seconds < 6.0
    assert chat.press(reply, "Someone is in danger").is_card


@pytest.mark.parametrize("fault", [*BEHIND_THE_PARSE, *IN_THE_PARSE])
def test_the_error_is_logged_without_the_users_words(healthy: Server, fault: str) -> None:
    words = "aardvark quince marmalade"
    before = len(healthy.log.read_text())
    healthy.fault(fault)
    Chat(healthy).say(f"{ORDINARY} {words}")
    healthy.mend()
    logged = healthy.log.read_text()[before:]
    assert "aardvark" not in logged
    assert "marmalade" not in logged
    if fault not in ("store_hangs",):  # nothing has failed yet: the turn is cancelled, and logged, after 20 s
        assert "ERROR" in logged


def test_a_store_that_blocks_the_whole_process_comes_after_the_card(healthy: Server) -> None:
    healthy.fault("store_blocks")
    assert_card_within_a_second(Chat(healthy))


def test_a_slow_turn_does_not_delay_the_danger_behind_it(healthy: Server) -> None:
    healthy.fault("action_hangs")
    healthy.fault("store_hangs")
    slow = Chat(healthy)
    urgent = Chat(healthy, sender=slow.sender)
    thread = threading.Thread(target=slow.say, args=(ORDINARY,))
    thread.start()
    time.sleep(0.3)
    assert_card_within_a_second(urgent)
    thread.join()
    assert slow.seconds < 6.0


def test_it_answers_again_once_the_fault_is_mended(healthy: Server) -> None:
    chat = Chat(healthy)
    healthy.fault("action_raises")
    assert FALLBACK in chat.say(ORDINARY).text
    healthy.mend()
    assert chat.say("what are the red flags?").custom["topic"] == "red_flags"


class _Handler(BaseHTTPRequestHandler):
    status, delay, body = 200, 0.0, b"{}"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        time.sleep(self.delay)
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def remote(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an action server that behaves as the parameter says."""
    handler = type("Handler", (_Handler,), request.param)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/webhook"
    server.shutdown()


@pytest.mark.parametrize(
    "remote",
    [
        pytest.param({"status": 500, "body": b'{"error": "broken"}'}, id="answers 500"),
        pytest.param({"status": 404, "body": b"{}"}, id="does not know the action"),
        pytest.param({"status": 400, "body": b"<html>a proxy</html>"}, id="a proxy answers"),
        pytest.param({"body": b"not json"}, id="answers rubbish"),
        pytest.param({"body": b'{"events": 7, "responses": "no"}'}, id="answers the wrong shape"),
        pytest.param({"delay": 30.0}, id="answers after 30 s"),
    ],
    indirect=True,
)
def test_a_bad_action_server_costs_neither_the_card_nor_an_answer(healthy: Server, remote: str) -> None:
    healthy.fault("remote_actions", remote)
    assert_card_within_a_second(Chat(healthy))
    chat = Chat(healthy)
    assert FALLBACK in chat.say(ORDINARY).text
    assert chat.seconds < 6.0


def test_an_action_server_that_was_never_started(healthy: Server) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        healthy.fault("remote_actions", f"http://127.0.0.1:{unused.getsockname()[1]}/webhook")
        assert_card_within_a_second(Chat(healthy))
        assert FALLBACK in Chat(healthy).say(ORDINARY).text


def test_a_separate_action_server_works_and_may_die_in_the_middle_of_a_question(healthy: Server, logs: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/webhook"
    actions = Server(
        subprocess.Popen(
            [sys.executable, "-m", "bot.rasa", "actions"],
            env={**__import__("os").environ, "ACTION_ENDPOINT_URL": url},
            stdout=(logs / "actions.log").open("wb"),
            stderr=subprocess.STDOUT,
        ),
        f"http://127.0.0.1:{port}",
        logs / "actions.log",
    )
    actions.wait("/health")
    healthy.fault("remote_actions", url)
    chat = Chat(healthy)
    assert chat.say("what are the red flags?").custom["topic"] == "red_flags"
    question = chat.say("should I call the police?")
    assert "Is anyone hurt, in danger" in question.text

    actions.process.kill()
    actions.process.wait()
    assert chat.say("not sure").is_card
    assert_card_within_a_second(chat)
    assert chat.say(ORDINARY).text.startswith("If it is not over, call 999.")
