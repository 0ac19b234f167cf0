"""What the answers to particular topics promise: first sentences, exceptions before evidence, size, platforms."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.guidance import Guidance, as_text
from bot.guidance.portions import WORDS, portions
from bot.reply.message import Situation
from bot.reply.responder import Responder
from bot.reply.texts import Texts
from bot.settings import DATA, ROOT
from tests.content.guidance_base import GUIDANCE, LATER, TODAY

FIRST = {
    "home_address": "It can be published unless you ask for it not to be. Sign that part of the home address form when "
    "you hand in your nomination; you must still give the address.",
    "digital_imprints": "Yes, for certain digital campaign material, since 1 November 2023.",
    "new_electoral_offence": "No separate offence. Since 1 November 2023 a court can ban an offender from elected "
    "office for five years.",
    "home_protest": "If people are outside your home now and you feel unsafe, call 999.",
    "intimate_images": "A sexual image of you, real or fake: send no copies to anyone, and not here.",
    "suspicious_items": "A package, powder or device: do not touch, move or photograph it. Move away. Call 999.",
    "polling_day_and_count": "If anyone is in danger at a polling station or count, call 999 first.",
}
DANGER = (
    "court_orders", "home_protest", "domestic_abuse", "staff_and_volunteers", "children_and_family",
    "polling_day_and_count", "suspicious_items", "colleague_conduct", "journalists",
)  # fmt: skip
PLATFORMS = (
    "x", "facebook", "instagram", "threads", "youtube", "tiktok", "whatsapp", "linkedin", "nextdoor", "bluesky",
    "reddit", "telegram", "blog",
)  # fmt: skip
OFFENCES = {
    "law-harassment": "Protection from Harassment Act 1997",
    "home-harassment-law": "Criminal Justice and Police Act 2001, section 42A",
    "law-threat-message": "Online Safety Act 2023, section 181",
    "law-false-message": "section 179",
    "law-offensive-message": "Malicious Communications Act 1988",
    "law-intimate-images": "section 66B",
    "law-flashing-self-harm": "sections 183 and 184",
    "law-assault": "Offences against the Person Act 1861",
    "law-hate": "Sentencing Act 2020 (section 66)",
    "false-statement-law": "section 106 of the Representation of the People Act 1983",
    "offence-undue-influence": "section 114A",
    "offence-ban-when": "Elections Act 2022, Part 5",
}


@pytest.mark.parametrize("topic", list(FIRST))
def test_the_fixed_first_sentence(topic: str) -> None:
    assert as_text(GUIDANCE.topic(topic), TODAY).startswith(FIRST[topic])


@pytest.mark.parametrize("topic", DANGER)
def test_999_is_named_before_more(topic: str) -> None:
    first, _ = portions(GUIDANCE.topic(topic), TODAY)
    assert "999" in as_text(first, TODAY)


@pytest.mark.parametrize("topic", list(GUIDANCE.titles))
@pytest.mark.parametrize("today", [TODAY, LATER])
def test_what_comes_before_more_fits_a_phone(topic: str, today: date) -> None:
    first, more = portions(GUIDANCE.topic(topic), today)
    assert (*first, *more) == GUIDANCE.topic(topic)
    assert len(as_text(first, today).split()) <= WORDS


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_can_be_reported_after_the_evidence_is_kept(platform: str) -> None:
    report = GUIDANCE.statement(f"{platform}-report")
    topic = {"x": "report_x_twitter", "facebook": "report_facebook", "blog": "report_blog"}.get(
        platform, "report_other_platform"
    )
    ids = [statement.id for statement in GUIDANCE.topic(topic)]
    assert ids.index("platform-police-first") < ids.index("platform-keep-first") < ids.index(report.id)


@pytest.mark.parametrize("id", list(OFFENCES))
def test_an_offence_bears_its_statute(id: str) -> None:
    statement = GUIDANCE.statement(id)
    assert OFFENCES[id] in statement.text
    assert statement.law
    assert "offences" in statement.topics


def test_loading_knows_no_clock() -> None:
    for path in (ROOT / "bot" / "guidance").glob("*.py"):
        if path.name != "__main__.py":
            assert not re.search(r"\b(?:today|now|time)\(\)", path.read_text()), path


def test_the_clock_in_2035_stops_and_hides_nothing() -> None:
    responder = Responder(Texts.load(DATA / "texts"), Guidance.load(DATA / "guidance"), lambda: LATER)
    for topic in GUIDANCE.titles:
        replies = [responder.respond(f"ask_{topic}", Situation())]
        while replies[-1].messages[0].buttons:
            replies.append(responder.respond("more", replies[-1].after(Situation())))
        said = "\n".join(reply.messages[0].text for reply in replies)
        for statement in GUIDANCE.topic(topic):
            assert statement.text in said
        cited = {source["id"] for reply in replies for source in reply.sources}
        assert cited == {statement.id for statement in GUIDANCE.topic(topic)}
