"""P5 and P6: the safety texts are what was agreed, and none of them tells anyone that they are safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.reply import Texts
from bot.settings import DATA, ROOT

TEXTS = Texts.load(DATA / "texts")
SAFETY = yaml.safe_load((DATA / "texts" / "safety.yml").read_text())["texts"]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
EVERYTHING_SAID = [
    path
    for folder in ("data/texts", "data/guidance")
    for path in sorted((ROOT / folder).glob("*.yml"))
    if path.name not in ("documents.yml", "uncited.yml")
]

HELD = "If it is not over, call 999."
HELD_QUESTION = "I am still here. If they could come back, or anyone is hurt, call 999. Have you reached the police?"
NO_VERDICT = (
    "I cannot read messages properly at the moment. If anyone is in danger, or you have seen one of these signs, "
    "call 999:"
)
CRISIS = (
    "If you or they have done something, or might now: call 999 (ambulance). To talk at any hour: Samaritans 116 123, "
    "free. Text Shout on 85258. England: NHS 111, option 2. Northern Ireland: Lifeline 0808 808 8000. Worried about "
    "someone else: stay with them if it is safe, and call 999 if life is at risk."
)
WHY_999 = (
    "Why 999: this matches a 'red flag' ({flag}). The guidance says to tell local police at once and dial 999. "
    "Government wording reported in 2025 keeps 999 for an immediate threat and 101 or police.uk for a less immediate "
    "one. If you are not sure which this is, call 999. Say 'red flag' and 'candidate' or 'councillor'. Ask for an "
    "incident number. Then tell your police adviser for elected people too; do not wait for a reply from them."
)


def test_the_999_card_word_for_word() -> None:
    assert TEXTS["emergency_card"].message.text == Path(__file__).with_name("emergency_card.txt").read_text().rstrip(
        "\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("held_line", HELD),
        ("held_question", HELD_QUESTION),
        ("crisis", CRISIS),
        ("why_999", WHY_999),
        ("other_language", "I can only read English well. If anyone is in danger, call 999."),
        (
            "harmful_request",
            "I can't help with that, whoever it is about. If someone is threatening you, tell me what happened.",
        ),
        (
            "hurting_someone",
            "If anyone is hurt or could be, including by you, call 999 now. Nobody reads this chat and I cannot call.",
        ),
        ("first_words", "An automatic guide. Nobody reads this and it does not tell the police. In danger, call 999."),
    ],
)
def test_the_other_agreed_texts_word_for_word(name: str, text: str) -> None:
    assert TEXTS[name].message.text == text


def test_without_a_verdict_it_says_so_and_names_the_four_signs() -> None:
    text = TEXTS["no_verdict"]
    first, *signs = text.message.text.splitlines()
    assert first == NO_VERDICT
    assert len(signs) == 4
    assert [button.title for button in text.message.buttons] == [
        "Someone is in danger",
        "Police, not urgent",
        "Something else",
    ]


def test_every_text_that_asks_nothing_of_danger_names_999() -> None:
    spared = {"greet", "harmful_request", "thank"}  # said with first_words, or holds 999 or the question by itself
    within_an_answer = {"more", "no_change"}
    for name, text in TEXTS.items():
        if name not in spared | within_an_answer:
            assert "999" in text.message.text, name


def test_the_danger_question_begins_word_for_word_and_holds_the_999_rule() -> None:
    text = TEXTS["danger_question"].message
    assert text.text.startswith("Is anyone hurt, in danger, or is the person there or on the way?")
    assert "call 999" in text.text
    assert [button.title for button in text.buttons] == ["Yes", "No", "Not sure"]


def test_the_first_three_lines_of_the_card_fit_a_small_screen() -> None:
    """320 x 256 pixels at 16 px type: about 36 characters a line and 10 lines."""
    lines = sum(-(-len(line) // 36) for line in TEXTS["emergency_card"].message.text.splitlines()[:3])
    assert lines <= 10


def test_every_safety_text_names_its_approval_and_none_is_approved_yet() -> None:
    for name, entry in SAFETY.items():
        assert {"approved_by", "role", "approved_on"} <= set(entry), name
    if not SAFETY["emergency_card"]["approved_by"]:
        said = "These words have not yet been approved by a police force."
        assert said in (ROOT / "README.md").read_text()
        assert said in (DATA / "guidance" / "about.yml").read_text()


def test_rasas_own_responses_are_the_same_words() -> None:
    assert DOMAIN["responses"]["utter_emergency"] == [{"text": TEXTS["emergency_card"].message.text}]
    assert DOMAIN["responses"]["utter_crisis"] == [{"text": TEXTS["crisis"].message.text}]


def test_every_button_means_an_intent_of_the_domain() -> None:
    for name, text in TEXTS.items():
        for button in text.message.buttons:
            assert button.intent in DOMAIN["intents"], name


@pytest.mark.parametrize("path", EVERYTHING_SAID, ids=lambda path: path.name)
def test_nobody_is_told_that_they_are_safe_or_need_not_call(path: Path) -> None:
    text = " ".join(path.read_text().replace("’", "'").split()).lower()
    for said in (
        r"you('re| are) (now )?safe\b",
        r"(need|do) ?n[o']t (need to )?(call|ring|dial) (the police|999|101)",
        r"no need to (call|ring|dial|worry)",
        r"not a (police|999) matter",
        r"(danger|it) is over\b",
        r"don't worry",
        r"police will ",
    ):
        for match in re.finditer(said, text):
            before = text[max(0, match.start() - 30) : match.start()]
            assert "if " in before or "until " in before or "make sure " in before, text[
                match.start() - 60 : match.end()
            ]


@pytest.mark.parametrize("path", EVERYTHING_SAID, ids=lambda path: path.name)
def test_nobody_is_told_to_text_999_without_registering_or_to_press_55_on_a_landline(path: Path) -> None:
    for text in re.split(r"\n\s*(?:- id:|text:)", path.read_text()):
        if re.search(r"\btext(ing)? (to )?999", text, re.IGNORECASE):
            assert "regist" in text
        if re.search(r"\b55\b", text):
            assert "mobile" in text.lower()
