"""What around a match says that it is not what it seems: negation, a question "what if", a danger that is over.

A context reaches as far as its ``scope``:
  governs    its line ends before the match, in the same clause, or inside a gap of the match ("hasn't got a knife")
  overlap    its line shares a word with the match ("knife edge")
  sentence   its line stands in the same sentence
  nearby     its line stands in the same sentence or the next to it
``unless`` lines, found as near, put it out of force ("he is not joking", "what do I do if ... right now").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.triage.automaton import Fit
from bot.triage.lines import Line
from bot.triage.patterns import Lists, compile_lines
from bot.triage.places import Places
from bot.triage.spelling import Spelling
from bot.triage.tokens import Tokens

# Words to either side: a "sentence" without punctuation may be a whole message, and "no" does not reach that far.
_REACH = {"governs": 7, "overlap": 12, "sentence": 25, "nearby": 40}


class Scope(str, Enum):
    """How far a context reaches; see the module's text."""

    GOVERNS = "governs"
    OVERLAP = "overlap"
    SENTENCE = "sentence"
    NEARBY = "nearby"


@dataclass(frozen=True)
class Context:
    """One entry of contexts.yml."""

    name: str
    scope: Scope
    lines: tuple[Line, ...]
    unless: tuple[Line, ...]


@dataclass(frozen=True)
class Contexts:
    """All contexts, and the words that begin a clause."""

    contexts: tuple[Context, ...]
    clause_words: frozenset[str]
    subjects: frozenset[str]
    opinions: frozenset[str]

    def new_clause(self, tokens: Tokens, before: int, at: int) -> bool:
        """Whether a clause begins after word ``before`` and not later than with word ``at``."""
        for place in range(before + 1, at + 1):
            word, previous = tokens.words[place], tokens.words[place - 1]
            if tokens.pause[place] or word in self.clause_words:
                return True
            if word in self.subjects and previous not in self.opinions:
                return True
        return False

    def applies(self, context: Context, tokens: Tokens, match: Fit, places: Places) -> bool:
        """Whether ``context`` reaches ``match``; ``places`` are those of the message."""
        first, last = neighbourhood(tokens, match, context.scope is Scope.NEARBY, _REACH[context.scope.value])
        if not any(self._reaches(context, tokens, match, place) for place in places.within(context.lines, first, last)):
            return False
        return not any(places.within(context.unless, first, last))

    def _reaches(self, context: Context, tokens: Tokens, match: Fit, place: Fit) -> bool:
        if context.scope is Scope.OVERLAP:
            return place.start < match.end and match.start < place.end
        if context.scope is not Scope.GOVERNS:
            return True
        if place.end <= match.start:
            return not self.new_clause(tokens, place.end - 1, match.start)
        return place.end - 1 in match.gaps


def neighbourhood(tokens: Tokens, match: Fit, neighbours: bool, reach: int) -> tuple[int, int]:
    """First and end (exclusive) of the words near ``match``: its sentence, perhaps the next ones, at most ``reach``."""
    first = tokens.sentence[match.start]
    if neighbours and first > 0:
        first = tokens.sentence[first - 1]
    last, count = match.end, len(tokens.words)
    ends_left = 2 if neighbours else 1
    while last < count and last < match.end + reach:
        if tokens.sentence[last] == last:
            ends_left -= 1
            if not ends_left:
                break
        last += 1
    return max(first, match.start - reach), last


def load_contexts(path: Path, lists: Lists, spelling: Spelling) -> Contexts:
    """The contexts in ``path``. Raises DataError."""
    content = read_yaml(path)
    only(path, content, {"contexts", "clauses"})
    contexts = []
    for name, mapped in field(path, content, "contexts", dict).items():
        if not isinstance(mapped, Mapped):
            raise DataError(path, content.line, f"the context {name!r} must be a mapping")
        only(path, mapped, {"scope", "lines", "unless"})
        try:
            scope = Scope(field(path, mapped, "scope", str))
        except ValueError as error:
            raise DataError(path, mapped.line, f"{name}: {error}") from error
        unless = compile_lines(path, mapped, "unless", lists, spelling) if "unless" in mapped else ()
        contexts.append(Context(name, scope, compile_lines(path, mapped, "lines", lists, spelling), unless))
    clauses = field(path, content, "clauses", dict)
    only(path, clauses, {"conjunctions", "subjects", "opinions"})
    words = {key: frozenset(field(path, clauses, key, str).split()) for key in ("conjunctions", "subjects", "opinions")}
    return Contexts(tuple(contexts), words["conjunctions"], words["subjects"], words["opinions"])
