"""The mini-language: what a line means, that the automaton agrees with it, and that bad lines are refused."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.automaton import Automaton, fit
from bot.triage.lines import Element, Line, LineError, parse_line, phrases_of
from bot.triage.spelling import spelling_of

SPELLING = spelling_of((), {}, ())
LISTS = {"weapon": frozenset(phrases_of("knife~", SPELLING) | phrases_of("air rifle", SPELLING))}


def found(source: str, text: str) -> str | None:
    """The words of ``text`` that the line matches first, by the automaton and the exact check."""
    line = parse_line(source, LISTS, SPELLING)
    words = text.split()
    for _, end in Automaton([line]).ends(words, [0] * len(words)):
        match = fit(line, words, end, 0)
        if match:
            return " ".join(words[match.start : match.end])
    return None


@pytest.mark.parametrize(
    ("source", "text", "matched"),
    [
        ("knife", "a knife here", "knife"), ("a|the knife", "the knife", "the knife"), ("wait~", "he waits", "waits"),
        ("@weapon", "two knives", "knives"), ("an @weapon", "an air rifle", "an air rifle"),
        ("@weapon", "air knife", "knife"),
        ("a big? knife", "a knife", "a knife"), ("a big? knife", "a big knife", "a big knife"),
        ("he ..2 knife", "he has a knife", "he has a knife"), ("he ..1 knife", "he has a knife", None),
        ("he is", "he 's", "he 's"), ("has~ a", "he 's a", "'s a"), ("do|will not go", "do n't go", "do n't go"),
        ("in_the|at_my house", "at my house", "at my house"), ("he's here", "he 's here", "he 's here"),
        ("a b? c?", "a", "a"), ("a? b? c", "c", "c"), ("x ..12 y", "x " + "z " * 12 + "y", "x " + "z " * 12 + "y"),
    ],
)  # fmt: skip
def test_what_a_line_matches(source: str, text: str, matched: str | None) -> None:
    assert found(source, text) == matched


@pytest.mark.parametrize(
    "source",
    ["", "a?", "..2 a", "a ..2", "a ..0 b", "a ..13 b", "a ..x b", "@nothing", "a||b", "a+", "~", "(a)", "a~b"],
)
def test_a_bad_line_is_refused(source: str) -> None:
    with pytest.raises(LineError):
        parse_line(source, LISTS, SPELLING)


def _expected(line: Line, words: list[str]) -> set[int]:
    """Ends of matches, by trying every reading of the line (slow, plain)."""
    ends: set[int] = set()
    choices: list[list[tuple[str | None, ...]]] = []
    for element in line.elements:
        if element.gap:
            choices.append([(None,) * count for count in range(element.gap + 1)])
        else:
            choices.append([*element.phrases, *([()] if element.optional else [])])
    for reading in itertools.product(*choices):
        flat = [word for part in reading for word in part]
        for start in range(len(words) - len(flat) + 1):
            if all(want in (None, got) for want, got in zip(flat, words[start:], strict=False)):
                ends.add(start + len(flat))
    return ends


PHRASE = st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(tuple)
WORD_ELEMENT = st.builds(Element, st.frozensets(PHRASE, min_size=1, max_size=2), st.booleans(), st.just(0))
ELEMENT = WORD_ELEMENT | st.builds(Element, st.just(frozenset()), st.just(False), st.integers(1, 2))


@given(
    st.lists(st.lists(ELEMENT, max_size=4), min_size=1, max_size=3),
    st.lists(st.sampled_from("abcd"), max_size=8),
)
@settings(deadline=None, max_examples=300)
def test_automaton_and_exact_check_agree_with_trying_everything(
    elements: list[list[Element]], words: list[str]
) -> None:
    must = Element(frozenset({("a",)}))
    lines = [Line(str(number), (must, *middle, must)) for number, middle in enumerate(elements)]
    got: dict[int, set[int]] = {number: set() for number in range(len(lines))}
    for number, end in Automaton(lines).ends(words, [0] * len(words)):
        if fit(lines[number], words, end, 0):
            got[number].add(end)
    for number, line in enumerate(lines):
        assert got[number] == _expected(line, words)


def test_no_match_crosses_a_sentence() -> None:
    line = parse_line("a ..2 b", {}, SPELLING)
    assert Automaton([line]).ends(["a", "b"], [0, 1]) == []
