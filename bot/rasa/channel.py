"""The two channels: messages at ``/webhooks/rest/webhook``, and the service's own addresses at ``/``.

Named in ``credentials.yml``. Rasa's own ``rest`` must not stand beside ours there: it renders most failures as an empty
answer. ``bot.rasa.turn`` says what happens to a message.
"""

from __future__ import annotations

import asyncio
import json as jsonlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.rasa.conversations import Answer
from bot.rasa.errors import handle_errors
from bot.rasa.parts import Parts, parts
from bot.rasa.readiness import readiness
from bot.rasa.request import MAX_BODY_BYTES, RequestError, read_message, valid_id

logger = logging.getLogger(__name__)

_SWEEP_SECONDS = 30
_ERASE_SECONDS = 30

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


def _agent(request: Request) -> Agent | None:
    return getattr(request.app.ctx, "agent", None)


class RestChannel(InputChannel):
    """``POST /webhooks/rest/webhook``: Rasa's REST format, our safety."""

    @classmethod
    def name(cls) -> str:
        """The name that puts it in the place of Rasa's own REST channel."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes; ``on_new_message`` is not used, because a turn needs the agent itself."""
        blueprint = Blueprint("rest")

        @blueprint.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @blueprint.post("/webhook")
        async def webhook(request: Request) -> None:
            incoming = read_message(request.headers.get("content-type", ""), request.body)
            turns = parts().turns
            try:
                await _write(request, await turns.answer(_agent(request), incoming))
            finally:
                turns.written(incoming.sender)

        return blueprint


class ServiceChannel(InputChannel):
    """``/conversations`` and ``/health``; also sets the limits, the error shape and the actions of the whole app."""

    @classmethod
    def name(cls) -> str:
        """Its name in Rasa's list of channels."""
        return "service"

    def url_prefix(self) -> str:
        """Serves from the root of the same app."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes and the listeners that prepare the app."""
        blueprint = Blueprint("service")
        blueprint.listener("before_server_start")(_prepare)
        blueprint.listener("after_server_start")(_attach_actions)

        @blueprint.post("/conversations")
        async def begin(request: Request) -> HTTPResponse:
            return json({"sender": secrets.token_urlsafe(24)}, status=201)

        @blueprint.delete("/conversations/<sender>", ignore_body=False)
        async def erase(request: Request, sender: str) -> HTTPResponse:
            if not valid_id(sender):
                raise RequestError(400, "bad_sender", "'sender' must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ -")
            await _erase(_agent(request), sender)
            return empty(204)

        @blueprint.get("/health/live")
        async def live(request: Request) -> HTTPResponse:
            return json({"status": "alive"})

        @blueprint.get("/health/ready")
        async def ready(request: Request) -> HTTPResponse:
            state = await readiness(_agent(request))
            return json({"ready": state == "ready", "model": state}, status=200 if state == "ready" else 503)

        return blueprint


async def _write(request: Request, answer: Answer) -> None:
    """Sends the whole reply, as one JSON list or a line for each message."""
    if request.args.get("stream", "").lower() == "true":
        response = await request.respond(content_type="application/x-ndjson")
        for message in answer:
            await response.send(jsonlib.dumps(message) + "\n")
        await response.eof()
    else:
        response = await request.respond(content_type="application/json")
        await response.send(jsonlib.dumps(answer), end_stream=True)


async def _prepare(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    handle_errors(app, parts().texts["if_in_danger"].message.text)
    app.add_task(_sweep(app))


async def _attach_actions(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    endpoint = parts().action_endpoint
    app.ctx.agent.action_endpoint = endpoint
    if app.ctx.agent.processor is not None:
        app.ctx.agent.processor.action_endpoint = endpoint


async def _sweep(app: Sanic) -> None:
    """Forgets what is older than promised, also when nobody writes any more (P7)."""
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        _sweep_once(getattr(app.ctx, "agent", None), parts())


def _sweep_once(agent: Agent | None, the_parts: Parts) -> None:
    the_parts.conversations.sweep()
    sweep = getattr(_store(agent), "sweep", None)
    if sweep:
        sweep()


def _store(agent: Agent | None) -> Any:
    """The tracker store itself: Rasa wraps it in one that hides its own methods."""
    store = getattr(agent, "tracker_store", None)
    return getattr(store, "_tracker_store", store)


async def _erase(agent: Agent | None, sender: str) -> None:
    """Erases under the conversation's lock, because a turn that is still running saves its tracker when it ends."""
    parts().conversations.erase(sender)
    store = _store(agent)
    if agent is None or store is None:
        return
    try:
        await asyncio.wait_for(_erase_locked(agent, store, sender), _ERASE_SECONDS)
    except Exception as error:
        logger.exception("a conversation could not be erased")
        raise RequestError(503, "not_erased", "The conversation could not be erased yet. Try again.") from error


async def _erase_locked(agent: Agent, store: Any, sender: str) -> None:
    async with agent.lock_store.lock(sender):
        store.erase(sender)
        parts().conversations.erase(sender)
