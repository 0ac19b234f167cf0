"""What a button sends back: an opaque, signed token, so that nobody can type an intent."""

from __future__ import annotations

from itsdangerous import BadData, URLSafeTimedSerializer

_PREFIX = "btn."
_MAX_AGE_SECONDS = 24 * 60 * 60
"""No conversation is kept longer (``user-side`` section 16), so no button needs to live longer."""


class ButtonSigner:
    """Signs intents for one conversation and reads them back. The key and the sender are part of every signature."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key

    def sign(self, sender: str, intent: str, entities: dict[str, str] | None = None) -> str:
        """The token that a button of ``sender`` sends when pressed."""
        return _PREFIX + str(self._serializer(sender).dumps([intent, entities or {}]))

    def read(self, sender: str, text: str) -> tuple[str, dict[str, str]] | None:
        """Intent and entities of a token that this server gave to this sender; None for any other text."""
        if not text.startswith(_PREFIX):
            return None
        try:
            intent, entities = self._serializer(sender).loads(text[len(_PREFIX) :], max_age=_MAX_AGE_SECONDS)
        except (BadData, UnicodeError):
            return None
        return intent, entities

    def looks_like_one(self, text: str) -> bool:
        """Whether ``text`` can only be a token, good or bad."""
        return text.startswith(_PREFIX) and " " not in text.strip()

    def _serializer(self, sender: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret_key, salt=f"button:{sender}")
