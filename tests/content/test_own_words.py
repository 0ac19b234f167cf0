"""The base says things in its own words: no long sentence of a document stands in it, unless as a marked quotation."""

from __future__ import annotations

import re
from pathlib import Path

from bot.guidance.sources import read_document
from tests.content.guidance_base import STATEMENTS

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
"""The folder of documents; the test that needs it is there only when the folder is."""
LONGEST = 15
QUOTATION = re.compile("“[^”]*”")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def long_sentences(text: str) -> list[str]:
    """The sentences of more than 15 words, each as its words."""
    sentences = re.split(r"(?<=[.!?;:])\s+|\n+", QUOTATION.sub(" ", text))
    return [" ".join(found) for sentence in sentences if len(found := words(sentence)) > LONGEST]


def test_long_sentences_are_found_outside_quotations() -> None:
    assert long_sentences("Short one. " + "word " * 16) == [" ".join(["word"] * 16)]
    assert long_sentences("He says “" + "word " * 16 + "”.") == []


if DOCUMENTS.is_dir():  # A parameter list that may be empty would count as a skipped test.

    def test_no_long_sentence_is_copied() -> None:
        documents = {
            path.name: " ".join(words(read_document(DOCUMENTS, path.name))) for path in sorted(DOCUMENTS.glob("*.txt"))
        }
        assert documents
        said = {statement.id: statement.text for statement in STATEMENTS}
        said |= {change.id: change.text for statement in STATEMENTS for change in statement.changed}
        copied = [
            (id, file, sentence)
            for id, text in said.items()
            for sentence in long_sentences(text)
            for file, document in documents.items()
            if sentence in document
        ]
        assert copied == []
