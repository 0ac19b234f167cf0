"""Starts real server processes for the system tests and talks to them as a client would."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import requests

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reply.schema.json").read_text())
CONTRACT = jsonschema.validators.validator_for(SCHEMA)(
    SCHEMA
)  # made once: checking the schema takes longer than a turn
CARD = (ROOT / "tests" / "content" / "emergency_card.txt").read_text().rstrip("\n")
START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One process: its address, its log, and how to stop it."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    @classmethod
    def start(cls, arguments: list[str], folder: Path, wait_for: str = "/health/live", **environment: str) -> Server:
        port = free_port()
        log = folder / f"server-{port}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PORT": str(port),
                    "SECRET_KEY": "system-tests",
                    "PYTHONPATH": str(ROOT),
                    **environment,
                },
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        server = cls(process, f"http://127.0.0.1:{port}", log)
        server.wait(wait_for)
        return server

    def wait(self, path: str) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text()}"
            try:
                requests.get(self.address + path, timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.2)
        raise AssertionError(f"not up after {START_SECONDS} s:\n{self.log.read_text()}")

    def stop(self) -> int:
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def fault(self, name: str, argument: str | None = None) -> None:
        body = {"name": name, "argument": argument}
        requests.post(f"{self.address}/faults", json=body, timeout=10).raise_for_status()

    def mend(self) -> None:
        requests.delete(f"{self.address}/faults", timeout=10).raise_for_status()


@dataclass
class Chat:
    """One conversation. Every reply it gets is validated against the contract."""

    server: Server
    sender: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex}")
    seconds: float = 0.0

    def say(self, text: str, **fields: Any) -> Reply:
        begun = time.monotonic()
        response = self.post({"sender": self.sender, "message": text, **fields})
        self.seconds = time.monotonic() - begun
        assert response.status_code == 200, response.text
        return Reply(response.json())

    def press(self, reply: Reply, title: str) -> Reply:
        return self.say(reply.button(title))

    def post(self, body: Any) -> requests.Response:
        return requests.post(f"{self.server.address}/webhooks/rest/webhook", json=body, timeout=60)


class Reply:
    """A reply that fulfils the contract."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        CONTRACT.validate(messages)
        carriers = [message for message in messages if "custom" in message]
        assert len(carriers) == 1, "exactly one message carries custom"
        assert carriers[0] is (messages[0] if carriers[0]["custom"]["card"] else messages[-1])
        self.messages = messages
        self.custom = carriers[0]["custom"]
        self.level = self.custom["triage"]["level"]
        self.text = "\n".join(message["text"] for message in messages)

    @property
    def is_card(self) -> bool:
        return self.messages[0]["text"] == CARD and self.level == "emergency" and self.custom["card"] == "emergency"

    def button(self, title: str) -> str:
        buttons = [button for message in self.messages for button in message.get("buttons", [])]
        return next(str(button["payload"]) for button in buttons if button["title"] == title)
