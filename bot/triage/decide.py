"""Joins the rules' verdict with the classifier's probabilities. Uncertainty goes up, never down (P4).

The thresholds come from ``tests/evaluation/crossvalidate.py`` (docs/decisions/0006-two-views-of-a-text.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.triage.verdict import Level, Reason, Verdict

EMERGENCY_AT = 0.26
"""From this probability the classifier alone gives the 999 card: a false card costs far less than a missed one."""

CRISIS_AT = 0.20
"""The same for the crisis text."""

SURE_OF_CRISIS = 0.50
"""The same where the rules found something for the police: being told to kill oneself is not wanting to."""

ASK_AT = 0.15
"""From this probability of emergency or crisis the assistant asks whether anyone is in danger."""

SURE_OF_QUESTION = 0.60
"""From this probability a question, or a request to harm somebody, stays one although its words name an incident."""

UNSURE_BELOW = 0.10
"""Below this the best intent is no more than a guess, and the assistant asks."""

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


@dataclass(frozen=True)
class Decision:
    """The one intent that the dialogue gets, how sure it is (0 to 1), and the verdict behind it."""

    intent: str
    confidence: float
    verdict: Verdict


def level_of(intent: str) -> Level:
    """The level that an intent stands for."""
    if intent.startswith("ask_") and intent != "ask_help":
        return Level.INFO
    return _LEVEL_INTENTS.get(intent) or _OTHERS.get(intent, Level.SMALLTALK)


def decide(rules: Verdict, ranking: Sequence[tuple[str, float]], english: bool = True) -> Decision:
    """The decision on one message.

    ``ranking`` holds every intent with its probability, the most probable first; ``english``: it could read the text.
    """
    best, confidence = ranking[0]
    chance = _by_level(ranking)
    talk = (LIKELY_CRISIS,) if chance[Level.CRISIS] >= CRISIS_AT else ()
    if rules.level is Level.EMERGENCY:
        return _decision(replace(rules, reasons=rules.reasons + talk))
    if chance[Level.EMERGENCY] >= EMERGENCY_AT or _most_likely(chance, Level) is Level.EMERGENCY:
        return _decision(Verdict(Level.EMERGENCY, (), talk), chance[Level.EMERGENCY])
    if rules.level is Level.CRISIS:
        return _decision(rules)
    if chance[Level.CRISIS] >= (SURE_OF_CRISIS if rules.level is Level.POLICE else CRISIS_AT):
        return _decision(Verdict(Level.CRISIS, (), (LIKELY_CRISIS,)), chance[Level.CRISIS])
    if rules.level is None and not english:
        return Decision(OTHER_LANGUAGE, 1.0, Verdict(Level.CLARIFY))
    if rules.level is not Level.POLICE and chance[Level.EMERGENCY] + chance[Level.CRISIS] >= ASK_AT:
        return Decision(ASK, 1.0, Verdict(Level.CLARIFY))
    if rules.level in _INCIDENTS and chance[Level.INFO] + dict(ranking).get(_REFUSED, 0.0) < SURE_OF_QUESTION:
        return _decision(rules.higher(_incident(chance)))
    return _by_classifier(best, confidence, chance)


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
