from __future__ import annotations

import re

import pytest

from bot.settings import ROOT, SettingError, Settings


def test_without_anything_the_defaults_hold_and_the_key_is_random() -> None:
    first, second = Settings.read({}), Settings.read({"PORT": "  "})
    assert (first.port, first.retention_minutes, first.action_endpoint_url) == (5005, 60, "")
    assert first.secret_key != second.secret_key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "five"),
        ("PORT", "-1"),
        ("RETENTION_MINUTES", "0"),
        ("RETENTION_MINUTES", "61"),
        ("MAX_CONVERSATIONS", "0"),
        ("MEMBERS_ONLY", "perhaps"),
        ("ACTION_ENDPOINT_URL", "localhost:5055"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name}='{value}'"):
        Settings.read({name: value})


def test_the_key_is_never_printed() -> None:
    assert "hunter2" not in repr(Settings.read({"SECRET_KEY": "hunter2"}))


def test_every_setting_is_documented_with_its_default() -> None:
    source = (ROOT / "bot" / "settings.py").read_text()
    names = set(re.findall(r'"([A-Z][A-Z_]{3,})"', source))
    documented = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert names == documented
