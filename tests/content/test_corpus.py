"""The training corpus and the voices held out from it: labels, spread, no near-duplicates, no real person."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml
from sklearn.feature_extraction.text import CountVectorizer

from bot.datafile import read_yaml
from bot.encoder import Encoder
from bot.settings import ENCODER, ROOT
from bot.triage import Level, RedFlag, is_english
from bot.triage.slurs import find_slurs
from tests.evaluation.corpus import HELD_OUT, TRAINING, examples, files, label_of
from tests.evaluation.figures import HARD_NEGATIVES

FILES = files(TRAINING) + files(HELD_OUT)
INTENTS = set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])
BUTTONS_ONLY = {"in_danger", "not_in_danger", "danger_not_sure", "not_reached", "something_else", "more"}
AT_LEAST = 20  # texts for each intent that a user may type, and for each edge case
SIMILAR = 0.6  # Jaccard index of the character 4-grams above which two texts are near-duplicates
SAME_MEANING = 0.94  # cosine of their vectors above which two texts are, if they are English and longer than
BLOCK = 200  # texts compared at once with all
FEW_WORDS = 4  # words: short texts that mean the same are different ways of saying it
OBVIOUS = re.compile(
    r"\b(kill|knife|knives|gun|bomb|attack|threat|stab|weapon|die|dead|death|hurt|follow|address|murder|shot|shoot|blood)",
    re.IGNORECASE,
)

TEXTS = list(examples(TRAINING))
ALL = TEXTS + list(examples(HELD_OUT))
with (TRAINING / "cases.csv").open(encoding="utf-8", newline="") as opened:
    CASES = {row["case"]: row["kind"] for row in csv.DictReader(opened)}


def place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def bare(text: str) -> str:
    """``text`` in lower case without punctuation; unchanged where nothing is left, as of an emoji."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split()) or text


def grams(text: str) -> frozenset[str]:
    """The character 4-grams of ``text``; the text itself when it is shorter."""
    return frozenset(text[start : start + 4] for start in range(max(1, len(text) - 3)))


def near_duplicates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The positions of any two texts that are more alike than SIMILAR."""
    found = CountVectorizer(analyzer=lambda text: list(grams(text)), binary=True, dtype=np.float32).fit_transform(texts)
    sizes = np.asarray(found.sum(1)).ravel()
    for start in range(0, len(texts), BLOCK):
        common = (found[start : start + BLOCK] @ found.T).toarray()
        either = sizes[start : start + BLOCK, None] + sizes - common
        yield from earlier(common > SIMILAR * either, start)


def earlier(near: np.ndarray, start: int) -> Iterator[tuple[int, int]]:
    """The pairs of a block that begins with text ``start``, each pair once."""
    yield from ((column, start + row) for row, column in np.argwhere(near).tolist() if column < start + row)


def same_meaning(vectors: np.ndarray) -> Iterator[tuple[int, int]]:
    """The positions of any two vectors that are nearer than SAME_MEANING."""
    for start in range(0, len(vectors), BLOCK):
        yield from earlier(vectors[start : start + BLOCK] @ vectors.T > SAME_MEANING, start)


each_file = pytest.mark.parametrize("path", FILES, ids=place)


@each_file
def test_a_file_has_the_intent_of_its_name(path: Path) -> None:
    content = read_yaml(path)
    intent, case, flags = label_of(path)
    assert set(content) == {"version", "nlu"}
    assert content["version"] == "3.1"
    assert [set(entry) for entry in content["nlu"]] == [{"intent", "examples"}]
    assert content["nlu"][0]["intent"] == intent
    assert intent in INTENTS
    assert not case or case in CASES
    assert list(flags) == [flag.value for flag in RedFlag if flag.value in flags]
    assert bool(flags) == (intent == "emergency")
    assert all(re.match(r"- \S", line) for line in content["nlu"][0]["examples"].splitlines())


def test_each_intent_that_a_user_may_type_has_enough_texts() -> None:
    counts = Counter(text.intent for text in TEXTS)
    few = {intent: counts[intent] for intent in INTENTS - BUTTONS_ONLY if counts[intent] < AT_LEAST}
    assert not few
    assert BUTTONS_ONLY.isdisjoint(counts)


def test_each_edge_case_has_enough_texts() -> None:
    counts = Counter(text.case for text in TEXTS)
    assert {case: counts[case] for case, kind in CASES.items() if kind == "edge" and counts[case] < AT_LEAST} == {}


def test_the_spread_is_as_wide_as_promised() -> None:
    levels = Counter(text.level for text in TEXTS)
    flags = Counter(flag for text in TEXTS for flag in text.flags)
    assert len(TEXTS) >= 8_000
    assert len({text.author for text in TEXTS}) >= 40
    assert levels[Level.EMERGENCY] >= 3_000
    assert {flag: flags[flag] for flag in RedFlag if flags[flag] < 500} == {}
    assert levels[Level.POLICE] >= 1_500
    assert levels[Level.PLATFORM] >= 700
    assert levels[Level.LAWFUL] >= 600
    assert levels[Level.CRISIS] >= 300
    assert levels[Level.INFO] >= 1_500
    assert levels[Level.OUT_OF_SCOPE] + levels[Level.SMALLTALK] >= 500
    assert sum(text.case in HARD_NEGATIVES for text in TEXTS) >= 800
    assert sum(text.case == "language" or text.intent == "other_language" for text in TEXTS) >= 300


def test_half_of_the_emergencies_have_no_obvious_word() -> None:
    emergencies = [text for text in TEXTS if text.level is Level.EMERGENCY]
    assert sum(not OBVIOUS.search(text.text) for text in emergencies) >= len(emergencies) / 2


def test_hard_negatives_are_the_ones_the_evaluation_counts() -> None:
    assert {case for case, kind in CASES.items() if kind == "hard negative"} == HARD_NEGATIVES


def test_no_text_stands_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for text in ALL:
        places[bare(text.text)].append(text.place)
    assert [found for found in places.values() if len(found) > 1] == []


def test_no_two_texts_are_nearly_the_same() -> None:
    pairs = near_duplicates([bare(text.text) for text in ALL])
    assert [(ALL[one].place, ALL[other].place) for one, other in pairs] == []


def test_no_two_texts_mean_the_same() -> None:
    longer = [text for text in ALL if len(text.text.split()) > FEW_WORDS and is_english(text.text)]
    pairs = same_meaning(Encoder.load(ENCODER).encode([text.text for text in longer]))
    assert [(longer[one].place, longer[other].place) for one, other in pairs] == []


def test_near_duplicates_are_found() -> None:
    texts = ["he is out in the back garden", "hello", "is he out in the back garden"]
    assert list(near_duplicates(texts)) == [(0, 2)]
    vectors = Encoder.load(ENCODER).encode(["a man is at my door", "who pays for the leaflets", "A man is at my door."])
    assert list(same_meaning(vectors)) == [(0, 2)]


PHONE = re.compile(r"(?<!\w)(?:\+44|0044|0)[ ()-]*(?:[\dx][ ()-]*){9,10}(?!\w)")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def reaches_somebody(text: str) -> bool:
    """Whether ``text`` has a British telephone number or an e-mail address that may be somebody's."""
    numbers = (re.sub(r"^(?:\+44|0044)0?", "0", re.sub(r"[ ()-]", "", found)) for found in PHONE.findall(text))
    return not (
        all(number.startswith(("07700900", "01632960")) for number in numbers)
        and all(re.search(r"[@.]example(?:\.\w+)*$", address) for address in E_MAIL.findall(text))
    )


def test_no_text_reaches_a_real_person() -> None:
    assert [text.place for text in ALL if reaches_somebody(text.text)] == []


@pytest.mark.parametrize(
    "text",
    ["rang from 020 7946 0000", "+44 (0)7911 123456", "07911123xxx", "jo@council.gov.uk", "jo@myexample.com"],
)
def test_what_may_reach_a_person_is_found(text: str) -> None:
    assert reaches_somebody(text)


@pytest.mark.parametrize(
    "text", ["07700 900xxx", "+44 7700 900123", "01632 960 001", "999, 101 or 116 123", "from jo@office.example.org"]
)
def test_what_reaches_nobody_passes(text: str) -> None:
    assert not reaches_somebody(text)


def test_no_text_has_a_character_that_rasa_reads_as_markup() -> None:
    assert [text.place for text in ALL if re.search(r"[][{}]|^[/*-]|\\", text.text)] == []


def test_slurs_are_masked() -> None:
    """Names the place only, so that a failure prints no slur."""

    def unmasked(text: str) -> bool:
        return any(text[start:end].replace(" ", "").isalpha() for start, end in find_slurs(text))

    assert [text.place for text in ALL if unmasked(text.text)] == []


@pytest.mark.parametrize("folder", [TRAINING, HELD_OUT], ids=["training", "held out"])
def test_every_author_is_described(folder: Path) -> None:
    with (folder / "authors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["author"] for row in rows] == sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert all(row["voices"] for row in rows)
    assert all(path.parent.parent in (TRAINING, HELD_OUT) for path in FILES)


def test_nobody_writes_on_both_sides() -> None:
    assert {path.name for path in TRAINING.iterdir() if path.is_dir()}.isdisjoint(
        path.name for path in HELD_OUT.iterdir() if path.is_dir()
    )
