"""The build fails when something is undocumented, or a page points at what is not there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.guidance import Guidance
from bot.guidance.go_live import go_live_page
from bot.settings import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_path_exists(page: Path) -> None:
    text = page.read_text()
    for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        assert (page.parent / link).exists(), link
    for path in re.findall(r"`((?:bot|data|docs|tests|actions|scripts|models)/[\w./*-]+)`", text):
        assert list(ROOT.glob(path.rstrip("/"))), path


def test_every_error_code_is_documented() -> None:
    contract = (ROOT / "docs" / "reply-contract.md").read_text()
    sources = [ROOT / "bot" / "rasa" / name for name in ("request.py", "errors.py", "channel.py")]
    codes = {
        code
        for source in sources
        for code in re.findall(r'(?:RequestError\(\d+, |\d+: \()"([a-z_]+)"', source.read_text())
    }
    assert len(codes) > 10
    assert {code for code in codes if f"`{code}`" not in contract} == set()


def test_every_target_of_the_makefile_is_helped() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    assert {target for target in targets if not re.search(rf"^{target}:.*## \w", text, re.MULTILINE)} == set()


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("package", ["bot", "actions"])
def test_every_public_thing_has_a_docstring(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree), path
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith(
                "_"
            ):
                inner = any(
                    node in getattr(outer, "body", []) for outer in ast.walk(tree) if isinstance(outer, ast.FunctionDef)
                )
                assert inner or ast.get_docstring(node), f"{path}: {node.name}"


def test_the_list_to_confirm_before_going_live_is_up_to_date() -> None:
    page = (ROOT / "docs" / "before-you-go-live.md").read_text()
    assert page == go_live_page(Guidance.load(ROOT / "data" / "guidance"))
