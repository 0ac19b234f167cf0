from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import is_english


@pytest.mark.parametrize(
    "text",
    [
        "theres a man at my door",
        "he's ootside ma hoose wi a big stick",
        "yer man wont leave the office so he wont",
        "SOMEONE POSTED MY KIDS SCHOOL",
        "hi",
        "",
        "🔪🔪🔪",
        "ok merci",
    ],
)
def test_english_and_what_is_too_short_to_tell(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "on stoi przed moim domem i krzyczy",
        "mae rhywun tu allan i'r tŷ eto heno",
        "está fuera de mi casa otra vez",
        "أنا خائف",
        "আমি খুব চিন্তিত",
        "எனக்கு பயமாக இருக்கிறது",
    ],
)
def test_other_languages(text: str) -> None:
    assert not is_english(text)


@given(st.text(st.characters(blacklist_categories=())))
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_english(text) in (True, False)
