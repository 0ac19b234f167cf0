"""What a written word stands for: contractions, dialect spellings, leetspeak, stretched letters, typing errors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.triage.english import english_words

Words = tuple[str, ...]

_NEGATED = "do does did is are was were has have had can could will would should must need might".split()
# Which words take which ending, also without an apostrophe; "hell", "ill", "well" and "shell" are left to ``tokens``.
_ENDINGS = {
    "'s": "he she it that there what where here who how someone somebody everyone nobody",
    "'re": "they you what",
    "'ve": "they you we i",
    "'ll": "they you it that there who",
    "'d": "he they you it who",
    "'m": "i",
}
_LEET = str.maketrans("013457@$!€|", "oieastasiel")
_TIME = re.compile(r"\d{1,2}(?:[ap]m|\d\dh(?:rs)?)")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SHORTEST = 5  # letters of a word in which a typing error is looked for
_LONGEST = 16


def _contractions() -> dict[str, Words]:
    table: dict[str, Words] = {"cant": ("can", "n't"), "cannot": ("can", "n't"), "wont": ("will", "n't")}
    table |= {"aint": ("is", "n't"), "shant": ("will", "n't")}
    for ending, subjects in _ENDINGS.items():
        table |= {subject + ending[1:]: (subject, ending) for subject in subjects.split()}
    for verb in _NEGATED:
        if verb not in ("can", "will"):
            table[verb + "nt"] = (verb, "n't")
    return table


CONTRACTIONS = _contractions()


@dataclass(frozen=True)
class Spelling:
    """``vocabulary``: the words of the patterns; ``spellings``: other spellings of words, from the data."""

    vocabulary: frozenset[str]
    spellings: Mapping[str, Words]
    not_misspelt: frozenset[str] = frozenset()
    beginnings: frozenset[str] = field(init=False, repr=False, compare=False)
    letters: frozenset[str] = field(init=False, repr=False, compare=False)  # those at which a word begins
    _errors: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _by_shape: dict[tuple[str, int], list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        errors: defaultdict[str, list[str]] = defaultdict(list)
        by_shape: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.vocabulary):
            if not word.isascii() or not word.isalpha():
                continue
            by_shape[word[0], len(word)].append(word)
            if _SHORTEST <= len(word) <= _LONGEST:
                for key in _without_one(word):
                    errors[key].append(word)
        object.__setattr__(self, "beginnings", frozenset(w[:n] for w in self.vocabulary for n in range(1, len(w) + 1)))
        object.__setattr__(self, "letters", frozenset(w for w in self.beginnings if len(w) == 1 and w.isalpha()))
        object.__setattr__(self, "_errors", dict(errors))
        object.__setattr__(self, "_by_shape", dict(by_shape))

    def read(self, written: str) -> Words:
        """The words that ``written`` (lower case, may hold apostrophes, digits, symbols) stands for."""
        bare = written.replace("'", "")
        if written in self.spellings:
            return self.spellings[written]
        if len(written) == 1 and not written.isascii() and not written.isdecimal():
            return (written,)
        if "'" in written:
            return self._with_apostrophe(written, bare)
        if bare in CONTRACTIONS:
            return CONTRACTIONS[bare]
        return (self._word(bare),)

    def _with_apostrophe(self, written: str, bare: str) -> Words:
        if bare in CONTRACTIONS:
            return CONTRACTIONS[bare]
        if bare in self.spellings:
            return self.spellings[bare]
        stem, apostrophe, ending = written.rpartition("'")
        if stem and apostrophe + ending in _ENDINGS:
            return (*self.read(stem), apostrophe + ending)
        if len(stem) > 1 and stem.endswith("n") and ending == "t":
            return (*self.read(stem[:-1]), "n't")
        if bare.endswith("in") and not ending and bare + "g" in english_words():
            return (bare + "g",)
        return (self._word(bare),) if bare else ()

    def _word(self, word: str) -> str:
        if word.isdecimal() and (len(word) < 3 or word not in self.vocabulary):
            return "#number"
        if not word or word in self.vocabulary or word in english_words() or len(word) > _LONGEST * 4:
            return word
        if word.isalpha():
            return self._mended(word)
        if "*" in word:
            return self._masked(word)
        plain = word.translate(_LEET)
        if plain.isalpha() and any(letter.isalpha() for letter in word):
            for guess in (plain, word.replace("1", "l").replace("!", "l").translate(_LEET)):
                if guess in self.vocabulary and len(guess) > 2:
                    return guess
        return "#time" if _TIME.fullmatch(word) else "#number" if word[0].isdigit() else word

    def _masked(self, word: str) -> str:
        """A word of the patterns for one in which stars stand for some of the letters ("k*ll")."""
        if word.count("*") * 2 <= len(word):
            for meant in self._by_shape.get((word[0], len(word)), ()):
                if all(a in ("*", b) for a, b in zip(word, meant, strict=True)):
                    return meant
        return word

    def _mended(self, word: str) -> str:
        if _STRETCHED.search(word):
            twice, word = _STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)
            for short in (twice, word):
                if short in self.vocabulary or short in english_words():
                    return short
        if word.endswith("in") and word + "g" in self.vocabulary:
            return word + "g"
        if word in self.not_misspelt or not _SHORTEST - 1 <= len(word) <= _LONGEST:
            return word
        for key in _without_one(word):
            for meant in self._errors.get(key, ()):
                if meant[0] == word[0] and _one_error(word, meant):
                    return meant
        return word


def spelling_of(words: Iterable[str], spellings: Mapping[str, Words], not_misspelt: Iterable[str]) -> Spelling:
    """The spelling for patterns that use ``words``."""
    return Spelling(frozenset(words), spellings, frozenset(not_misspelt))


def _without_one(word: str) -> Iterable[str]:
    """``word`` and ``word`` with any one letter left out: two words that share one are at most two edits apart."""
    yield word
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]


def _one_error(written: str, meant: str) -> bool:
    """Whether one letter was left out, added, replaced or swapped with its neighbour."""
    start = 0
    while start < min(len(written), len(meant)) and written[start] == meant[start]:
        start += 1
    left, right = written[start:], meant[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
