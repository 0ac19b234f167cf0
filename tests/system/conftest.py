from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.server import Chat, Server

FAULTY = [str(Path(__file__).with_name("faulty_server.py"))]


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every server of this run writes its log."""
    return tmp_path_factory.mktemp("logs")


@pytest.fixture(scope="session")
def server(logs: Path) -> Iterator[Server]:
    """The server with its model, shared by all tests."""
    server = Server.start(FAULTY, logs)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def bare_server(logs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``make serve`` with an empty ``models/``."""
    server = Server.start(["-m", "bot.rasa", "serve"], logs, MODELS=str(tmp_path_factory.mktemp("models")))
    yield server
    server.stop()


@pytest.fixture
def healthy(server: Server) -> Iterator[Server]:
    """The shared server; whatever a test broke is mended afterwards."""
    yield server
    server.mend()


@pytest.fixture
def chat(healthy: Server) -> Chat:
    return Chat(healthy)
