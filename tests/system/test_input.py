"""Bad, hostile and odd input: a clear error in the one shape or a normal reply; never a 500, never script."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.system.server import Chat, Server


def post(server: Server, data: bytes, content_type: str = "application/json", query: str = "") -> requests.Response:
    address = f"{server.address}/webhooks/rest/webhook{query}"
    return requests.post(address, data=data, headers={"Content-Type": content_type}, timeout=30)


def assert_error(response: requests.Response, status: int, code: str) -> None:
    assert response.status_code == status
    assert response.headers["content-type"].startswith("application/json")
    error = response.json()["error"]
    assert set(error) == {"code", "message", "if_in_danger"}
    assert error["code"] == code
    assert error["message"].endswith((".", "-"))
    assert error["if_in_danger"].startswith("Call 999")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad_json"),
        (b"hello", 400, "bad_json"),
        (b"[]", 400, "bad_json"),
        (b"null", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"[" * 100_000, 400, "bad_json"),
        (b"{}", 400, "no_sender"),
        (b'{"message": "hello"}', 400, "no_sender"),
        (b'{"sender": null, "message": "hello"}', 400, "no_sender"),
        (b'{"sender": "", "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": 7, "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": {"a": 1}, "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": "a b", "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": "a\\n", "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": "' + b"a" * 129 + b'", "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": "' + b"a" * 10_000 + b'", "message": "hello"}', 400, "bad_sender"),
        (b'{"sender": "a"}', 400, "no_message"),
        (b'{"sender": "a", "message": null}', 400, "no_message"),
        (b'{"sender": "a", "message": 12}', 400, "no_message"),
        (b'{"sender": "a", "message": {}}', 400, "no_message"),
        (b'{"sender": "a", "message": ""}', 400, "empty_message"),
        (b'{"sender": "a", "message": "  \\n\\t "}', 400, "empty_message"),
        (b'{"sender": "a", "message": "\\u200b\\u200d\\ufeff"}', 400, "empty_message"),
        (b'{"sender": "a", "message": "\\u0000"}', 400, "empty_message"),
        (b'{"sender": "a", "message": "hello", "message_id": 7}', 400, "bad_message_id"),
        (b'{"sender": "a", "message": "' + b"x" * 20_001 + b'"}', 413, "message_too_long"),
        (b'{"sender": "a", "message": "' + b"x" * 300_000 + b'"}', 413, "body_too_large"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else str(value),
)
def test_a_bad_request_gets_a_clear_error(server: Server, body: bytes, status: int, code: str) -> None:
    assert_error(post(server, body), status, code)


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded", "application/jsonp"])
def test_another_content_type_is_refused(server: Server, content_type: str) -> None:
    assert_error(post(server, b'{"sender": "a", "message": "hello"}', content_type), 415, "not_json")


def test_a_bad_request_gets_the_same_error_in_a_stream(server: Server) -> None:
    assert_error(post(server, b"{}", query="?stream=true"), 400, "no_sender")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, "not_found"),
        ("GET", "/webhooks/rest/webhook", 405, "method_not_allowed"),
        ("GET", "/status", 404, "not_found"),
        ("POST", "/model/parse", 404, "not_found"),
        ("GET", "/conversations/a/tracker", 404, "not_found"),
        ("DELETE", "/conversations/a%20b", 400, "bad_sender"),
    ],
)
def test_every_other_address_has_the_same_shape(server: Server, method: str, path: str, status: int, code: str) -> None:
    assert_error(requests.request(method, server.address + path, timeout=10), status, code)


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "🔪🔪🔪",
        "🙂",
        "\ud800 lone",
        "hello\x00there",
        "\u202eolleh\u202c",
        "he\u200bllo",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{7*7}} ${7*7} %s %(a)s {flag}",
        "/restart",
        "/",
        "///",
        "/greet",
        '/greet{"held": true}',
        "btn.nonsense",
        "x" * 20_000,
        "a " * 10_000,
        "😱" * 20_000,
        '[knife](weapon) [a]{"entity": "b"}',
        "'; DROP TABLE events; --",
        "ي" * 500,
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_odd_text_gets_a_normal_reply_and_no_echo(chat: Chat, text: str) -> None:
    reply = chat.say(text)
    assert "<script" not in reply.text
    assert "<img" not in reply.text
    assert "onerror" not in reply.text


@pytest.mark.parametrize(
    "prefix", ["/", "/greet ", "/greet@0.3 ", '/greet{"flag":"x"} ', "/greet{bad json ", " /restart "]
)
def test_a_slash_hides_no_red_flag(chat: Chat, prefix: str) -> None:
    assert chat.say(f"{prefix}theres a man with a knife at my door").is_card


def test_typed_commands_do_nothing_to_the_conversation(chat: Chat) -> None:
    assert chat.say("theres a man with a knife at my door").is_card
    for command in ("/restart", "/back", "/session_start", '/greet{"held": false}'):
        assert chat.say(command).text.startswith("If it is not over, call 999.")


def test_a_red_flag_at_the_end_of_a_long_paste_is_found(chat: Chat) -> None:
    flag = " theres a man with a knife at my door"
    filler = "The minutes of the meeting were read and the treasurer gave her report. "
    text = (filler * 400)[: 20_000 - len(flag)] + flag
    reply = chat.say(text)
    assert reply.is_card
    assert chat.seconds < 1.0
    for reason in reply.custom["triage"]["reasons"]:
        assert text[reason["start"] : reason["end"]] == reason["text"]


def test_offsets_count_code_points_of_the_message_as_sent(chat: Chat) -> None:
    text = "😱😱 he\u200bs at my door wi\u200bth a KN1FE"
    reply = chat.say(text)
    assert reply.is_card
    for reason in reply.custom["triage"]["reasons"]:
        assert text[reason["start"] : reason["end"]] == reason["text"]


@pytest.mark.parametrize("field", ["metadata", "input_channel"])
def test_what_the_client_says_about_itself_is_ignored(chat: Chat, field: str) -> None:
    extra: dict[str, Any] = {field: {"trusted": True, "session_started_metadata": "x"}}
    assert chat.say("what are the red flags?", **extra).custom["topic"] == "red_flags"


def test_rasas_own_api_and_cookies_are_off(server: Server) -> None:
    for path in ("/conversations/a/messages", "/model", "/domain", "/version", "/webhooks/callback/webhook"):
        assert requests.post(server.address + path, json={}, timeout=10).status_code in (404, 405)
    response = post(server, b'{"sender": "a", "message": "hello"}')
    assert "set-cookie" not in response.headers
    assert "access-control-allow-origin" not in response.headers
