"""Normalising: any string, exact offsets, and the forms of words that the engine documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.normalise import normalise
from bot.triage.spelling import spelling_of
from bot.triage.tokens import tokens_of

ANY = st.text(st.characters(), max_size=60)  # lone surrogates included
SPELLING = spelling_of(
    ["knife", "kill", "outside", "house", "machete", "waiting", "999"], {"🔪": ("knife",)}, ["knight"]
)


@given(ANY)
def test_every_character_points_into_the_original(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.text) == len(normalised.starts) == len(normalised.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(normalised.starts, normalised.ends, strict=True))
    assert list(normalised.starts) == sorted(normalised.starts)


@given(ANY)
@settings(deadline=None)
def test_every_word_points_into_the_original(text: str) -> None:
    tokens = tokens_of(text, SPELLING)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert len(tokens.words) == len(tokens.sentence) == len(tokens.pause)
    assert all(first <= index for index, first in enumerate(tokens.sentence))


@given(st.text(st.sampled_from("knife .'*!1\u200b\u0301\n-k"), max_size=80))
@settings(deadline=None)
def test_awkward_letters_never_raise(text: str) -> None:
    tokens_of(text, SPELLING)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("He’s", "he 's"), ("hes", "he 's"), ("he s", "he 's"), ("hasn't", "has n't"), ("hasnt", "has n't"),
        ("can't", "can n't"), ("cannot", "can n't"), ("won’t", "will n't"), ("wont", "will n't"), ("he'll", "he 'll"),
        ("hell kill me", "he 'll kill me"), ("don t", "do n't"), ("my mum's", "my mum 's"),
        ("knife-edge", "knife edge"),
        ("k n i f e", "knife"), ("k.n.i.f.e", "knife"), ("kn1fe", "knife"), ("k!ll", "kill"), ("k*ll", "kill"),
        ("kniiiiife", "knife"), ("kinfe", "knife"), ("machette", "machete"), ("waitin'", "waiting"),
        ("waitin", "waiting"),
        ("KNIFE", "knife"), ("kn\u200bife", "knife"), ("knïfe", "knife"), ("ｋｎｉｆｅ", "knife"), ("🔪", "knife"),
        ("knight", "knight"), ("steak", "steak"), ("at 7pm", "at #time"), ("in 12 days", "in #number days"),
        ("call 999", "call 999"), ("is it", "is it"), ("12 Kn1ght Road", "#number kn1ght road"), ("", ""), ("'", ""),
    ],
)  # fmt: skip
def test_forms(written: str, words: str) -> None:
    assert " ".join(tokens_of(written, SPELLING).words) == words


@pytest.mark.parametrize("text", ["kn\u200bi\u0301fe!", "he has a k.n.i.f.e now", "\0\0knife\0", "ﬁre kniife"])
def test_offsets_of_words(text: str) -> None:
    tokens = tokens_of(text, SPELLING)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start] == word[0] or not text[start].isascii()
        assert end > start


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He is here. She is not! Why?  Go", 4), ("at St. John's road", 1), ("one... two", 1), ("a\n\nb", 2),
        ("a\nb", 1), ("3.5 miles", 1), ("see www.example.org now", 1), ("他来了。他走了", 2),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: int) -> None:
    assert len(set(tokens_of(text, SPELLING).sentence)) == sentences
