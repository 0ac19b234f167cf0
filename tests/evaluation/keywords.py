"""What a list of alarming words would do: the baseline that the assistant is measured against."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.triage import Level
from tests.evaluation.channel import Question
from tests.evaluation.figures import Judged

WORDS = (
    "999|ambulance|armed|attack|axe|blood|bomb|break in|breaking in|burn|die|explosive|fire|following me|gun|hammer"
    "|help me|hurt|intruder|kill|knife|machete|murder|outside my house|petrol|rape|rifle|shoot|shot|stab"
    "|strangle|weapon"
)
_ANY = re.compile(rf"\b(?:{WORDS})", re.IGNORECASE)


def judge(question: Question, judged: Judged) -> Judged:
    """``judged`` as it would be if these words alone decided: one of them is an emergency, none is nothing."""
    found = bool(_ANY.search(question.text))
    said = Level.EMERGENCY if found else Level.OUT_OF_SCOPE
    return replace(judged, said=said, said_topic=None, card=found, says_999=found)
