"""The real server with switches for faults: ``POST /faults`` breaks one part, ``DELETE /faults`` mends all.

Only the objects behind the app are changed, the way a broken part would change them; nothing in ``bot`` knows of this.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.rasa.action_endpoint import RemoteActions
from bot.rasa.logs import configure_logs
from bot.rasa.parts import parts
from bot.rasa.server import make_app
from bot.settings import settings


class Broken(Exception):
    """The fault a test asked for. Its message holds what a user typed, as a careless library's would."""


def _raises(*arguments: Any, **named: Any) -> Any:
    raise Broken(f"{arguments} {named}")


async def _araises(*arguments: Any, **named: Any) -> Any:
    raise Broken(f"{arguments} {named}")


async def _hangs(*arguments: Any, **named: Any) -> Any:
    await asyncio.sleep(3600)


async def _blocks(*arguments: Any, **named: Any) -> Any:
    time.sleep(3)  # as Rasa's SQL store does, inside an async def, when its database hangs


def _stalls(*arguments: Any, **named: Any) -> Any:
    time.sleep(3)


async def _rubbish(*arguments: Any, **named: Any) -> Any:
    return {"events": "nonsense", "responses": 7}


class Faults:
    """Breaks attributes and remembers what they were."""

    def __init__(self, app: Sanic) -> None:
        self._app = app
        self._mended: list[Callable[[], None]] = []

    def switch(self, name: str, argument: str | None) -> None:
        agent = self._app.ctx.agent
        if name == "action_raises":
            self._set(self._endpoint()._executor.actions, "action_reply", _araises)
        elif name == "action_hangs":
            self._set(self._endpoint()._executor.actions, "action_reply", _hangs)
        elif name == "action_rubbish":
            self._set(self._endpoint(), "request", _rubbish)
        elif name == "component_raises":
            self._set(agent.processor.graph_runner, "run", _raises)
        elif name == "component_stalls":
            self._set(agent.processor.graph_runner, "run", _stalls)
        elif name == "guard_raises":
            self._set(self._node("DangerGuard"), "_fn", _raises)
        elif name == "model_unfitted":
            from sklearn.base import clone

            views = self._node("TextClassifier")._component._model
            self._set(views.parts, "words", clone(views.parts["words"]))
        elif name == "store_raises":
            self._set(agent.tracker_store, "retrieve", _araises)
            self._set(agent.tracker_store, "save", _araises)
        elif name == "store_hangs":
            self._set(agent.tracker_store, "retrieve", _hangs)
            self._set(agent.tracker_store, "save", _hangs)
        elif name == "store_blocks":
            self._set(agent.tracker_store, "retrieve", _blocks)
        elif name == "lock_raises":
            self._set(agent.lock_store, "issue_ticket", _raises)
        elif name == "policy_raises":
            self._set(self._node("SafetyPolicy"), "_fn", _raises)
        elif name == "remote_actions":
            self._set(agent.processor, "action_endpoint", RemoteActions(url=argument))
        else:
            raise ValueError(name)

    def mend(self) -> None:
        while self._mended:
            self._mended.pop()()

    def _endpoint(self) -> Any:
        return self._app.ctx.agent.processor.action_endpoint

    def _node(self, part: str) -> Any:
        nodes = self._app.ctx.agent.processor.graph_runner._instantiated_nodes
        return next(node for name, node in nodes.items() if part in name)

    def _set(self, owner: Any, name: str, value: Any) -> None:
        if isinstance(owner, dict):
            before = owner[name]
            owner[name] = value
            self._mended.append(lambda: owner.__setitem__(name, before))
            return
        own = name in vars(owner)
        before = getattr(owner, name)
        setattr(owner, name, value)
        self._mended.append(lambda: setattr(owner, name, before) if own else delattr(owner, name))


def main() -> None:
    configure_logs()
    logging.getLogger("rasa").setLevel(logging.DEBUG)  # the test of the logs must see the worst case
    parts()
    app = make_app(settings())
    faults = Faults(app)

    @app.post("/faults")
    async def break_it(request: Request) -> HTTPResponse:
        faults.switch(request.json["name"], request.json.get("argument"))
        return empty(204)

    @app.delete("/faults")
    async def mend_it(request: Request) -> HTTPResponse:
        faults.mend()
        return empty(204)

    @app.get("/kept/<sender>")
    async def kept(request: Request, sender: str) -> HTTPResponse:
        tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
        return json(
            {"events": len(tracker.events) if tracker else 0, "loop": tracker.active_loop_name if tracker else None}
        )

    app.run(host="127.0.0.1", port=settings().port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
