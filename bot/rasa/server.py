"""Starts the one process: the web server with the model, if there is one, and the actions inside it.

Our own launcher, because ``rasa run`` without a model prints an error and exits 0; ours starts with what is there.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from pathlib import Path

from rasa.core.agent import load_agent
from rasa.core.run import close_resources, configure_app, create_http_input_channels
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from bot.rasa.fingerprint import model_path
from bot.rasa.logs import configure_logs
from bot.rasa.readiness import readiness
from bot.rasa.tracker_store import BoundedTrackerStore
from bot.settings import ROOT, Settings

logger = logging.getLogger("bot")

_WORDS = {
    "ready": "Ready",
    "missing": "Ready, but without a model: only the rules read messages. `make train` makes one. Serving",
    "broken": "Serving, but the model FAILED its canary sentences: do not trust it. Train again with `make train`.",
}


def make_app(settings: Settings) -> Sanic:
    """The app with both channels; the agent is loaded when it starts."""
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    endpoints = read_endpoints(settings)
    app = configure_app(channels, enable_api=False, endpoints=endpoints, port=settings.port)
    app.register_listener(partial(_load, model_path(settings.models, ROOT), endpoints), "before_server_start")
    app.register_listener(partial(_announce, settings), "after_server_start")
    app.register_listener(close_resources, "after_server_stop")
    return app


def read_endpoints(settings: Settings) -> AvailableEndpoints:
    """``endpoints.yml``, with the settings' limits for our own tracker store."""
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = endpoints.tracker_store
    if store is not None and store.type == f"{BoundedTrackerStore.__module__}.{BoundedTrackerStore.__qualname__}":
        store.kwargs["retention_minutes"] = settings.retention_minutes
        store.kwargs["max_conversations"] = settings.max_conversations
    return endpoints


def serve(settings: Settings) -> None:
    """Serves until Ctrl-C or SIGTERM."""
    configure_logs()
    app = make_app(settings)
    app.run(host=settings.host, port=settings.port, workers=1, access_log=False, motd=False)


async def _load(model: Path, endpoints: AvailableEndpoints, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """A model that cannot be loaded leaves an agent without one; the rules still answer."""
    agent = await load_agent(str(model), endpoints=endpoints, loop=loop)
    if isinstance(agent.tracker_store, FailSafeTrackerStore):
        # Rasa's wrapper answers from an empty tracker when the store fails, and keeps a copy that nobody erases.
        agent.tracker_store = agent.tracker_store._tracker_store
        if agent.processor is not None:
            agent.processor.tracker_store = agent.tracker_store
    app.ctx.agent = agent


async def _announce(settings: Settings, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    state = await readiness(app.ctx.agent)
    logger.info("%s: http://%s:%s  (Ctrl-C stops it)", _WORDS[state], settings.host, settings.port)
