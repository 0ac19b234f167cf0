"""Bounds of design section 8 for the rules, and for all of triage (rules and slurs), also for hostile messages. The
best of several runs counts, in processor time: the machine may be shared, and what is tested is the work, not the
neighbours."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from bot import triage
from bot.triage import Level
from bot.triage.rules import assess
from bot.triage.slurs import find_slurs, slurs

SHORT, LONG = 0.002, 0.050  # seconds, for 300 and 20,000 characters
WORDS = (
    "he is the my at in on a to not has if what door knife was house outside car gun i you we they said police".split()
)


LINEAR = 4 * 1.6  # what four times the text may cost, with some room for what does not fit a cache any more
SLURS = 0.010  # seconds, for 20,000 characters of ordinary text
CALM = "my house is blue and I canvass there with leaflets, in all weathers. "


def seconds(text: str, runs: int = 7, work: Callable[[str], object] = assess) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def in_time(text: str, bound: float, work: Callable[[str], object] = assess) -> bool:
    """Within ``bound`` or, where the machine is too slow for that, linear: four times the text, four times as long.

    What must never happen is more than linear: then a hostile text could be made to take any time.
    """
    taken = seconds(text, work=work)
    return taken <= bound or taken <= LINEAR * seconds(text[: len(text) // 4], work=work)


def mixed(length: int, seed: int) -> str:
    generator = random.Random(seed)
    return " ".join(generator.choice(WORDS) for _ in range(length))[:length]


HOSTILE = {
    "letters with spaces": "a " * 10_000,
    "one word": "x" * 20_000,
    "emoji": "😀" * 20_000,
    "knives": "🔪" * 20_000,
    "begun and not ended": ("he has a " * 3_000)[:20_000],
    "denied": ("he has no knife " * 2_000)[:20_000],
    "asked": ("what if he has a knife " * 2_000)[:20_000],
    "marks": "a" + "\u0301" * 19_999,
    "phrase letters": "\ufdfa" * 20_000,
    "dots": "k.n." * 5_000,
    "masked": "k*ll k!l@ " * 2_000,
    "words of the patterns": mixed(20_000, 1),
    "surrogates": "\ud800 " * 10_000,
    "ideographs": "".join(map(chr, range(0x4E00, 0x9C20))),
    "accents": "é ñ ü ß ﬁ " * 2_000,
    "slurs": "",  # made below: no slur stands in this file
    "half a slur": "",
    "no sentences": "my house is blue and I canvass there with leaflets " * 392,
}


HOSTILE["slurs"] = (" ".join(slurs()) + " ") * (20_000 // (len(" ".join(slurs())) + 1))
HOSTILE["half a slur"] = (slurs()[0][0] + "@" * 12 + " ") * 1_400


@pytest.mark.parametrize("name", HOSTILE)
def test_long_messages(name: str) -> None:
    assert len(HOSTILE[name]) <= 20_000
    assert in_time(HOSTILE[name], LONG)
    assert in_time(HOSTILE[name], LONG, triage.assess)


@pytest.mark.parametrize("text", [CALM * 289, CALM.upper() * 289, (CALM + "Ünïcödé ’quoted’ — naïve. ") * 210])
def test_slurs_in_a_long_message(text: str) -> None:
    assert 19_000 <= len(text) <= 20_000
    assert in_time(text, SLURS, find_slurs)


def test_short_messages() -> None:
    times = sorted(seconds(mixed(300, seed), runs=5) for seed in range(100))
    assert times[98] <= max(SHORT, 3 * times[50])


def test_danger_at_the_end_of_a_long_message_is_found() -> None:
    calm = "we canvass there with leaflets on a nice day. "
    text = calm * 433 + "There is a man with a knife at my door"
    assert 19_900 <= len(text) <= 20_000
    verdict = assess(text)
    assert verdict.level is Level.EMERGENCY
    assert all(reason.text == text[reason.start : reason.end] for reason in verdict.reasons)
    assert max(reason.end for reason in verdict.reasons) > 19_900
