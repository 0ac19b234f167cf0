"""The fixed wording, read from ``data/texts``: safety texts and everyday talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.reply.message import Button, Message

_APPROVAL = {"approved_by", "role", "approved_on"}


@dataclass(frozen=True)
class Text:
    """One wording: the message as the user sees it, what it asks, and who approved it ("" = nobody yet)."""

    message: Message
    asks: str | None
    approved_by: str

    def fill(self, **values: str) -> Message:
        """The message with its ``{placeholders}`` filled."""
        return Message(self.message.text.format(**values), self.message.buttons)


class Texts(Mapping[str, Text]):
    """All texts by name. A name that is asked for and missing is a KeyError, found by the content tests."""

    def __init__(self, texts: dict[str, Text]) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> Text:
        return self._texts[name]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @classmethod
    def load(cls, folder: Path) -> Texts:
        """Reads ``safety.yml`` and ``talk.yml`` from ``folder``. Raises DataError."""
        safety = _read(folder / "safety.yml", approval=True)
        talk = _read(folder / "talk.yml", approval=False)
        for name in talk:
            if name in safety:
                raise DataError(folder / "talk.yml", 1, f"{name!r} stands in safety.yml already")
        return cls({**safety, **talk})

    @property
    def approved(self) -> bool:
        """Whether a police force has approved the 999 card."""
        return bool(self["emergency_card"].approved_by)


def _read(path: Path, approval: bool) -> dict[str, Text]:
    content = read_yaml(path)
    only(path, content, {"texts"})
    entries = field(path, content, "texts", dict)
    return {name: _text(path, entry, approval) for name, entry in entries.items()}


def _text(path: Path, entry: Mapped, approval: bool) -> Text:
    if not isinstance(entry, Mapped):
        raise DataError(path, 1, "each text must be a mapping with `text`")
    only(path, entry, {"text", "buttons", "asks"} | (_APPROVAL if approval else set()))
    text = field(path, entry, "text", str)
    if not text.strip():
        raise DataError(path, entry.line, "'text' is empty")
    if "\n\n" in text:
        raise DataError(path, entry.line, "'text' has a blank line: Rasa would split it into two messages")
    if approval:
        for name in sorted(_APPROVAL):
            field(path, entry, name, str)
    buttons = tuple(
        Button(field(path, button, "title", str), field(path, button, "intent", str))
        for button in field(path, entry, "buttons", list, [])
    )
    return Text(Message(text, buttons), field(path, entry, "asks", str, None), entry.get("approved_by", ""))
