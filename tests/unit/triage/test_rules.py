"""The rules: verdicts, reasons with exact offsets, texts of our own, and mistakes in the data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.datafile import DataError
from bot.triage.rules import FOLDER, Rules, assess
from bot.triage.verdict import Level, Reason, RedFlag, Verdict

HERE = Path(__file__).parent
# Of texts that the patterns have never met about half are found: the model is there for the others.
LEAST_FOUND = 0.95


def texts(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_most_emergencies_are_found() -> None:
    every = texts("emergencies.txt")
    missed = [text for text in every if assess(text).level is not Level.EMERGENCY]
    assert len(every) >= 250
    assert len(missed) <= (1 - LEAST_FOUND) * len(every), missed


@pytest.mark.parametrize("text", texts("everyday.txt"))
def test_everyday_talk_is_no_emergency(text: str) -> None:
    verdict = assess(text)
    assert verdict.level is not Level.EMERGENCY, verdict.reasons


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("hes outside my house again and this time hes got something in his hand", {RedFlag.PRESENT_DANGER}),
        ("there's a man with a knife at my door", {RedFlag.WEAPONS, RedFlag.PRESENT_DANGER}),
        ("someone posted my home address on facebook", {RedFlag.PERSONAL_INFO}),
        ("he told my agent hes gonna stab me", {RedFlag.IMMINENT_VIOLENCE}),
        ("my name is on his hit list", {RedFlag.FIXATION_PLAN}),
    ],
)
def test_red_flags(text: str, flags: set[RedFlag]) -> None:
    assert flags <= set(assess(text).red_flags)


@pytest.mark.parametrize(
    "text", ["He\u200b’s got a kn1fe 😀", "😀😀 he has a \u0301knife", "Ok. He has a k n i f e now"]
)
def test_reasons_quote_the_message(text: str) -> None:
    verdict = assess(text)
    assert verdict.level is Level.EMERGENCY
    for reason in verdict.reasons:
        assert reason.text == text[reason.start : reason.end]


@given(st.text(st.characters()))
@settings(deadline=None, max_examples=200)
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict = assess(text)
    assert (verdict.level is None) == (not verdict.reasons)
    assert all(reason.text == text[reason.start : reason.end] for reason in verdict.reasons)


@given(
    st.lists(
        st.sampled_from("he has a knife outside my house not what if gun door . , ' \n 🔪".split(" ")), max_size=30
    )
)
@settings(deadline=None, max_examples=200)
def test_words_of_the_patterns_in_any_order(words: list[str]) -> None:
    text = " ".join(words)
    verdict = assess(text)
    assert bool(verdict.red_flags) == (verdict.level is Level.EMERGENCY)


def test_higher() -> None:
    knife, house = Reason("a.b", "knife", 0, 5), Reason("c.d", "house", 6, 11)
    emergency = Verdict(Level.EMERGENCY, (RedFlag.WEAPONS,), (knife,))
    other = Verdict(Level.EMERGENCY, (RedFlag.IMMINENT_VIOLENCE,), (house, knife))
    assert Verdict.nothing.higher(emergency) == emergency == emergency.higher(Verdict(Level.POLICE))
    both = emergency.higher(other)
    assert both.red_flags == (RedFlag.IMMINENT_VIOLENCE, RedFlag.WEAPONS)
    assert both.reasons == (knife, house)


def test_order_of_levels() -> None:
    assert [level.severity for level in Level] == list(range(9, 0, -1))


PATTERN = """patterns:
  - id: weapons.one
    level: emergency
    red_flag: weapons
    source: npcc-red-flags-3
    any: ["he has a knife"]
    match: [a, b, c]
    no_match: [d, e, f]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("words.yml", "contexts.yml"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "one.yml").write_text(PATTERN)
    return tmp_path


def test_good_data_loads(folder: Path) -> None:
    assert [pattern.id for pattern in Rules.load(folder).patterns] == ["weapons.one"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("level: emergency", "level: urgent", "urgent"),
        ("red_flag: weapons", "red_flag: arms", "arms"),
        ("    red_flag: weapons\n", "", "red_flag belongs"),
        ("level: emergency", "level: police", "red_flag belongs"),
        ("id: weapons.one", "id: weapons", "family.name"),
        ("source: npcc-red-flags-3", "source: npcc red flags", "not the id"),
        ("    source: npcc-red-flags-3\n", "", "'source' is missing"),
        ("match: [a, b, c]", "match: [a, b]", "at least 3"),
        ("no_match: [d, e, f]", "no_match: [d]", "at least 3"),
        ("no_match: [d, e, f]", "no_match: [d, e, no]", "quotation marks"),
        ("he has a knife", "he has a @knives", "unknown list '@knives'"),
        ("he has a knife", "he has ..99 knife", "a gap is"),
        ('any: ["he has a knife"]', "any: []", "at least one line"),
        ('any: ["he has a knife"]', 'any: ["a"]\n    even_if: [always]', "unknown context always"),
        ('any: ["he has a knife"]', 'any: ["a"]\n    anny: ["b"]', "unknown key 'anny'"),
        ("patterns:", "patern: x\npatterns:", "unknown key 'patern'"),
    ],
)
def test_a_mistake_is_named(folder: Path, old: str, new: str, reason: str) -> None:
    assert old in PATTERN
    (folder / "one.yml").write_text(PATTERN.replace(old, new))
    with pytest.raises(DataError, match=r"one\.yml") as error:
        Rules.load(folder)
    assert reason in error.value.reason


def test_an_id_twice(folder: Path) -> None:
    (folder / "two.yml").write_text(PATTERN)
    with pytest.raises(DataError, match="twice"):
        Rules.load(folder)


@pytest.mark.parametrize(
    "content", ["lists: {weapon: [x]}", "lists: {a: ['@a']}", "lists: {a: [no]}", "spellings: {a: 1}"]
)
def test_a_mistake_in_a_word_list(folder: Path, content: str) -> None:
    (folder / "words_more.yml").write_text(content)
    with pytest.raises(DataError, match=r"words_more\.yml"):
        Rules.load(folder)


def test_no_contexts(folder: Path) -> None:
    (folder / "contexts.yml").unlink()
    with pytest.raises(DataError, match=r"contexts\.yml"):
        Rules.load(folder)
