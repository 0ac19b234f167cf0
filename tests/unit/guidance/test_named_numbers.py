from __future__ import annotations

import pytest

from bot.guidance.named_numbers import numbers_alone, numbers_named


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("recommendation 7", (7,)),
        ("Rec 24?", (24,)),
        ("rec24 please", (24,)),
        ("R7", (7,)),
        ("number twelve", (12,)),
        ("Recommendation Twenty-Four", (24,)),
        ("recommendation no. 5", (5,)),
        ("#9", (9,)),
        ("reccomendation 3", (3,)),
        ("recs 12 to 14", (12, 13, 14)),
        ("recommendations 6, 7 and 8", (6, 7, 8)),
        ("recommendation 6 and recommendation 9", (6, 9)),
        ("the seventh recommendation", (7,)),
        ("the twenty-first recommendation", (21,)),
        ("the 3rd one", (3,)),
        ("recommendation 400", (400,)),
        ("all 33 recommendations", ()),
        ("no one is responsible", ()),
        ("that one", ()),
        ("the 2017 report", ()),
        ("recommendation 2018", ()),
        ("we are two of them", ()),
    ],
)
def test_a_number_is_named(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_named(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("did government accept 24?", (24,)),
        ("labour on 6 and 7", (7,)),
        ("what about 12", (12,)),
        ("how many of the 33?", ()),
        ("was it done in 2018?", ()),
        ("are all 33 done?", ()),
        ("3 months later", ()),
        ("it cost £24.", ()),
        ("by 3.5", ()),
    ],
)
def test_a_number_by_itself_counts_where_it_may(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_named(text, alone=True)[-1:] == numbers[-1:]
    assert numbers_named(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"), [("24", (24,)), ("twelve", (12,)), ("6 and 7", (6, 7)), ("no", ()), ("24 hours", ()), ("", ())]
)
def test_a_text_of_nothing_but_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_alone(text) == numbers


def test_a_long_text_takes_no_time() -> None:
    assert numbers_named("recommendation 7 and " * 1000) == (7,)
    assert numbers_named("1 and " * 4000, alone=True)[:1] == (1,)
