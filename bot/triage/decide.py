"""Joins the rules' verdict with the classifier's probabilities. Uncertainty goes up, never down (P4).

The thresholds come from ``tests/evaluation/thresholds.py`` (docs/decisions/0008-rules-lower-the-bar.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.triage.verdict import Level, Reason, RedFlag, Verdict


@dataclass(frozen=True)
class Bar:
    """From which probability of an emergency the answer is the 999 card, and from which the danger question."""

    card: float
    ask: float


BAR = Bar(card=0.40, ask=0.25)
"""Where the rules found no emergency: the classifier alone decides. The danger question says 999 too."""

BAR_WITH_RULES = Bar(card=0.25, ask=0.05)
"""Where the rules found one: only a classifier that is all but certain of something else is believed."""

SHORT = 10
"""What the rules find in so few words is never overruled: "he has a knife" holds nothing that could take it back."""

ASK_AT = BAR.ask

CRISIS_AT = 0.20
"""From this probability the classifier alone gives the crisis text."""

SURE_OF_CRISIS = 0.50
"""The same where the rules found something for the police: being told to kill oneself is not wanting to."""

SURE_OF_QUESTION = 0.50
"""From this probability a question, or a request to harm somebody, stays one although its words name an incident."""

DOUBTED_BELOW = 0.10
"""Below this chance of what the rules found, or anything higher, an incident without danger is not believed."""

UNSURE_BELOW = 0.10
"""Below this the best intent is no more than a guess, and the assistant asks about danger, unless all intents together
show a question: then the reply looks for the nearest guidance, and asks about danger only where nothing is near."""

SURE_OF_RELEASE = 0.40
"""From this probability typed words end the held state after a 999 card; below it the assistant goes on asking."""

ASK = "should_i_call"
OTHER_LANGUAGE = "other_language"
RELEASES = ("police_have_it", "false_alarm")
STILL_HELD = "danger_passing"

_LEVEL_INTENTS = {
    level.value: level for level in (Level.EMERGENCY, Level.CRISIS, Level.POLICE, Level.PLATFORM, Level.LAWFUL)
}
_INCIDENTS = (Level.POLICE, Level.PLATFORM, Level.LAWFUL)
_REFUSED = "harmful_request"
_OTHERS = {
    ASK: Level.CLARIFY,
    OTHER_LANGUAGE: Level.CLARIFY,
    "out_of_scope": Level.OUT_OF_SCOPE,
    _REFUSED: Level.OUT_OF_SCOPE,
}


LIKELY_CRISIS = Reason("crisis.likely", "", 0, 0)
"""Why there is a crisis text where no rule matched: the classifier thinks so."""

CLASSIFIER = "classifier"
"""The family of the reasons that the classifier gives; the name behind it is the nearest red flag."""

_SHOWN = 0.5


@dataclass(frozen=True)
class Clues:
    """What the classifier can say for an emergency: the chance of each red flag, and the words that weigh most."""

    flags: Mapping[RedFlag, float] = field(default_factory=dict)
    words: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Decision:
    """The one intent that the dialogue gets, how sure it is (0 to 1), and the verdict behind it.

    ``overruled``: the rules found an emergency, and the classifier was all but certain that there is none.
    """

    intent: str
    confidence: float
    verdict: Verdict
    overruled: bool = False


def level_of(intent: str) -> Level:
    """The level that an intent stands for."""
    if intent.startswith("ask_") and intent != "ask_help":
        return Level.INFO
    return _LEVEL_INTENTS.get(intent) or _OTHERS.get(intent, Level.SMALLTALK)


def decide(
    rules: Verdict,
    ranking: Sequence[tuple[str, float]],
    english: bool = True,
    clues: Clues = Clues(),
    words: int = SHORT + 1,
) -> Decision:
    """The decision on one message.

    ``ranking`` holds every intent with its probability, the most probable first; ``english``: it could read the text;
    ``words``: how many words it has.
    """
    chance = _by_level(ranking)
    found = rules.level is Level.EMERGENCY
    bar = BAR_WITH_RULES if found else BAR
    stands = found and (not english or words <= SHORT or _speaks_of_suicide(rules))
    if chance[Level.EMERGENCY] >= bar.card or stands:
        return _decision(_emergency(rules if found else _by_clues(clues), chance), chance[Level.EMERGENCY])
    if chance[Level.CRISIS] >= (SURE_OF_CRISIS if rules.level is Level.POLICE else CRISIS_AT):
        return replace(_decision(Verdict(Level.CRISIS, (), (LIKELY_CRISIS,)), chance[Level.CRISIS]), overruled=found)
    if rules.level is Level.CRISIS:
        return _decision(rules)
    if rules.level is None and not english:
        return Decision(OTHER_LANGUAGE, 1.0, Verdict(Level.CLARIFY))
    if rules.level is not Level.POLICE and chance[Level.EMERGENCY] + chance[Level.CRISIS] >= bar.ask:
        return Decision(ASK, 1.0, Verdict(Level.CLARIFY), overruled=found)
    return replace(_no_danger(Verdict.nothing if found else rules, ranking, chance), overruled=found)


def _speaks_of_suicide(rules: Verdict) -> bool:
    return any(reason.rule.startswith("crisis.") for reason in rules.reasons)


def _emergency(verdict: Verdict, chance: Mapping[Level, float]) -> Verdict:
    talk = (LIKELY_CRISIS,) if chance[Level.CRISIS] >= CRISIS_AT else ()
    return replace(verdict, reasons=verdict.reasons + talk)


def _by_clues(clues: Clues) -> Verdict:
    """An emergency that the classifier saw, with the flags it is sure of; its reasons name the nearest."""
    shown = tuple(flag for flag in RedFlag if clues.flags.get(flag, 0.0) >= _SHOWN)
    nearest = max(clues.flags, key=lambda flag: clues.flags[flag], default=RedFlag.PRESENT_DANGER)
    reasons = tuple(Reason(f"{CLASSIFIER}.{nearest.value}", text, start, end) for start, end, text in clues.words)
    return Verdict(Level.EMERGENCY, shown, reasons or (Reason(f"{CLASSIFIER}.{nearest.value}", "", 0, 0),))


def _no_danger(rules: Verdict, ranking: Sequence[tuple[str, float]], chance: Mapping[Level, float]) -> Decision:
    if rules.level in _INCIDENTS and _believed(rules.level, chance, dict(ranking).get(_REFUSED, 0.0)):
        return _decision(rules.higher(_incident(chance)))
    best, confidence = ranking[0]
    if confidence < UNSURE_BELOW and chance[Level.INFO] >= SURE_OF_QUESTION:  # a question surely, but which?
        best, confidence = next(entry for entry in ranking if level_of(entry[0]) is Level.INFO)
        return Decision(best, confidence, Verdict(Level.INFO))
    return _by_classifier(best, confidence, chance)


def _believed(level: Level, chance: Mapping[Level, float], refused: float) -> bool:
    """Whether an incident that the rules found counts: not when the classifier is sure of a question, or of less."""
    as_high = sum(each for other, each in chance.items() if other.severity >= level.severity)
    return chance[Level.INFO] + refused < SURE_OF_QUESTION and as_high >= DOUBTED_BELOW


def _by_classifier(best: str, confidence: float, chance: Mapping[Level, float]) -> Decision:
    incident = _incident(chance)
    if incident.level is not None:
        return _decision(incident, chance[incident.level])
    if confidence < UNSURE_BELOW:
        return Decision(ASK, 1.0, Verdict(Level.CLARIFY))
    if best in RELEASES and confidence < SURE_OF_RELEASE:
        best = STILL_HELD
    return Decision(best, confidence, Verdict(level_of(best)))


def _incident(chance: Mapping[Level, float]) -> Verdict:
    """The likeliest of the levels police, platform and lawful when together they are more likely than not."""
    if sum(chance[level] for level in _INCIDENTS) <= 0.5:
        return Verdict.nothing
    return Verdict(_most_likely(chance, _INCIDENTS))


def _most_likely(chance: Mapping[Level, float], among: Iterable[Level]) -> Level:
    return max(among, key=lambda level: chance[level])


def _by_level(ranking: Sequence[tuple[str, float]]) -> dict[Level, float]:
    chance = dict.fromkeys(Level, 0.0)
    for intent, probability in ranking:
        chance[level_of(intent)] += probability
    return chance


def _decision(verdict: Verdict, confidence: float = 1.0) -> Decision:
    assert verdict.level is not None
    return Decision(verdict.level.value, confidence, verdict)
