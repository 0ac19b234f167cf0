"""What cancels a match, and what does not: "when in doubt, keep the emergency"."""

from __future__ import annotations

import pytest

from bot.triage.rules import assess
from bot.triage.verdict import Level

EMERGENCY = [
    "he hasn't got a knife, he's got a hammer and is on my drive",
    "he hasnt got a knife hes got a machete",
    "he hasn't left, he's still outside my house",
    "I'm not joking there's a man with a knife at my door",
    "no idea who he is but he has a gun",
    "last week he said he'll kill me on Friday",
    "You will be dead by Thursday",
    "he wrote 'I will kill you'",
    "what should I do, there's a man with a knife at my door",
    "what do I do if he comes in, he's outside my house right now with a knife",
    "he was in prison but he's out again and he's outside my house with a knife",
    "he was arrested but he was released and now he is outside my house again with a knife",
    "Police haven't come and he has a knife",
    "There's a man at my door with a knife. What if he gets in?",
    "last week he followed me and he is behind me now",
    "two minutes ago he threw a brick through my window",
    "he punched my agent at the hustings just now",
    "In chapter nine of my novel she hides. There is a man with a knife at my door right now",
    "The court heard that he was ill. He is outside my house",
    "someone left a rucksack on the step and ran off",
    "false alarm earlier but now he is back with a knife",
    "please call 999 for me he has a gun",
    "he is outside the count as I type and he has a knife",
    "students are running about, there is a man with a gun",
    "there is a man with a gun at the town museum",
    "I got hundreds of threats to kill me",
    "he has blood on his hands and he is holding a knife",
    "I'll be waiting for you outside your next surgery, he wrote",
]
NOT_EMERGENCY = [
    "he hasn't got a weapon",
    "he has no knife",
    "nobody has a gun",
    "I don't think he has a knife",
    "what should I do if someone has a knife?",
    "what if someone has a gun",
    "if someone has a knife what should I do",
    "in case someone has a knife",
    "what counts as a threat to kill",
    "the police arrested him with a knife and he's in prison",
    "years ago a man came with a knife",
    "knife-edge ward",
    "killed it at hustings",
    "target seats",
    "shoot me an email",
    "gun control policy",
    "he has a knife amnesty policy",
    "some lads smashed our front windows on Sunday night",
    "over the bank holiday weekend someone smashed my windows",
    "while we were out somebody kicked the front door in",
    "he banged on my door and then he drove off",
    "In chapter nine the killer gets in. He has a knife and there is blood everywhere.",
    "The jury was told what happened. He had a shotgun and said that he would kill her.",
    "There is a man in the garden with a knife. Edit: it was my neighbour pruning the roses.",
]


@pytest.mark.parametrize("text", EMERGENCY)
def test_the_danger_stays(text: str) -> None:
    assert assess(text).level is Level.EMERGENCY


@pytest.mark.parametrize("text", NOT_EMERGENCY)
def test_the_danger_is_cancelled(text: str) -> None:
    assert assess(text).level is not Level.EMERGENCY


def test_a_question_far_away_does_not_cancel() -> None:
    far = "what if someone asks me about bins and then " + "we talk about leaflets and roads and parks " * 6
    assert assess(far + "he has a knife at my door").level is Level.EMERGENCY
