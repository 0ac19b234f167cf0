"""The 33 recommendations: whole, sourced, neutral between parties, and never rated by us."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.datafile import read_yaml
from bot.guidance import Recommendation, Statement, as_text, cite, present_first
from bot.guidance.model import DocumentSource
from bot.guidance.sources import read_document, read_uncited
from bot.settings import DATA
from tests.content.guidance_base import GUIDANCE, STATEMENTS, TODAY, each_statement
from tests.content.test_own_words import DOCUMENTS, QUOTATION, words

FOUND = GUIDANCE.recommendations
RECORDS = list(FOUND.records.values())
NOT_REPORTED = [1, 2, 3, 4, 5, 9, 11, 12, 16, 28]
LABOUR = "In its 2018 response the Labour Party said"
PARTY = re.compile(r"Labour|Conservative|Liberal Democrat|Greens?\b|Reform UK|Plaid|SNP|Sinn|DUP|Tory|Tories")
MAY_NAME_PARTIES = {
    "body-joint-statement": "the bodies that back it, as its keeper lists them",
    "recommendation-17-progress": "the bodies that back it, as the Committee lists them",
    "cspl-how-to-ask": "whose answers can be asked for",
}
TOPICS = (
    "cspl_recommendation", "recommendation_progress", "government_response", "labour_response", "sensitive_interests",
    "party_code_of_conduct", "party_support_training", "party_discipline", "press_regulation", "defending_democracy",
    "parliamentary_security_team",
)  # fmt: skip
PEOPLE = re.compile(r"Theresa|Corbyn|Formby|Abbott|Goldsmith|Khan|Warsi|Bew|Pickles|Hewitt|Stephen Parkinson")
BODIES = (
    "plait", "members-security-support", "election-cell", "single-point-of-contact", "sensitive-interests",
    "parties-panel", "joint-statement", "complaints-database", "pop-up-team", "transparency-report", "digital-charter",
    "defending-democracy", "digital-imprints",
)  # fmt: skip
each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.number))


def numbers(found: tuple[Recommendation, ...]) -> list[int]:
    return [record.number for record in found]


def test_all_33_are_there() -> None:
    assert list(FOUND.records) == list(range(1, 34))


@each_record
def test_every_part_has_its_own_source(record: Recommendation) -> None:
    said = dict(
        zip(("asks", "responsible", "timeframe", "government", "labour", "progress"), record.parts, strict=True)
    )
    for name, part in said.items():
        assert isinstance(part.source, DocumentSource)
        document = {"labour": "labour-2018", "progress": "progress-2021"}.get(name, "government-2018")
        assert part.source.document.id == document
        assert len(part.text.split()) <= 60
        assert cite(part)["locator"]


@each_record
def test_the_locator_names_the_recommendation(record: Recommendation) -> None:
    for part in record.parts:
        assert isinstance(part.source, DocumentSource)
        if part.text == "The 2021 table does not report on this one.":
            continue
        named = [int(number) for number in re.findall(r"\d+", part.source.locator)]
        assert record.number in range(named[0], named[-1] + 1), part.id


def test_the_table_of_2021_covers_23() -> None:
    assert numbers(FOUND.by_status("progress", "not_reported")) == NOT_REPORTED
    assert len(FOUND.by_status("progress", "reported")) == 23
    for record in RECORDS:
        silent = record.progress.statement.text == "The 2021 table does not report on this one."
        assert silent == (record.number in NOT_REPORTED)


def test_nothing_is_rated_or_called_rejected_that_no_document_calls_so() -> None:
    assert FOUND.by_status("government", "rejected") == ()
    assert numbers(FOUND.by_status("labour", "rejected")) == [6]
    assert numbers(FOUND.by_status("government", "accepted")) == [6, 8, 9, 10, 29, 30, 31]
    for statement in STATEMENTS:
        if statement.recommendations and statement.id != "progress-no-rating":
            assert not re.search(r"\boverdue\b|\brejected\b|\brated\b", statement.text), statement.id


def test_who_is_responsible() -> None:
    by_body = {id: numbers(FOUND.by_body(id)) for id in FOUND.bodies}
    assert by_body == {
        "public-life": [1, 2, 3, 4, 5],
        "government": [6, 7, 8],
        "monitoring-officers": [9],
        "home-office": [10],
        "dcms": [10],
        "party-leaders": [11],
        "political-parties": [12, 13, 14, 15, 16, 17, 18, 19],
        "social-media": [20, 21, 22, 23, 24, 25, 26, 27],
        "mps": [28],
        "npcc": [29, 31],
        "college-of-policing": [30, 31],
        "cps": [31],
        "press-regulators": [32],
        "news-organisations": [33],
    }


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what did they say about home addresses on ballot papers", 8),
        ("the one on sensitive interests", 9),
        ("a pop-up team for social media", 26),
        ("transparency reports", 24),
        ("freelance journalists", 33),
        ("was there a new electoral offence", 6),
        ("joint code of conduct", 17),
        ("social media training for candidates", 19),
    ],
)
def test_a_subject_leads_to_its_recommendation(question: str, number: int) -> None:
    assert numbers(FOUND.by_subject(question))[0] == number


@each_record
def test_labour_positions_say_whose_they_are(record: Recommendation) -> None:
    assert record.labour.statement.text.startswith(LABOUR)


@each_statement
def test_a_party_is_named_only_for_its_own_position(statement: Statement) -> None:
    if statement.publisher == "Labour Party" or "labour_response" in statement.topics:
        own = statement.text == "Other parties’ written responses are not among our sources."
        assert own or statement.text.startswith(LABOUR) or statement.id == "body-press-recognition-panel"
        assert statement.topics in ((), ("labour_response",)) or not PARTY.search(statement.text)
        assert not PARTY.search(statement.text.removeprefix(LABOUR))
    else:
        assert statement.id in MAY_NAME_PARTIES or not PARTY.search(statement.text)
    for change in statement.changed:
        assert change.id == "change-joint-statement" or not PARTY.search(change.text)


@each_statement
def test_nobody_is_named(statement: Statement) -> None:
    assert not PEOPLE.search(" ".join([statement.text, *(change.text for change in statement.changed)]))


def test_what_is_said_against_others_is_cited_by_nobody() -> None:
    kept_out = [entry for entry in read_uncited(DATA / "guidance") if entry.reason.startswith("one party about")]
    assert len(kept_out) == 3
    for entry in kept_out:
        for statement in STATEMENTS:
            source = statement.source
            if isinstance(source, DocumentSource) and source.document.id == entry.document:
                assert source.end <= entry.start or entry.end <= source.start, statement.id


@pytest.mark.parametrize("number", [6, 7, 8, 9])
def test_present_law_is_said_first(number: int) -> None:
    record = FOUND.number(number)
    for part in (record.asks, record.government.statement, record.labour.statement):
        assert present_first(part, TODAY)[0].startswith("Now ("), part.id
    assert as_text([record.asks, record.government.statement], TODAY).startswith("Now (")


@pytest.mark.parametrize("topic", TOPICS)
def test_the_opening_fits_a_phone(topic: str) -> None:
    topics = {entry["name"]: entry for entry in read_yaml(DATA / "guidance" / "topics.yml")["topics"]}
    opening = [GUIDANCE.statement(id) for id in topics[topic]["opens_with"]]
    assert 0 < len(as_text(opening, TODAY).split()) <= 90


@pytest.mark.parametrize("body", BODIES)
def test_every_named_body_is_told(body: str) -> None:
    assert GUIDANCE.statement(f"body-{body}").topics


def test_the_reading_of_court_and_count_is_explained() -> None:
    said = GUIDANCE.statement("count-not-court").text
    assert "‘court’" in said
    assert "We use ‘count’" in said
    assert "count" in FOUND.number(8).asks.text


def test_dates_are_those_of_the_documents() -> None:
    written = {document.id: document.written for document in GUIDANCE.documents.values()}
    assert written["government-2018"] == date(2018, 3, 1)
    assert written["progress-2021"].year == 2021


if DOCUMENTS.is_dir():  # A parameter list that may be empty would count as a skipped test.

    def test_no_run_of_more_than_15_words_is_a_document_s() -> None:
        runs = set()
        for document in GUIDANCE.documents.values():
            found = words(read_document(DOCUMENTS, document.file))
            runs |= {tuple(found[start : start + 16]) for start in range(len(found) - 15)}
        for statement in STATEMENTS:
            own = words(QUOTATION.sub(" ", statement.text))
            assert not runs & {tuple(own[start : start + 16]) for start in range(len(own) - 15)}, statement.id
