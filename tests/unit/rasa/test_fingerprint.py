from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.rasa.fingerprint import fingerprint
from bot.settings import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (
        "data/nlu/a01",
        "data/rules",
        "data/triage",
        "bot/rasa",
        "bot/triage",
        "bot/encoder/model",
        "data/guidance",
    ):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "config.yml").write_text("pipeline: []")
    (tmp_path / "data/nlu/a01/greet.yml").write_text("nlu: []")
    (tmp_path / "bot/triage/rules.py").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "requirements.lock",
        "data/nlu/a01/greet.yml",
        "data/rules/x.yml",
        "data/triage/x.yml",
        "bot/triage/rules.py",
        "bot/rasa/guard.py",
        "bot/encoder/encoder.py",
        "bot/encoder/model/tuned.onnx",
        "bot/encoder/model/tokenizer.json",
    ],
)
def test_it_changes_with_all_that_decides_how_a_model_behaves(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).write_text("changed")
    assert fingerprint(project) != before


@pytest.mark.parametrize("name", ["README.md", "data/guidance/npcc.yml", "bot/triage/notes.txt", "bot/chat.py"])
def test_it_does_not_change_with_the_rest(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).write_text("changed")
    assert fingerprint(project) == before


def test_a_renamed_file_counts(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/nlu/a01/greet.yml").rename(project / "data/nlu/a01/thank.yml")
    assert fingerprint(project) != before


def test_it_takes_less_than_a_second() -> None:
    begun = time.perf_counter()
    fingerprint(ROOT)
    assert time.perf_counter() - begun < 1.0
