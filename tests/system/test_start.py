"""A start that cannot succeed says why in one line, and what to do, and exits with status 1."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.server import ROOT, Chat, Server


def start(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.rasa", command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assert_one_clear_line(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert run.returncode == 1, run.stderr
    lines = [line for line in run.stderr.splitlines() if not line.startswith("Starting")]
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("Cannot start: ")
    for word in words:
        assert word in lines[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without its models."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("bot", "actions", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("command", ["run", "serve", "actions"])
def test_a_port_in_use(command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        url = f"http://127.0.0.1:{port}/webhook"
        assert_one_clear_line(start(ROOT, command, PORT=port, ACTION_ENDPOINT_URL=url), f":{port} is in use", "PORT=")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [("PORT", "five", "a whole number from 1 to 65535"), ("RETENTION_MINUTES", "90", "from 1 to 60")],
)
def test_a_bad_setting(name: str, value: str, wanted: str) -> None:
    assert_one_clear_line(start(ROOT, "run", **{name: value}), f"{name}='{value}'", wanted)


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("data/triage/weapons.yml", "patterns: [{id: weapons.access}]\n", "weapons.yml:1: "),
        ("data/texts/safety.yml", "texts:\n  a: {text: x\n", "safety.yml:"),
        ("data/guidance/npcc.yml", "statements: 7\n", "npcc.yml:"),
        ("data/nlu/a01/police.yml", "nlu:\n- intent: a\n  intent: a\n", "police.yml:3: the key 'intent' occurs twice"),
        ("data/rules/talk.yml", "rules: [\n", "talk.yml:2: "),
        ("domain.yml", "- a list\n", "domain.yml:1: must be a mapping"),
    ],
)
def test_a_broken_data_file_is_named_with_its_line(copy: Path, file: str, text: str, reason: str) -> None:
    good = (copy / file).read_text()
    (copy / file).write_text(text)
    try:
        assert_one_clear_line(start(copy, "run"), reason)
    finally:
        (copy / file).write_text(good)


def test_a_local_file_that_does_not_exist(copy: Path) -> None:
    assert_one_clear_line(start(copy, "serve", LOCAL_FILE="nowhere.yml"), "nowhere.yml")


def test_ctrl_c_ends_it_cleanly(logs: Path, tmp_path: Path) -> None:
    server = Server.start(["-m", "bot.rasa", "serve"], logs, MODELS=str(tmp_path))
    assert Chat(server).say("theres a man with a knife at my door").is_card
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(15) == 0
    assert "Traceback" not in server.log.read_text()
