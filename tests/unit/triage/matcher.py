"""The lines of data/triage in spaCy's Matcher, and the comparison of the two: see test_against_spacy.py."""

from __future__ import annotations

import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.datafile import read_yaml
from bot.triage.automaton import Automaton, fit
from bot.triage.lines import Phrase, parse_line, phrases_of
from bot.triage.patterns import load_words
from bot.triage.rules import FOLDER
from bot.triage.spelling import Spelling, spelling_of
from bot.triage.tokens import tokens_of

WORDS = load_words(FOLDER)
PLAIN = spelling_of((), WORDS.spellings, ())
FILLER = "zzz"  # a word of no line
LONGEST = 12  # words of a phrase
Part = tuple[frozenset[Phrase], bool, int]  # phrases, may be missing, gap


def sources() -> list[str]:
    """Every line of the data, once."""
    found: dict[str, None] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        content = read_yaml(path)
        for pattern in content.get("patterns", ()):
            found.update(dict.fromkeys(line for key in ("any", "near", "unless") for line in pattern.get(key, ())))
        for context in content.get("contexts", {}).values():
            for key in ("lines", "unless", "unless_said"):
                found.update(dict.fromkeys(context.get(key, ())))
    return list(found)


def _phrases(entry: str, known: dict[str, frozenset[Phrase]]) -> frozenset[Phrase]:
    if entry not in known:
        if entry.startswith("@"):
            known[entry] = WORDS.lists[entry[1:]]
        else:
            known[entry] = frozenset(phrases_of(entry.replace("_", " "), PLAIN))
    return known[entry]


def _parts(source: str, known: dict[str, frozenset[Phrase]]) -> list[Part]:
    parts: list[Part] = []
    for written in source.split(" "):
        if not written:
            continue
        if written.startswith(".."):
            parts.append((frozenset(), True, int(written[2:])))
            continue
        entries = written.rstrip("?").split("|")
        phrases = frozenset[Phrase]().union(*(_phrases(entry, known) for entry in entries))
        parts.append((phrases, written.endswith("?"), 0))
    while parts[-1][1]:
        del parts[-1]
    return parts


def _token_patterns(parts: list[Part], words: list[str]) -> Iterator[list[dict[str, Any]]]:
    """The patterns for the Matcher, with the phrases that are in ``words`` only; none: the line cannot match."""
    there = {tuple(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)}
    choices: list[list[list[dict[str, Any]]]] = []
    for phrases, optional, gap in parts:
        if gap:
            choices.append([[{"OP": "?"}] * min(gap, len(words))])
            continue
        found = phrases & there
        single = sorted(phrase[0] for phrase in found if len(phrase) == 1)
        readings: list[list[dict[str, Any]]] = []
        if single:
            readings.append([{"LOWER": {"IN": single}, **({"OP": "?"} if optional else {})}])
        elif optional:
            readings.append([])
        readings += [[{"LOWER": word} for word in phrase] for phrase in sorted(found) if len(phrase) > 1]
        choices.append(readings)
    for reading in itertools.product(*choices):
        yield list(itertools.chain.from_iterable(reading))


def _spacy() -> Any:
    """spaCy without TensorFlow, which it would load and not use, and which takes longer than the comparison."""
    loaded = "tensorflow" in sys.modules
    if not loaded:
        sys.modules["tensorflow"] = None  # type: ignore[assignment]
    try:
        return pytest.importorskip("spacy")
    finally:
        if not loaded:
            del sys.modules["tensorflow"]


class Comparison:
    """Both engines over the same lines."""

    def __init__(self, sources: list[str]) -> None:
        spacy = _spacy()
        self.make_doc, self.make_matcher = spacy.tokens.Doc, spacy.matcher.Matcher
        self.vocab = spacy.blank("en").vocab
        self.lines = [parse_line(source, WORDS.lists, PLAIN) for source in sources]
        self.automaton = Automaton(self.lines)
        known: dict[str, frozenset[Phrase]] = {}
        self.parts = [_parts(source, known) for source in sources]
        assert all(len(phrase) <= LONGEST for line in self.parts for part in line for phrase in part[0])
        used = {word for line in self.parts for part in line for phrase in part[0] for word in phrase}
        self.spelling: Spelling = spelling_of(used, WORDS.spellings, WORDS.not_misspelt)
        self.compared = self.matches = 0
        # Lines by the rarest thing they need: a part that must be there, as the words one of which begins it.
        self.needed = [
            [frozenset(phrase[0] for phrase in phrases) for phrases, optional, gap in parts if not (optional or gap)]
            for parts in self.parts
        ]
        self.by_first: defaultdict[str, list[int]] = defaultdict(list)
        for number, needed in enumerate(self.needed):
            for word in min(needed, key=len):
                self.by_first[word].append(number)

    def ours(self, text: str) -> tuple[list[list[str]], dict[int, set[int]]]:
        """The sentences of ``text``, and for each line the ends of its matches."""
        tokens = tokens_of(text, self.spelling)
        starts = sorted(set(tokens.sentence))
        sentences = [tokens.words[a:b] for a, b in itertools.zip_longest(starts, starts[1:])]
        ends: defaultdict[int, set[int]] = defaultdict(set)
        for number, end in self.automaton.ends(tokens.words, tokens.sentence):
            if fit(self.lines[number], tokens.words, end, tokens.sentence[end - 1]):
                ends[number].add(end)
        return sentences, dict(ends)

    def made(self, seed: int) -> Iterator[str]:
        """For each line two texts with its words: every gap as long as may be, and one word longer."""
        choose = random.Random(seed)
        for parts in self.parts:
            for more in (0, 1) if any(gap for _, _, gap in parts) else (0,):
                words: list[str] = []
                for phrases, optional, gap in parts:
                    if gap:
                        words += [FILLER] * (gap + more)
                    elif not optional or choose.random() < 0.5:
                        words += choose.choice(sorted(phrases))
                yield " ".join(words)

    def spacys(self, sentences: list[list[str]]) -> dict[int, set[int]]:
        """The same by the Matcher."""
        ends: defaultdict[int, set[int]] = defaultdict(set)
        offset = 0
        for words in sentences:
            matcher = self.make_matcher(self.vocab)
            there = set(words)
            for number in {number for word in there for number in self.by_first.get(word, ())}:
                if all(not needed.isdisjoint(there) for needed in self.needed[number]):
                    patterns = list(_token_patterns(self.parts[number], words))
                    if patterns:
                        self.compared += 1
                        matcher.add(str(number), patterns)
            if len(matcher):
                for key, _, end in matcher(self.make_doc(self.vocab, words=words)):
                    ends[int(self.vocab.strings[key])].add(offset + end)
            offset += len(words)
        return dict(ends)

    def differences(self, text: str) -> Mapping[str, tuple[set[int], set[int]]]:
        """The lines that the two do not agree on, with the ends that each finds."""
        sentences, ours = self.ours(text)
        spacys = self.spacys(sentences)
        self.matches += sum(map(len, ours.values()))
        return {
            self.lines[number].source: (ours.get(number, set()), spacys.get(number, set()))
            for number in ours.keys() | spacys.keys()
            if ours.get(number) != spacys.get(number)
        }
