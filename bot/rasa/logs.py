"""Logs that say where and what kind, never what a user typed (P7).

Rasa puts user texts into log messages and exceptions put them into theirs, so a record from anyone but ``bot`` is
reduced to its place, and an exception to its type and the lines of code it passed.
"""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

_OURS = "bot"


class PrivateFormatter(logging.Formatter):
    """One line a record; below it, for an exception, the lines of code it passed, without its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without any text that may be a user's."""
        ours = record.name == _OURS or record.name.startswith(_OURS + ".")
        message = record.getMessage() if ours else f"at {record.module}:{record.lineno}"
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {message}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + describe(record.exc_info[1])
        return line


def describe(error: BaseException) -> str:
    """The type of ``error`` and of what caused it, with the code they passed; no message."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 5:
        frames = traceback.extract_tb(seen.__traceback__)[-6:]
        places = [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        parts.append("\n".join([f"  {type(seen).__module__}.{type(seen).__qualname__}", *places]))
        seen = seen.__cause__ or seen.__context__
    return "\n".join(parts)


def configure_logs() -> None:
    """Logging for a serving process: ours from INFO, all others from WARNING, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PrivateFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    for name in ("sanic.root", "sanic.access", "sanic.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[_only_event],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _only_event(logger: object, method: str, event: dict[str, object]) -> str:
    """Rasa's structured events carry user texts in their other fields; their names are constants."""
    name = str(event.get("event", ""))
    return f"{method.upper()} rasa {name if name.replace('.', '').replace('_', '').isalnum() else 'event'}"
