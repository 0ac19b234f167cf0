"""Trains the model for the present data, once."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.rasa.fingerprint import model_path
from bot.settings import ROOT

_REPORT_SECONDS = 10


class TrainingError(Exception):
    """Training gave no model; ``log`` is the file that says why."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"training gave no model. {log} says why")
        self.log = log


def train(models: Path, say: Callable[[str], None]) -> Path:
    """Trains and returns the model file, telling ``say`` how long it has taken so far.

    Slow: imports TensorFlow and reads the whole corpus. Rasa's own messages go to ``training.log`` beside the model.
    Raises TrainingError, and OSError when the disk is full.
    """
    path = model_path(models, ROOT)
    path.parent.mkdir(parents=True, exist_ok=True)
    log = models / "training.log"
    try:
        with _reported(say), log.open("w") as file, contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
            made = _rasa_train(models)
    except OSError:
        raise
    except Exception as error:
        with log.open("a") as file:
            file.write(f"{type(error).__name__}: {error}\n")
        raise TrainingError(log) from error
    if made is None:
        raise TrainingError(log)
    made.replace(path)  # only a whole model gets the name that the server looks for
    for older in models.glob("*.tar.gz"):
        if older != path:
            older.unlink()
    return path


def _rasa_train(models: Path) -> Path | None:
    from rasa.model_training import train as rasa_train

    from bot.rasa.logs import configure_logs

    configure_logs()
    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / name) for name in ("nlu", "rules", "stories")],
        output=str(models),
        fixed_model_name=f"training-{os.getpid()}",
        force_training=True,
    )
    return Path(result.model) if result.model and result.code == 0 else None


@contextlib.contextmanager
def _reported(say: Callable[[str], None]) -> Iterator[None]:
    begun, done = time.monotonic(), threading.Event()

    def report() -> None:
        while not done.wait(_REPORT_SECONDS):
            say(f"  training, {time.monotonic() - begun:.0f} seconds so far ...")

    thread = threading.Thread(target=report, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    say(f"Trained in {time.monotonic() - begun:.0f} seconds.")
