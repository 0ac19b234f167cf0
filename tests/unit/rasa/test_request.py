"""What the system tests cannot reach over HTTP: the pure reading of a message."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from bot.rasa.request import RequestError, plain, read_message

TEXTS = st.text(st.characters(blacklist_categories=()))


@given(st.binary())
def test_any_body_is_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(RequestError):
        read_message("application/json", body)


@given(TEXTS)
def test_plain_text_is_never_obeyed_by_rasa_and_can_be_encoded(text: str) -> None:
    readable = plain(text)
    assert not readable.lstrip().startswith("/")
    assert "\x00" not in readable
    readable.encode("utf-8")


def test_the_content_type_may_name_a_charset() -> None:
    incoming = read_message("application/json; charset=utf-8", b'{"sender": "a", "message": " hi "}')
    assert (incoming.text, incoming.message_id) == (" hi ", None)


def test_what_is_not_known_is_ignored() -> None:
    for lang in ('"cy"', '"fr"', "7", "[]", "null"):
        body = f'{{"sender": "a", "message": "hi", "lang": {lang}, "metadata": {{}}}}'.encode()
        assert read_message("application/json", body).text == "hi"
