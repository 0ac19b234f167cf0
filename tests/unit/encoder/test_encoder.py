"""The encoder: only the files that were shipped, usable numbers for any string, near for near meanings, quick."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from bot.encoder import Encoder, EncoderError
from bot.encoder.encoder import SIZE, WINDOW
from bot.settings import ENCODER, ROOT
from bot.triage import Level, RedFlag

SHORT, LONG = 0.015, 0.4  # seconds, for a usual message and for 20,000 characters
ENCODER_MODEL = Encoder.load(ENCODER)
ENCODE = ENCODER_MODEL.encode

ODD = {
    "nothing": "",
    "blanks": " \n\t ",
    "zero": "\x00",
    "emoji": "😀🔪",
    "half an emoji": "\ud800",
    "surrogates": "\udc00 knife \ud83d" * 50,
    "marks": "a" + "\u0301" * 500,
    "Welsh": "mae dyn â chyllell wrth y drws",
    "Chinese": "有人拿着刀在我家门口",
}
LONG_TEXTS = {
    "one word": "x" * 20_000,
    "words": ("he has a knife at my door and I am afraid. " * 470)[:20_000],
    "a token a character": "漢" * 20_000,
    "emoji": "😀" * 20_000,
}


def seconds(text: str) -> float:
    """The best of several runs: the machine may be shared."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        ENCODE([text])
        best = min(best, time.perf_counter() - start)
    return best


def alike(one: str, other: str) -> float:
    first, second = ENCODE([one, other])
    return float(first @ second)


def test_it_refuses_a_file_that_was_changed(tmp_path: Path) -> None:
    for name in ("shared.onnx", "published.onnx", "tuned.onnx", "tokenizer.json", "labels.json"):
        folder = tmp_path / name
        shutil.copytree(ENCODER, folder)
        with (folder / name).open("ab") as file:
            file.write(b" ")
        with pytest.raises(EncoderError, match=name):
            Encoder.load(folder)


def test_it_refuses_a_folder_without_its_files(tmp_path: Path) -> None:
    with pytest.raises(EncoderError):
        Encoder.load(tmp_path)
    (tmp_path / "checksums.json").write_text(json.dumps({}))
    with pytest.raises(EncoderError):
        Encoder.load(tmp_path)
    shutil.copy(ENCODER / "checksums.json", tmp_path)
    with pytest.raises(EncoderError):
        Encoder.load(tmp_path)


def test_the_readme_names_the_checksums() -> None:
    readme = (ENCODER / "README.md").read_text()
    for name, checksum in json.loads((ENCODER / "checksums.json").read_text()).items():
        assert name in readme
        assert checksum in readme


@pytest.mark.parametrize("text", [*ODD.values(), *LONG_TEXTS.values()], ids=[*ODD, *LONG_TEXTS])
def test_every_text_has_a_vector_of_unit_length(text: str) -> None:
    vectors = ENCODE([text])
    assert vectors.shape == (1, SIZE)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-4)


@limits(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_string_has_one(text: str) -> None:
    assert np.linalg.norm(ENCODE([text])) == pytest.approx(1, abs=1e-4)


def test_no_texts_give_no_rows() -> None:
    assert ENCODE([]).shape == (0, SIZE)


def test_a_vector_depends_on_its_text_alone() -> None:
    texts = ["he has a knife", "thank you", "word " * 1000]
    together = ENCODE(texts)
    for row, text in zip(together, texts, strict=True):
        assert np.array_equal(row, ENCODE([text])[0])


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("there is a man with a knife at my door", "someone outside my house is holding a blade", "thank you so much"),
        ("what counts as evidence", "which proof should I keep", "my opponent was rude at the hustings"),
        ("I can't go on any more", "I want to die", "how do I report a tweet"),
        ("they posted where my children go to school", "my kids' school is online now", "when is the election"),
    ],
)
def test_what_means_much_the_same_is_near(one: str, near: str, far: str) -> None:
    assert alike(one, near) > alike(one, far) + 0.1


def test_one_window_of_a_text_is_read() -> None:
    window = "there is a man with a knife at my door. " * (WINDOW // 5)
    assert alike(window, window + "we canvass there with leaflets on a nice day. ") == pytest.approx(1)


@pytest.mark.parametrize("text", [*ODD.values(), *LONG_TEXTS.values()], ids=[*ODD, *LONG_TEXTS])
def test_every_text_has_logits(text: str) -> None:
    reading = ENCODER_MODEL.read([text])
    assert reading.levels.shape == (1, len(ENCODER_MODEL.levels))
    assert reading.flags.shape == (1, len(ENCODER_MODEL.flags))
    assert np.isfinite(reading.levels).all()
    assert np.isfinite(reading.flags).all()


def test_the_labels_are_those_of_triage() -> None:
    assert set(ENCODER_MODEL.levels) == {level.value for level in Level}
    assert ENCODER_MODEL.flags == tuple(flag.value for flag in RedFlag)


def test_the_tuned_part_sees_danger_and_which() -> None:
    danger, calm = ENCODER_MODEL.read(
        ["there is a man with a machete in my kitchen", "who pays for the leaflets?"]
    ).levels
    emergency = ENCODER_MODEL.levels.index("emergency")
    assert danger.argmax() == emergency
    assert calm[emergency] < danger[emergency]


def test_training_cuts_texts_where_serving_does() -> None:
    network = (ROOT / "scripts" / "encoder" / "network.py").read_text()
    assert f"\nWINDOW = {WINDOW}\n" in network


def test_it_is_quick() -> None:
    assert seconds("there's a man outside my house again and he has something in his hand, I don't know what") <= SHORT
    for text in LONG_TEXTS.values():
        assert seconds(text) <= LONG
