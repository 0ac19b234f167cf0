"""Slurs are found in every common disguise, and ordinary words are left alone.

No slur may appear in a test's name or message: they are named by their number in the list.
"""

from __future__ import annotations

import time

import pytest

from bot.triage import slurs as module
from bot.triage.slurs import find_slurs, slurs

CALLED = "he called me a "
DIGITS = str.maketrans("aeios", "4310$")


def disguises(slur: str) -> dict[str, str]:
    """``slur`` as people write it to get past a filter."""
    masked = slur[0] + slur[1:].translate(str.maketrans("aeiou", "*****"))
    made = {
        "plain": slur,
        "capitals": slur.upper(),
        "plural": slur + "s",
        "one vowel masked": masked,
        "digits": slur[0] + slur[1:].translate(DIGITS),
        "full width": "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in slur),
        "invisible": slur[:2] + "\u200b" + slur[2:],
        "cyrillic": slur.replace("a", "а").replace("e", "е").replace("o", "о"),
        "accent": slur[:2] + "\u0301" + slur[2:],
        "in bold": f"**{slur}**",
    }
    if " " not in slur and len(slur) >= 4:
        made |= {"spaced": " ".join(slur), "dotted": ".".join(slur)}
    if " " in slur:
        made |= {"hyphen": slur.replace(" ", "-"), "joined": slur.replace(" ", "")}
    return made


@pytest.mark.parametrize("number", range(len(slurs())), ids=lambda number: f"slur{number}")
def test_every_slur_is_found_in_every_disguise(number: int) -> None:
    slur = slurs()[number]
    missed = []
    for name, written in disguises(slur).items():
        swearing = "*" in written and name == "one vowel masked" and module._may_be_swearing(written)
        if not swearing and not find_slurs(CALLED + written + " again yesterday"):
            missed.append(name)
    if missed:
        pytest.fail(f"slur {number} is not found: {', '.join(missed)}", pytrace=False)


def test_masked_forms_that_give_first_and_last_letter_only() -> None:
    for text in (
        "they sent me n*****r messages",
        "calls us p*kis",
        "called him a f****t",
        "she is a r*****d he said",
    ):
        if not find_slurs(text):
            pytest.fail("a masked slur is not found", pytrace=False)


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "Ḧe\u200b 😀 called me a p*ki again"
    assert [text[start:end] for start, end in find_slurs(text)] == ["p*ki"]


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe Council and Penistone Town Council",
        "the Pakistani community centre in Pakistan Road",
        "paki$tan",
        "there is a chink in the armour of their argument",
        "we walked Offa's Dyke, and there is a dyke along the river",
        "the raccoon and the Maine Coon",
        "Niger, Nigeria and a niggling doubt, he sniggered",
        "I went out for a fag",
        "fire retardant doors",
        "spick and span, then poof! it was gone",
        "the queer community hustings",
        "Montenegro and Rio Negro",
        "a homogeneous ward",
        "he called me a f***ing idiot, a f*****g liar, a b*****d, a c***, a c**t and a w*nker",
        "d**k head, t**t, s**t, p**s off, b*tch, f****r, a**hole, ****",
        "what??? why!!! $$$",
        "pike, coast, mango, wage, kick, retire, retired, cream, bugger, Dyke Road",
        "please pick it up and pack it in",
        "Mr Pickles is in a bit of a pickle",
    ],
)
def test_ordinary_words_and_ordinary_swearing_are_no_slurs(text: str) -> None:
    assert find_slurs(text) == []


def test_a_long_message_takes_no_longer_than_its_length() -> None:
    started = time.perf_counter()
    for piece in ("n*", "n", "a ", "n@@@@@ ", "p i k e ", "n i g g ", "you "):
        find_slurs(piece * (20_000 // len(piece)))
    assert time.perf_counter() - started < 2.0
