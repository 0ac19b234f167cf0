"""What around a match says that it is not what it seems: negation, a question "what if", a danger that is over.

A context reaches as far as its ``scope``:
  governs    its line ends before the match, in the same clause, or inside a gap of the match ("hasn't got a knife")
  overlap    its line shares a word with the match ("knife edge")
  sentence   its line stands in the same sentence
  nearby     its line stands in the same sentence or the next to it
  around     its line stands anywhere near: what a text is ("chapter nine") is said once, and holds for all of it
``unless`` lines, found as near (around: nearby), put it out of force ("he is not joking", "... right now"), and so do
``unless_said`` lines in the sentence of the match ("my", "me"). ``only`` names the patterns that a context may cancel,
by family or by id; without it, it may cancel all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bot.datafile import DataError, Mapped, field, only, read_yaml
from bot.triage.automaton import Fit
from bot.triage.lines import Line
from bot.triage.patterns import Lists, compile_lines, texts
from bot.triage.places import Places
from bot.triage.spelling import Spelling
from bot.triage.tokens import Tokens

# Words to either side: a "sentence" without punctuation may be a whole message, and "no" does not reach that far.
_REACH = {"governs": 7, "overlap": 12, "sentence": 25, "nearby": 40, "around": 90}
REACH = max(_REACH.values())


class Scope(str, Enum):
    """How far a context reaches; see the module's text."""

    GOVERNS = "governs"
    OVERLAP = "overlap"
    SENTENCE = "sentence"
    NEARBY = "nearby"
    AROUND = "around"


@dataclass(frozen=True)
class Context:
    """One entry of contexts.yml."""

    name: str
    scope: Scope
    lines: tuple[Line, ...]
    unless: tuple[Line, ...]
    unless_said: tuple[Line, ...] = ()
    only: frozenset[str] = frozenset()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Those of its keys together."""
        return (*self.lines, *self.unless, *self.unless_said)

    def may_cancel(self, pattern: str) -> bool:
        """Whether it concerns the pattern with this id."""
        return not self.only or pattern in self.only or pattern.partition(".")[0] in self.only


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
        if not places.anywhere(context.lines):
            return False
        reach = _REACH[context.scope.value]
        if context.scope is Scope.AROUND:
            first, last = max(0, match.start - reach), min(len(tokens.words), match.end + reach)
        else:
            first, last = neighbourhood(tokens, match, context.scope is Scope.NEARBY, reach)
        if not any(self._reaches(context, tokens, match, place) for place in places.within(context.lines, first, last)):
            return False
        if context.scope is Scope.AROUND:
            first, last = neighbourhood(tokens, match, True, _REACH["nearby"])
        if any(places.within(context.unless, first, last)):
            return False
        return not any(places.within(context.unless_said, *neighbourhood(tokens, match, False, reach)))

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
    last = tokens.sentence_end[match.end - 1]
    if neighbours and last < len(tokens.words):
        last = tokens.sentence_end[last]
    return max(first, match.start - reach), min(last, match.end + reach)


def load_contexts(path: Path, lists: Lists, spelling: Spelling) -> Contexts:
    """The contexts in ``path``. Raises DataError."""
    content = read_yaml(path)
    only(path, content, {"contexts", "clauses"})
    contexts = []
    for name, mapped in field(path, content, "contexts", dict).items():
        if not isinstance(mapped, Mapped):
            raise DataError(path, content.line, f"the context {name!r} must be a mapping")
        only(path, mapped, {"scope", "only", "lines", "unless", "unless_said"})
        try:
            scope = Scope(field(path, mapped, "scope", str))
        except ValueError as error:
            raise DataError(path, mapped.line, f"{name}: {error}") from error
        lines, unless, unless_said = (
            compile_lines(path, mapped, key, lists, spelling) if key in mapped or key == "lines" else ()
            for key in ("lines", "unless", "unless_said")
        )
        concerned = frozenset(texts(path, mapped, "only")) if "only" in mapped else frozenset[str]()
        contexts.append(Context(name, scope, lines, unless, unless_said, concerned))
    clauses = field(path, content, "clauses", dict)
    only(path, clauses, {"conjunctions", "subjects", "opinions"})
    words = {key: frozenset(field(path, clauses, key, str).split()) for key in ("conjunctions", "subjects", "opinions")}
    return Contexts(tuple(contexts), words["conjunctions"], words["subjects"], words["opinions"])
