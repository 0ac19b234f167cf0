"""Where Rasa runs our actions: inside its own process, or on a separate server. Both under a time limit.

Rasa's own limit is 300 s and cannot be set; a candidate on the pavement does not wait that long.
"""

from __future__ import annotations

import asyncio
from typing import Any, Optional, Text

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

IN_PROCESS_SECONDS = 2.0
REMOTE_SECONDS = 3.0


class InProcessActions(EndpointConfig):
    """Runs the actions of the package ``actions`` in the event loop: one process, no server to lose."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self,
        method: Text = "post",
        subpath: Optional[Text] = None,
        content_type: Optional[Text] = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Optional[Any]:
        """Called by Rasa with the action's name and tracker in ``json``; what it raises is a failed action."""
        return await asyncio.wait_for(self._executor.run(kwargs["json"]), IN_PROCESS_SECONDS)


class RemoteActions(EndpointConfig):
    """Sends the actions to the server at ``url``."""

    async def request(self, *args: Any, **kwargs: Any) -> Optional[Any]:
        """Called by Rasa; raises ``asyncio.TimeoutError`` when the server does not answer in time."""
        return await asyncio.wait_for(super().request(*args, **kwargs), REMOTE_SECONDS)


def action_endpoint(url: str) -> EndpointConfig:
    """The endpoint that the settings ask for: the server at ``url``, or in the process when ``url`` is empty."""
    return RemoteActions(url=url) if url else InProcessActions()
