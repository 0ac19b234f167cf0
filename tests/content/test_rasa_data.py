"""What Rasa itself would only warn about: the domain, the rules and the training data fit together."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import yaml
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator

from bot.guidance import Guidance
from bot.settings import DATA, ROOT

BUTTONS_ONLY = {"in_danger", "not_in_danger", "danger_not_sure", "not_reached", "something_else", "more"}
"""Intents that nobody types: they have no training texts."""

EVERY_TIME = "Slot auto-fill has been removed in 3.0"
"""What Rasa says of every domain that has slots."""

BY_POLICY = {"emergency", "crisis", "utter_emergency", "utter_crisis"}
"""What SafetyPolicy answers: neither rules nor stories name it."""

RASA_KEYS = {
    "nlu",
    "rules",
    "stories",
    "responses",
    "intents",
    "entities",
    "slots",
    "forms",
    "actions",
    "e2e_actions",
    "session_config",
}
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
CONFIG = yaml.safe_load((ROOT / "config.yml").read_text())


def test_rasa_finds_nothing_to_complain_of() -> None:
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(DATA / name) for name in ("nlu", "rules", "stories")]
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        validator = Validator.from_importer(importer)
        for check in (
            validator.verify_domain_validity,
            validator.verify_intents,
            validator.verify_nlu,
            validator.verify_intents_in_stories,
            validator.verify_actions_in_stories_rules,
            validator.verify_utterances_in_stories,
            validator.verify_forms_in_stories_rules,
            validator.verify_form_slots,
            validator.verify_slot_mappings,
            validator.verify_story_structure,
        ):
            assert check(), check.__name__
        validator.warn_if_config_mandatory_keys_are_not_set()
    complaints = [str(warning.message) for warning in caught if warning.category is UserWarning]
    known = (EVERY_TIME, *(f"'{name}'" for name in BUTTONS_ONLY | BY_POLICY))
    unexpected = [text for text in complaints if not any(words in text for words in known)]
    assert unexpected == []


def test_every_topic_of_the_guidance_base_has_an_intent_and_the_other_way_round() -> None:
    guidance = Guidance.load(DATA / "guidance")
    asked = {intent.removeprefix("ask_") for intent in DOMAIN["intents"] if intent.startswith("ask_")}
    assert asked - set(guidance.titles) == {"help", "not_covered"}
    assert set(guidance.titles) - asked == set()


def test_every_intent_has_a_rule_or_is_answered_by_the_safety_policy() -> None:
    text = "".join(path.read_text() for path in (DATA / "rules").glob("*.yml"))
    ruled = re.findall(r"intent: (\w+)", text)
    assert len(ruled) == len(set(ruled))
    assert set(DOMAIN["intents"]) - set(ruled) == {"emergency", "crisis", "in_danger", "danger_not_sure"}


def test_the_guard_is_the_last_component_and_the_safety_policy_is_there() -> None:
    assert CONFIG["pipeline"][-1]["name"] == "bot.rasa.guard.DangerGuard"
    assert CONFIG["policies"][0]["name"] == "bot.rasa.policy.SafetyPolicy"
    names = {component["name"] for component in CONFIG["pipeline"]}
    assert "FallbackClassifier" not in names
    assert "KeywordIntentClassifier" not in names


def test_the_dialogue_has_no_step_that_needs_an_action_server_before_safety() -> None:
    assert "action_session_start" not in DOMAIN["actions"]
    assert "action_validate_slot_mappings" not in DOMAIN["actions"]
    assert all(not slot["mappings"] for slot in DOMAIN["slots"].values())


def test_rasa_claims_no_other_data_file() -> None:
    for path in sorted(DATA.rglob("*.yml")):
        if path.parent.parent.name == "nlu" or path.parent.name in ("nlu", "rules", "stories"):
            continue
        assert not RASA_KEYS & set(yaml.safe_load(path.read_text())), path


def test_only_our_channels_and_no_api() -> None:
    assert set(yaml.safe_load((ROOT / "credentials.yml").read_text())) == {
        "bot.rasa.channel.RestChannel",
        "bot.rasa.channel.ServiceChannel",
    }
    scripts = [path for path in Path(ROOT / "scripts").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert not [path for path in scripts if "--enable-api" in path.read_text()]
