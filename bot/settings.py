"""Everything a deployer may set, read once from the environment and ``.env``; ``.env.example`` names each one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ENCODER = ROOT / "bot" / "encoder" / "model"


class SettingError(Exception):
    """A setting that cannot be used: names it, its value and what it should be."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name}={value!r}: must be {wanted}")
        self.name = name


@dataclass(frozen=True)
class Settings:
    """The settings of one process. Times are in the unit their name says."""

    host: str = "127.0.0.1"
    port: int = 5005
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    action_endpoint_url: str = ""
    local_file: Path | None = None
    members_only: bool = False
    retention_minutes: int = 60
    max_conversations: int = 10_000
    models: Path = ROOT / "models"

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """The settings in ``environ``; an empty value counts as not set. Raises SettingError."""
        value = {name: text.strip() for name, text in environ.items() if text.strip()}
        default = cls(secret_key=value.get("SECRET_KEY") or secrets.token_urlsafe(32))
        local = value.get("LOCAL_FILE")
        return cls(
            host=value.get("HOST", default.host),
            port=_whole(value, "PORT", default.port, 1, 65_535),
            secret_key=default.secret_key,
            action_endpoint_url=_url(value, "ACTION_ENDPOINT_URL"),
            local_file=ROOT / local if local else None,
            members_only=_yes(value, "MEMBERS_ONLY"),
            retention_minutes=_whole(value, "RETENTION_MINUTES", default.retention_minutes, 1, 60),
            max_conversations=_whole(value, "MAX_CONVERSATIONS", default.max_conversations, 1, 1_000_000),
            models=ROOT / value.get("MODELS", "models"),
        )


def settings() -> Settings:
    """The settings of this process: the environment wins over ``.env``."""
    file = {name: text or "" for name, text in dotenv_values(ROOT / ".env").items()}
    return Settings.read({**file, **os.environ})


def _whole(value: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = value.get(name)
    if text is None:
        return default
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingError(name, text, f"a whole number from {low} to {high}")
    return int(text)


def _yes(value: Mapping[str, str], name: str) -> bool:
    text = value.get(name, "false").lower()
    if text not in ("true", "false"):
        raise SettingError(name, text, "true or false")
    return text == "true"


def _url(value: Mapping[str, str], name: str) -> str:
    text = value.get(name, "")
    if text and not text.startswith(("http://", "https://")):
        raise SettingError(name, text, "an address that begins with http:// or https://")
    return text
