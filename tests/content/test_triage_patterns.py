"""The data of triage: what each pattern's own texts promise holds, and its source is a statement that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.datafile import read_yaml
from bot.triage.patterns import Pattern
from bot.triage.rules import FOLDER, Rules

RULES = Rules.load(FOLDER)
GUIDANCE = FOLDER.parent / "guidance"
RASA_KEYS = set("nlu rules stories responses intents entities slots forms actions e2e_actions session_config".split())
RASA_KEYS |= {"lookup", "regex", "synonym"}


def _texts(kind: str) -> list[tuple[Pattern, str]]:
    return [(pattern, text) for pattern in RULES.patterns for text in getattr(pattern, kind)]


def _name(value: object) -> str:
    return value.id if isinstance(value, Pattern) else str(value)


@pytest.mark.parametrize(("pattern", "text"), _texts("match"), ids=_name)
def test_match(pattern: Pattern, text: str) -> None:
    verdict = RULES.assess(text)
    assert pattern.id in [reason.rule for reason in verdict.reasons]
    assert verdict.level is not None
    assert verdict.level.severity >= pattern.level.severity


@pytest.mark.parametrize(("pattern", "text"), _texts("no_match"), ids=_name)
def test_no_match(pattern: Pattern, text: str) -> None:
    assert pattern.id not in [reason.rule for reason in RULES.assess(text).reasons]


def _ids(path: Path) -> set[str]:
    return set(re.findall(r"^\s*-?\s*id:\s*[\"']?([\w-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("source", sorted({pattern.source for pattern in RULES.patterns}))
def test_every_source_is_a_statement(source: str) -> None:
    assert source in set().union(*(_ids(path) for path in GUIDANCE.glob("*.yml")))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_rasa_does_not_claim_the_file(path: Path) -> None:
    assert not RASA_KEYS & set(read_yaml(path))


def test_every_list_is_used_or_holds_words() -> None:
    for path in FOLDER.glob("words*.yml"):
        assert all(read_yaml(path).get("lists", {}).values()), path
