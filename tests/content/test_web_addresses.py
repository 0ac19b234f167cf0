"""Web addresses that answers name are registered, with source and date of review; every force has one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.guidance import Statement
from bot.guidance.local import Local
from tests.content.guidance_base import GUIDANCE, STATEMENTS, each_statement

# Upper-case GOV.UK is a publisher's name.
ADDRESS = re.compile(r"(?<![\w@.-])(?:www\.)?((?:[a-z0-9-]+\.)+(?:uk|org|com|net|social))\b")
REGISTERED = {
    address
    for contact in GUIDANCE.contacts.values()
    for text in (contact.url or "", contact.other_way)
    for address in ADDRESS.findall(text)
} | {force.website.removeprefix("www.") for force in GUIDANCE.forces.values()}


def test_the_rule_for_addresses_finds_them() -> None:
    assert ADDRESS.findall("see www.police.uk, report-it.org.uk or https://a.example.org/x.") == [
        "police.uk",
        "report-it.org.uk",
        "a.example.org",
    ]
    assert ADDRESS.findall("GOV.UK, jo@samaritans.org") == []


@each_statement
def test_every_address_that_is_said_is_registered(statement: Statement) -> None:
    said = " ".join([statement.text, *(change.text for change in statement.changed)])
    assert set(ADDRESS.findall(said)) <= REGISTERED


@pytest.mark.parametrize("words", Local().words.values())
def test_general_words_for_a_place_name_registered_addresses_only(words: str) -> None:
    assert set(ADDRESS.findall(words)) <= REGISTERED


def test_a_force_is_known_for_every_place() -> None:
    nations = Counter(force.nation for force in GUIDANCE.forces.values())
    assert nations == {"england": 39, "wales": 4, "scotland": 1, "northern_ireland": 1}
    websites = [force.website for force in GUIDANCE.forces.values()]
    assert len(set(websites)) == len(websites)
    assert all(re.fullmatch(r"www\.[a-z-]+\.police\.uk", website) for website in websites)


def test_every_nation_has_an_emergency_and_a_support_contact() -> None:
    for nation in ("england", "wales", "scotland", "northern_ireland"):
        for topic in ("call_999_how", "when_to_call_police", "support_organisations"):
            assert [entry for entry in GUIDANCE.topic(topic) if nation in entry.nations]
        assert nation in GUIDANCE.contact("contact-999").nations
        assert nation in GUIDANCE.contact("contact-samaritans").nations


def test_no_statement_is_kept_that_no_nation_can_use() -> None:
    assert all(statement.nations for statement in STATEMENTS)
