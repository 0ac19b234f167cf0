"""The training corpus: file names and intents agree, no text stands twice, nothing in it reaches a real person."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.datafile import read_yaml
from bot.triage import RedFlag
from bot.triage.slurs import find_slurs

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "data" / "nlu"
FILES = sorted(CORPUS.rglob("*.y*ml"))
INTENTS = set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])
BUTTONS_ONLY = {"in_danger", "not_in_danger", "danger_not_sure", "not_reached", "something_else"}
EMERGENCIES = [path.relative_to(CORPUS) for path in FILES if path.stem.startswith("emergency")]
AT_LEAST = 20  # texts for each intent that a user may type
SIMILAR = 0.6  # Jaccard index of the character 4-grams above which two texts are near-duplicates


@dataclass(frozen=True)
class Text:
    """One text: ``place`` is its file and its number there, from 1."""

    place: str
    intent: str
    text: str


def intent_of(path: Path) -> str:
    """The intent that a file's name stands for."""
    kind, _, rest = path.stem.partition(".")
    if kind == "info":
        return f"ask_{rest}"
    return rest if kind in {"smalltalk", "held", "seek"} else kind


def examples(path: Path) -> Iterator[Text]:
    """The texts of a file, in order."""
    number = 0
    for entry in read_yaml(path)["nlu"]:
        for line in entry["examples"].splitlines():
            number += 1
            place = f"{path.relative_to(CORPUS).as_posix()}#{number}"
            yield Text(place, entry["intent"], line.removeprefix("- "))


def bare(text: str) -> str:
    """``text`` in lower case without punctuation; unchanged where nothing is left, as of an emoji."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split()) or text


def grams(text: str) -> frozenset[str]:
    """The character 4-grams of ``text``; the text itself when it is shorter."""
    return frozenset(text[start : start + 4] for start in range(max(1, len(text) - 3)))


def near_duplicates(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The positions of any two texts that are more alike than SIMILAR."""
    all_grams = [grams(text) for text in texts]
    seen: dict[str, list[int]] = defaultdict(list)
    for position, own in enumerate(all_grams):
        shared = Counter(earlier for gram in own for earlier in seen[gram])
        for earlier, common in shared.items():
            if common > SIMILAR * (len(own) + len(all_grams[earlier]) - common):
                yield earlier, position
        for gram in own:
            seen[gram].append(position)


TEXTS = [text for path in FILES for text in examples(path)]
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CORPUS).as_posix())


@each_file
def test_a_file_has_the_intent_of_its_name(path: Path) -> None:
    content = read_yaml(path)
    assert set(content) == {"version", "nlu"}
    assert content["version"] == "3.1"
    assert [set(entry) for entry in content["nlu"]] == [{"intent", "examples"}]
    assert content["nlu"][0]["intent"] == intent_of(path)
    assert intent_of(path) in INTENTS
    assert all(re.match(r"- \S", line) for line in content["nlu"][0]["examples"].splitlines())


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/emergency*")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_file_of_emergencies_names_known_flags_in_order(path: Path) -> None:
    flags = path.stem.removeprefix("emergency.").split("+")
    assert flags == [flag.value for flag in RedFlag if flag.value in flags]


def test_each_intent_that_a_user_may_type_has_enough_texts() -> None:
    counts = Counter(text.intent for text in TEXTS)
    few = {intent: counts[intent] for intent in INTENTS - BUTTONS_ONLY if counts[intent] < AT_LEAST}
    assert not few
    assert BUTTONS_ONLY.isdisjoint(counts)


def test_no_text_stands_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for text in TEXTS:
        places[bare(text.text)].append(text.place)
    assert [found for found in places.values() if len(found) > 1] == []


def test_no_two_texts_are_nearly_the_same() -> None:
    pairs = near_duplicates([bare(text.text) for text in TEXTS])
    assert [(TEXTS[one].place, TEXTS[other].place) for one, other in pairs] == []


def test_near_duplicates_are_found() -> None:
    assert list(near_duplicates(["he is out in the back garden", "hello", "is he out in the back garden"])) == [(0, 2)]


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
    assert [text.place for text in TEXTS if reaches_somebody(text.text)] == []


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
    assert [text.place for text in TEXTS if re.search(r"[][{}]|^[/*-]|\\", text.text)] == []


def test_slurs_are_masked() -> None:
    """Names the place only, so that a failure prints no slur."""

    def unmasked(text: str) -> bool:
        return any(text[start:end].replace(" ", "").isalpha() for start, end in find_slurs(text))

    assert [text.place for text in TEXTS if unmasked(text.text)] == []


def test_every_author_is_described() -> None:
    with (CORPUS / "authors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["author"] for row in rows] == sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
    assert all(row["voices"] for row in rows)
    assert all(path.parent.parent == CORPUS for path in FILES)
