"""The fixed wording, read from ``data/texts``: safety texts and everyday talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.reply.message import Button, Message
from bot.reply.situation import QUESTIONS
from bot.triage import short_answer

_APPROVAL = {"approved_by", "role", "approved_on"}
_SAFETY = "safety.yml"
_NAMES = {
    _SAFETY: {
        "crisis", "danger_question", "emergency_card", "fallback", "false_alarm", "first_words", "harmful_request",
        "held_line", "held_question", "hurting_someone", "if_in_danger", "no_verdict", "not_in_danger",
        "other_language", "released", "why_999",
    },
    "talk.yml": {
        "affirm", "ask_help", "deny", "goodbye", "greet", "more", "no_change", "not_covered", "not_sure",
        "nothing_more", "one_of_these", "out_of_scope", "something_else", "thank",
    },
}  # fmt: skip
_PLACEHOLDERS = {"why_999": {"flag"}}


@dataclass(frozen=True)
class Text:
    """One wording: the message as the user sees it, and the question it asks, if any."""

    message: Message
    asks: str | None

    def fill(self, **values: str) -> Message:
        """The message with its ``{placeholders}`` filled."""
        return Message(self.message.text.format(**values), self.message.buttons)


class Texts(Mapping[str, Text]):
    """All texts by name; ``load`` makes sure that every name the code asks for is there."""

    def __init__(self, texts: dict[str, Text]) -> None:
        self._texts = texts
        titles: dict[str, set[str]] = {}
        for text in texts.values():
            for button in text.message.buttons:
                titles.setdefault(_plain(button.title), set()).add(button.intent)
        self._titles = {title: intents.pop() for title, intents in titles.items() if len(intents) == 1}

    def __getitem__(self, name: str) -> Text:
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def intent_of_title(self, typed: str) -> str | None:
        """The intent of the button whose title was typed out; None for other texts, and for a mere yes or no."""
        return None if short_answer(typed, "danger") else self._titles.get(_plain(typed))

    @classmethod
    def load(cls, folder: Path) -> Texts:
        """Reads ``safety.yml`` and ``talk.yml`` from ``folder``. Raises DataError, also when a name is missing."""
        texts: dict[str, Text] = {}
        for file, names in _NAMES.items():
            path = folder / file
            read = _read(path, approval=file == _SAFETY)
            for name in sorted(names ^ set(read)):
                raise DataError(path, 1, f"{name!r} {'is missing' if name in names else 'is not used'}")
            texts |= read
        return cls(texts)


def _read(path: Path, approval: bool) -> dict[str, Text]:
    content = read_yaml(path)
    only(path, content, {"texts"})
    entries = field(path, content, "texts", dict)
    return {name: _text(path, name, entry, approval) for name, entry in entries.items()}


def _text(path: Path, name: str, entry: Mapped, approval: bool) -> Text:
    if not isinstance(entry, Mapped):
        raise DataError(path, 1, "each text must be a mapping with `text`")
    only(path, entry, {"text", "buttons", "asks"} | (_APPROVAL if approval else set()))
    text = field(path, entry, "text", str)
    if not text.strip():
        raise DataError(path, entry.line, "'text' is empty")
    if "\n\n" in text:
        raise DataError(path, entry.line, "'text' has a blank line: Rasa would split it into two messages")
    if set(re.findall(r"\{(\w*)\}", text)) != _PLACEHOLDERS.get(name, set()) or text.count("{") != text.count("}"):
        raise DataError(path, entry.line, f"'text' must hold {_PLACEHOLDERS.get(name) or 'no placeholder'} in braces")
    for key in sorted(_APPROVAL) if approval else ():
        field(path, entry, key, str)
    buttons = tuple(
        Button(field(path, button, "title", str), field(path, button, "intent", str))
        for button in field(path, entry, "buttons", list, [])
    )
    asks = field(path, entry, "asks", str, None)
    if asks is not None and asks not in QUESTIONS:
        raise DataError(path, entry.line, f"'asks' must be one of {', '.join(sorted(QUESTIONS))}, not {asks!r}")
    return Text(Message(text, buttons), asks)


def _plain(title: str) -> str:
    return re.sub(r"[^\w\s]", "", title.casefold()).strip()
