"""The arrows of the design: who may import whom. Read from the source, so that no import can hide in a function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.settings import ROOT

FREE_OF_RASA = ("guidance", "triage", "reply", "record", "encoder")
MAY_IMPORT = {
    "triage": {"triage", "datafile"},
    "guidance": {"guidance", "datafile"},
    "record": {"record", "datafile"},
    "encoder": {"encoder", "datafile"},
    "reply": {"reply", "triage", "guidance", "datafile", "settings"},
    "rasa": {"rasa", "reply", "triage", "guidance", "record", "encoder", "datafile", "settings"},
}


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_each_package_imports_only_what_lies_below_it(package: str) -> None:
    for path in (ROOT / "bot" / package).rglob("*.py"):
        ours = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
        assert ours <= MAY_IMPORT[package], path
        assert not any(name.split(".")[0] == "actions" for name in imports(path)), path


@pytest.mark.parametrize("package", FREE_OF_RASA)
def test_the_inside_knows_no_rasa_and_no_web_server(package: str) -> None:
    for path in (ROOT / "bot" / package).rglob("*.py"):
        outside = {name.split(".")[0] for name in imports(path)}
        assert not outside & {"rasa", "rasa_sdk", "sanic", "tensorflow"}, path


def test_actions_know_only_replies_and_triage() -> None:
    for path in (ROOT / "actions").rglob("*.py"):
        ours = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
        assert ours <= {"reply", "triage", "guidance", "record"}, path


def test_modules_stay_small() -> None:
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        assert len(path.read_text().splitlines()) <= 200, path


def test_empty_folders_say_what_belongs_there() -> None:
    for folder in (
        "bot/encoder",
        "bot/record",
        "bot/web",
        "models",
        "deploy",
        "tests/browser",
        "tests/benchmarks",
        "data/stories",
    ):
        files = [path for path in (ROOT / folder).iterdir() if path.name != "__pycache__"]
        assert files, folder
        if all(path.suffix != ".py" for path in files):
            assert (ROOT / folder / "README.md").is_file(), folder
