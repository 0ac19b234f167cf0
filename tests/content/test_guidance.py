"""What the guidance base must hold, whoever edits it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.datafile import read_yaml
from bot.guidance import Statement, cite, present_first
from bot.guidance.__main__ import main
from bot.guidance.model import SelfSource
from bot.guidance.sources import check_sources, read_uncited
from tests.content.guidance_base import GUIDANCE, STATEMENTS, TODAY, each_statement

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "guidance"
TOPICS = [
    "red_flags", "when_to_call_police", "call_999_how", "shield", "shield_safeguard", "shield_help",
    "shield_inform", "shield_evidence", "shield_let_people_know", "shield_decide", "keep_record",
    "report_x_twitter", "report_facebook", "report_blog", "report_other_platform", "block_mute",
    "respond_to_abuse", "offences", "free_speech_limits", "ehrc_guidance", "ehrc_complaint",
    "personal_safety_canvassing", "online_health_check", "police_spoc", "defending_democracy",
    "support_organisations", "council_support", "social_media_duties", "after_reporting", "about_bot",
    "privacy", "home_address", "digital_imprints", "new_electoral_offence", "court_orders", "home_protest",
    "intimate_images", "impersonation", "false_statements", "domestic_abuse", "staff_and_volunteers",
    "children_and_family", "polling_day_and_count", "suspicious_items", "colleague_conduct", "journalists",
    "parliamentary_security_team", "sensitive_interests", "cspl_recommendation", "recommendation_progress",
    "government_response", "labour_response", "party_code_of_conduct", "party_support_training", "party_discipline",
    "press_regulation",
]  # fmt: skip
RULE_SOURCES = [
    "npcc-red-flags-1", "npcc-red-flags-2", "npcc-red-flags-3", "npcc-red-flags-4", "npcc-contact-police-1",
    "npcc-contact-police-2", "npcc-contact-police-3", "npcc-contact-police-4", "npcc-emergency-999",
    "npcc-advice-1", "npcc-advice-2", "npcc-advice-3", "npcc-advice-4", "npcc-advice-5", "npcc-advice-6",
    "lga-shield-safeguard", "lga-shield-help", "lga-shield-inform", "lga-shield-evidence",
    "lga-shield-let-people-know", "lga-shield-decide", "lga-report-platform", "lga-offences-1",
    "lga-offences-2", "lga-offences-3", "ehrc-free-expression-1", "ehrc-free-expression-2",
]  # fmt: skip

DOCUMENTS = ROOT.parent / "shared" / "seeds"
"""The folder of documents; the test that needs it is there only when the folder is."""


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_answered(topic: str) -> None:
    assert GUIDANCE.topic(topic)


def test_no_topic_is_unknown_to_the_rubric() -> None:
    assert sorted(GUIDANCE.titles) == sorted(TOPICS)


@pytest.mark.parametrize("id", RULE_SOURCES)
def test_statements_that_others_refer_to_exist(id: str) -> None:
    assert GUIDANCE.statement(id).id == id


@each_statement
def test_every_statement_is_used(statement: Statement) -> None:
    advised = {entry.id for level in ("police", "platform", "lawful") for entry in GUIDANCE.advice(level).statements}
    in_place_of_others = GUIDANCE.asking.positions.link
    assert statement.topics or statement.recommendations or statement.id in {*advised, in_place_of_others}


@each_statement
def test_every_statement_is_cited(statement: Statement) -> None:
    entry = cite(statement)
    assert entry["title"]
    assert entry["publisher"]
    assert date.fromisoformat(entry["as_of"]) <= TODAY
    own = isinstance(statement.source, SelfSource)
    assert own == (entry["publisher"] == "Candidate Safety Assistant")
    assert own or entry["locator"]


def test_no_superseded_statement_is_said_first() -> None:
    superseded = [
        entry
        for entry in STATEMENTS
        if entry.check_with or any(change.effect == "supersedes" for change in entry.changed)
    ]
    assert superseded
    for statement in superseded:
        first, *rest = present_first(statement, TODAY)
        assert first.startswith(("Now (", "This has probably changed since 2019. Check with"))
        assert statement.text not in first
        assert any(line == f"The {statement.as_of.year} document said: {statement.text}" for line in rest)


def test_no_file_is_claimed_by_rasa() -> None:
    claimed = {"version", "nlu", "rules", "stories", "responses", "intents", "entities", "slots", "forms", "actions"}
    for path in FOLDER.glob("*.yml"):
        assert not claimed & set(read_yaml(path))


if DOCUMENTS.is_dir():  # A parameter list that may be empty would count as a skipped test.

    def test_every_passage_stands_where_the_base_says() -> None:
        assert check_sources(GUIDANCE, read_uncited(FOLDER), DOCUMENTS) == []
        assert main(["check-sources", str(DOCUMENTS)]) == 0
