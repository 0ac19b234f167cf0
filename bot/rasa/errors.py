"""One shape for every error a client can get, ours and Sanic's own."""

from __future__ import annotations

import logging
from typing import Any

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.rasa.request import RequestError

logger = logging.getLogger(__name__)

_CODES = {
    400: ("bad_request", "The request could not be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    408: ("timeout", "The request took too long to arrive."),
    413: ("body_too_large", "The request is too large."),
    417: ("bad_expectation", "The request's Expect header cannot be met."),
    503: ("not_ready", "The service is starting or stopping."),
}
_INTERNAL = ("internal", "Something went wrong here.")


def error_body(code: str, message: str, if_in_danger: str) -> dict[str, Any]:
    """``{"error": {"code", "message", "if_in_danger"}}``."""
    return {"error": {"code": code, "message": message, "if_in_danger": if_in_danger}}


def handle_errors(app: Sanic, if_in_danger: str) -> None:
    """Makes ``app`` answer every error in the one shape; ``if_in_danger`` is the sentence with 999."""

    def handler(request: Request, error: Exception) -> HTTPResponse:
        headers = {}
        if isinstance(error, RequestError):
            status, code, message = error.status, error.code, error.message
        elif isinstance(error, SanicException):
            status = error.status_code
            code, message = _CODES.get(status, _INTERNAL)
            headers = dict(getattr(error, "headers", None) or {})
        else:
            logger.error("a request failed", exc_info=error)
            status, (code, message) = 500, _INTERNAL
        return json(error_body(code, message, if_in_danger), status=status, headers=headers)

    app.error_handler.add(Exception, handler)
