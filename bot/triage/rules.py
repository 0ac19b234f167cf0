"""The triage rules: patterns, and the contexts that cancel a match, over one message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bot.triage.automaton import Automaton, Fit, fit
from bot.triage.contexts import REACH, Contexts, load_contexts, neighbourhood
from bot.triage.patterns import Pattern, load_patterns, load_words
from bot.triage.places import Places
from bot.triage.spelling import Spelling, spelling_of
from bot.triage.tokens import Tokens, tokens_of
from bot.triage.verdict import Level, Reason, RedFlag, Verdict

FOLDER = Path(__file__).resolve().parents[2] / "data" / "triage"
_NEAR = 40  # words: how far a ``near`` line may stand from the match
_UNLESS = 14  # words; less far, because it takes an emergency away


class Rules:
    """Patterns and contexts, compiled. Immutable after ``load``: may be shared by threads."""

    def __init__(self, patterns: Sequence[Pattern], contexts: Contexts, spelling: Spelling) -> None:
        self.patterns = tuple(patterns)
        self._contexts = contexts
        self._spelling = spelling
        self._owners = [(pattern, line) for pattern in patterns for line in pattern.any]
        around = [line for pattern in patterns for line in (*pattern.near, *pattern.unless)]
        around += [line for context in contexts.contexts for line in context.all_lines]
        self._around = list({line.source: line for line in around}.values())
        self._automaton = Automaton([*(line for _, line in self._owners), *self._around])

    @classmethod
    def load(cls, folder: Path) -> Rules:
        """The rules in ``folder``. Raises DataError (file, line, reason) when any file there must not be used."""
        words = load_words(folder)
        plain = spelling_of((), words.spellings, ())
        contexts = load_contexts(folder / "contexts.yml", words.lists, plain)
        patterns = load_patterns(folder, words.lists, plain, frozenset(context.name for context in contexts.contexts))
        lines = [line for pattern in patterns for line in (*pattern.any, *pattern.near, *pattern.unless)]
        lines += [line for context in contexts.contexts for line in context.all_lines]
        used = {word for line in lines for element in line.elements for phrase in element.phrases for word in phrase}
        return cls(patterns, contexts, spelling_of(used, words.spellings, words.not_misspelt))

    def assess(self, text: str) -> Verdict:
        """The verdict on one message: any string, never raises; linear in its length."""
        tokens = tokens_of(text, self._spelling)
        ends = self._automaton.ends(tokens.words, tokens.sentence)
        if not any(number < len(self._owners) for number, _ in ends):
            return Verdict.nothing
        places = Places(self._around, len(self._owners), ends, tokens)
        shapes = _shapes(tokens)
        matched: dict[str, tuple[Pattern, Fit]] = {}
        # Without these two a message that repeats a denied danger would cost more than its length.
        seen: set[tuple[str, Fit]] = set()
        rejected: set[tuple[int, int, str]] = set()
        for number, end in ends:
            if number >= len(self._owners):
                continue
            pattern, line = self._owners[number]
            if pattern.id in matched:
                continue
            first = max(0, end - line.longest - REACH)
            surroundings = (number, end - first, shapes[first : end + REACH + 1])
            if surroundings in rejected:
                continue
            match = fit(line, tokens.words, end, tokens.sentence[end - 1])
            if match and (pattern.id, match) not in seen:
                seen.add((pattern.id, match))
                if self._holds(pattern, tokens, match, places):
                    matched[pattern.id] = (pattern, match)
                    continue
            rejected.add(surroundings)
        return _verdict(text, tokens, list(matched.values()))

    def _holds(self, pattern: Pattern, tokens: Tokens, match: Fit, places: Places) -> bool:
        first, last = neighbourhood(tokens, match, True, _NEAR)
        if pattern.near and not any(places.within(pattern.near, first, last)):
            return False
        first, last = neighbourhood(tokens, match, False, _UNLESS)
        if any(places.within(pattern.unless, first, last)):
            return False
        return not any(
            self._contexts.applies(context, tokens, match, places)
            for context in self._contexts.contexts
            if context.name not in pattern.even_if and context.may_cancel(pattern.id)
        )


def _shapes(tokens: Tokens) -> str:
    """A character for each word that says all that the rules look at: the word, a pause, the start of a sentence."""
    known: dict[tuple[str, bool, bool], str] = {}
    return "".join(
        known.setdefault((word, pause, sentence == index), chr(len(known)))
        for index, (word, pause, sentence) in enumerate(zip(tokens.words, tokens.pause, tokens.sentence, strict=True))
    )


def _verdict(text: str, tokens: Tokens, matched: Sequence[tuple[Pattern, Fit]]) -> Verdict:
    if not matched:
        return Verdict.nothing
    level = max((pattern.level for pattern, _ in matched), key=lambda level: level.severity)
    flags = {pattern.red_flag for pattern, _ in matched if level is Level.EMERGENCY}
    reasons = []
    for pattern, match in matched:
        start, end = tokens.starts[match.start], tokens.ends[match.end - 1]
        reasons.append(Reason(pattern.id, text[start:end], start, end))
    return Verdict(level, tuple(flag for flag in RedFlag if flag in flags), tuple(reasons))


@lru_cache(maxsize=1)
def _shipped() -> Rules:
    return Rules.load(FOLDER)


def assess(text: str) -> Verdict:
    """The verdict of the rules in data/triage, loaded at the first call (raises DataError if they are bad)."""
    return _shipped().assess(text)
