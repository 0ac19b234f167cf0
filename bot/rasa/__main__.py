"""``python -m bot.rasa run | serve | train [--if-needed] | actions``: what the Makefile calls."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
import warnings
from urllib.parse import urlsplit

from bot.datafile import DataError
from bot.settings import DATA, ROOT, SettingError, Settings, settings


class StartError(Exception):
    """Why nothing was started, and what to do about it, in one line."""


def main() -> int:
    """The exit status; a start that fails says why in one line and gives 1."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Dependencies reset the filters when they are imported, and their deprecations tell a deployer nothing.
    warnings.showwarning = lambda *arguments, **named: None
    parser = argparse.ArgumentParser(prog="python -m bot.rasa", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("run", "serve", "actions"):
        commands.add_parser(name)
    commands.add_parser("train").add_argument(
        "--if-needed", action="store_true", help="not when the model is up to date"
    )
    arguments = parser.parse_args()
    try:
        _COMMANDS[arguments.command](settings(), arguments)
    except (StartError, SettingError, DataError) as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("Cannot start: the disk is full. Free some space and try again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def _run(chosen: Settings, arguments: argparse.Namespace) -> None:
    _check_port(chosen.host, chosen.port)
    _train_if_needed(chosen)
    _serve(chosen, arguments)


def _serve(chosen: Settings, arguments: argparse.Namespace) -> None:
    _check_port(chosen.host, chosen.port)
    _check_data()
    _say("Starting (about 15 seconds) ...")
    from bot.rasa.parts import parts
    from bot.rasa.server import serve

    parts()
    serve(chosen)


def _train(chosen: Settings, arguments: argparse.Namespace) -> None:
    if arguments.if_needed and _model_there(chosen):
        return
    _check_data()
    from bot.rasa.train import TrainingError, train

    _say("Training the model for the present data (one to two minutes) ...")
    try:
        train(chosen.models, _say)
    except TrainingError as error:
        raise StartError(f"{error}. `make serve` starts without a model.") from error


def _actions(chosen: Settings, arguments: argparse.Namespace) -> None:
    from rasa_sdk.endpoint import run

    from bot.rasa.logs import configure_logs
    from bot.reply import Responder

    port = urlsplit(chosen.action_endpoint_url).port or 5055
    _check_port("127.0.0.1", port)
    os.environ.setdefault("SANIC_HOST", "127.0.0.1")  # whoever reaches it reads conversations
    configure_logs()
    Responder.default()
    _say(f"Actions at http://127.0.0.1:{port}/webhook  (Ctrl-C stops them)")
    run("actions", port, cors_origins="")


def _train_if_needed(chosen: Settings) -> None:
    """In a process of its own: training leaves half a gigabyte behind."""
    if _model_there(chosen):
        return
    trained = subprocess.run([sys.executable, "-m", "bot.rasa", "train"], cwd=ROOT, check=False)
    if trained.returncode != 0:
        sys.exit(trained.returncode)  # it has said why


def _model_there(chosen: Settings) -> bool:
    from bot.rasa.fingerprint import model_path

    return model_path(chosen.models, ROOT).is_file()


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(
                    f"{host}:{port} is in use. Stop what runs there, or choose another with PORT=5006."
                ) from error
            raise StartError(f"{host}:{port} cannot be used ({error.strerror}): check HOST and PORT.") from error


def _check_data() -> None:
    """Reads every file that an editor may change before anything slow begins."""
    from bot.datafile import read_yaml
    from bot.reply import Responder
    from bot.triage import Rules

    for name in ("config.yml", "domain.yml", "endpoints.yml"):
        read_yaml(ROOT / name)
    credentials = read_yaml(ROOT / "credentials.yml")
    if "rest" in credentials:
        raise DataError(
            ROOT / "credentials.yml", credentials.line, "Rasa's own 'rest' must not stand beside our channel"
        )
    for path in [*sorted((DATA / "nlu").rglob("*.yml")), *sorted((DATA / "rules").glob("*.yml"))]:
        read_yaml(path)
    Rules.load(DATA / "triage")
    Responder.default()


def _say(text: str) -> None:
    print(text, file=sys.__stderr__, flush=True)  # training redirects the other one


_COMMANDS = {"run": _run, "serve": _serve, "train": _train, "actions": _actions}

if __name__ == "__main__":
    sys.exit(main())
