"""Reads one message from an HTTP body and says exactly what is wrong with a bad one. Knows neither Rasa nor Sanic."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

MAX_CHARACTERS = 20_000
MAX_BODY_BYTES = 256 * 1024
_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")
_INVISIBLE = re.compile(
    r"[\s\x00\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)


@dataclass(frozen=True)
class Incoming:
    """One message as the client sent it. ``text`` is untouched: offsets in a reply count its code points."""

    sender: str
    text: str
    message_id: str | None


class RequestError(Exception):
    """A request that gets an error instead of a reply: HTTP status, a code for programs, a message for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message


def valid_id(value: object) -> bool:
    """Whether ``value`` may name a conversation or a message."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def read_message(content_type: str, body: bytes) -> Incoming:
    """The message in ``body``. Raises RequestError. Every other field is ignored; ``lang`` too, while Welsh is off."""
    fields = read_json(content_type, body)
    sender, text, message_id = fields.get("sender"), fields.get("message"), fields.get("message_id")
    if sender is None:
        raise RequestError(400, "no_sender", "The field 'sender' is missing. POST /conversations gives you one.")
    if not valid_id(sender):
        raise RequestError(400, "bad_sender", "'sender' must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -")
    if message_id is not None and not valid_id(message_id):
        raise RequestError(400, "bad_message_id", "'message_id' must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -")
    if not isinstance(text, str):
        raise RequestError(400, "no_message", "The field 'message' is missing or is not text.")
    if not _INVISIBLE.sub("", text):
        raise RequestError(400, "empty_message", "The message is empty.")
    if len(text) > MAX_CHARACTERS:
        raise RequestError(413, "message_too_long", f"The message is longer than {MAX_CHARACTERS:,} characters.")
    return Incoming(sender, text, message_id)


def read_json(content_type: str, body: bytes) -> dict[str, Any]:
    """The JSON object in ``body``. Raises RequestError."""
    if content_type.split(";")[0].strip().lower() != "application/json":
        raise RequestError(415, "not_json", "Send JSON, with the header Content-Type: application/json.")
    if len(body) > MAX_BODY_BYTES:
        raise RequestError(413, "body_too_large", f"The request is larger than {MAX_BODY_BYTES:,} bytes.")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "bad_json", "The body is not valid JSON.") from error
    if not isinstance(fields, dict):
        raise RequestError(400, "bad_json", "The body must be a JSON object.")
    return fields


def plain(text: str) -> str:
    """``text`` as Rasa may see it: no lone surrogates, no NUL, and no leading ``/``, which Rasa would obey."""
    readable = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", " ")
    return re.sub(r"^[\s/]+", "", readable)
