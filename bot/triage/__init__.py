"""Triage: a message, or an answer to a question of ours, gives a level of danger and its reasons. Knows no Rasa."""

from bot.triage.answers import cry, releases, short_answer
from bot.triage.decide import CLASSIFIER, STILL_HELD, Clues, Decision, decide, level_of
from bot.triage.language import is_english
from bot.triage.rules import Rules
from bot.triage.shipped import assess, source_of
from bot.triage.verdict import Level, Reason, RedFlag, Verdict
from bot.triage.wire import decode_verdict, encode_verdict

__all__ = [
    "CLASSIFIER",
    "STILL_HELD",
    "Clues",
    "Decision",
    "Level",
    "Reason",
    "RedFlag",
    "Rules",
    "Verdict",
    "assess",
    "cry",
    "decide",
    "decode_verdict",
    "encode_verdict",
    "is_english",
    "level_of",
    "releases",
    "short_answer",
    "source_of",
]
