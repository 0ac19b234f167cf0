from __future__ import annotations

from unittest.mock import patch

import pytest

from bot.rasa.buttons import ButtonSigner

SIGNER = ButtonSigner("key")


def test_a_token_gives_back_what_was_signed() -> None:
    assert SIGNER.read("a", SIGNER.sign("a", "in_danger")) == ("in_danger", {})
    assert SIGNER.read("a", SIGNER.sign("a", "report", {"platform": "x"})) == ("report", {"platform": "x"})


@pytest.mark.parametrize(
    "text",
    [
        "in_danger",
        "/in_danger",
        "btn.",
        "btn.in_danger",
        ButtonSigner("another key").sign("a", "in_danger"),
        SIGNER.sign("b", "in_danger"),
        SIGNER.sign("a", "in_danger")[:-1],
        SIGNER.sign("a", "in_danger").replace("btn.", ""),
        "btn." + "é" * 20,
        "btn.\ud800",
    ],
    ids=ascii,
)
def test_anything_else_is_only_text(text: str) -> None:
    assert SIGNER.read("a", text) is None


def test_a_token_ends_after_a_day() -> None:
    with patch("itsdangerous.timed.time.time", return_value=1_000_000):
        token = SIGNER.sign("a", "in_danger")
    with patch("itsdangerous.timed.time.time", return_value=1_000_000 + 86_400):
        assert SIGNER.read("a", token) is not None
    with patch("itsdangerous.timed.time.time", return_value=1_000_000 + 86_402):
        assert SIGNER.read("a", token) is None
