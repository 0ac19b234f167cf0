"""P7: a log record keeps its place and kind, and loses whatever a user may have typed."""

from __future__ import annotations

import logging
import sys

from bot.rasa.logs import PrivateFormatter


def formatted(name: str, message: str, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "processor.py", 998, message, None, info)
    return PrivateFormatter().format(record)


def test_a_foreign_record_is_reduced_to_its_place() -> None:
    line = formatted("rasa.core.processor", "could not handle 'aardvark'")
    assert "aardvark" not in line
    assert "ERROR rasa.core.processor at processor:998" in line


def test_our_own_record_keeps_its_words() -> None:
    assert "the model gave no verdict" in formatted("bot.rasa.turn", "the model gave no verdict")


def test_a_name_that_only_begins_like_ours_is_foreign() -> None:
    assert "aardvark" not in formatted("bottle", "aardvark")


def test_an_exception_keeps_its_type_and_lines_and_loses_its_message() -> None:
    try:
        try:
            raise ValueError("aardvark")
        except ValueError as error:
            raise RuntimeError("aardvark again") from error
    except RuntimeError:
        error = sys.exc_info()[1]
    text = formatted("bot.rasa.turn", "a turn failed", error)
    assert "aardvark" not in text
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text
