from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.guidance import Guidance, review_due
from bot.guidance import __main__ as command
from bot.guidance.sources import check_sources, locate, normalise_document, read_uncited

from .conftest import DOCUMENT


def problems(folder: Path, documents: Path) -> list[str]:
    return check_sources(Guidance.load(folder), read_uncited(folder), documents)


def replace_in(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_normalised_text() -> None:
    assert normalise_document("\ufeff\r\n\n one \t\r two\u00a0\n\n\n") == " one\n two\n"
    assert normalise_document(DOCUMENT) == DOCUMENT


def test_all_is_well(folder: Path, documents: Path) -> None:
    assert problems(folder, documents) == []


def test_line_ends_and_trailing_spaces_do_not_matter(folder: Path, documents: Path) -> None:
    (documents / "deck.txt").write_bytes(("\n" + DOCUMENT.replace("\n", "  \r\n")).encode())
    assert problems(folder, documents) == []


def test_a_changed_document_is_found(folder: Path, documents: Path) -> None:
    replace_in(documents / "deck.txt", "old", "new")
    assert problems(folder, documents) == ["old-number: the passage 9-31 is not what was cited"]


def test_a_changed_heading_is_found(folder: Path, documents: Path) -> None:
    replace_in(documents / "deck.txt", "Heading", "heading")
    assert problems(folder, documents) == ["uncited.yml: the passage 0-7 is not what was meant"]


def test_a_paragraph_nobody_cites_is_listed(folder: Path, documents: Path) -> None:
    (documents / "deck.txt").write_text(DOCUMENT + "- One more.\n", encoding="utf-8")
    assert problems(folder, documents) == ["deck.txt: no statement cites 53-64: '- One more.'"]


def test_a_reason_must_be_one_of_the_list(folder: Path) -> None:
    replace_in(folder / "uncited.yml", "reason: heading", "reason: 'heading: of a page'")
    assert read_uncited(folder)[0].reason == "heading: of a page"
    replace_in(folder / "uncited.yml", "heading: of a page", "not important")
    with pytest.raises(DataError, match="does not begin with one of"):
        read_uncited(folder)


def test_a_quotation_must_be_in_its_passage(folder: Path, documents: Path) -> None:
    replace_in(folder / "body.yml", "text: Keep “every word”.", "text: Keep “each word”.")
    assert problems(folder, documents) == ["keep-words: quotes words that are not in its passage: “each word”"]


def test_a_missing_document_is_found(folder: Path, documents: Path) -> None:
    (documents / "deck.txt").unlink()
    assert problems(folder, documents) == ["deck.txt: No such file or directory"]


def test_a_text_must_occur_once() -> None:
    assert locate("one two two", "one")[:2] == (0, 3)
    with pytest.raises(ValueError, match="occurs 2 times"):
        locate("one two two", "two")


def test_review_due_lists_what_is_past_its_date(folder: Path) -> None:
    guidance = Guidance.load(folder)
    assert list(review_due(guidance, date(2027, 5, 1))) == []
    due = [id for _, id in review_due(guidance, date(2027, 5, 2))]
    assert "contact-line" in due
    assert "keep-words" in due
    assert "contact-101" not in due
    assert "force cleveland" in due


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["check-sources", "DOCUMENTS"], 0, "nothing to report"),
        (["check-sources", "FOLDER"], 1, "deck.txt: No such file"),
        (["locate", "DOCUMENTS/deck.txt", "Heading"], 0, "passage: [0, 7]\nsha256: "),
        (["locate", "DOCUMENTS/deck.txt", "Footer"], 1, "occurs 0 times"),
        (["locate", "DOCUMENTS/book.txt", "Footer"], 1, "book.txt"),
        (["review-due", "--on", "2026-11-21"], 0, "nothing to report"),
        (["review-due", "--on", "2035-01-01"], 1, "2027-05-01 contact-line"),
    ],
)
def test_the_command_line(
    folder: Path,
    documents: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(command, "FOLDER", folder)
    filled = [entry.replace("DOCUMENTS", str(documents)).replace("FOLDER", str(folder)) for entry in arguments]
    assert command.main(filled) == status
    captured = capsys.readouterr()
    assert said in captured.out + captured.err


def test_bad_data_is_named_on_the_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "FOLDER", folder)
    replace_in(folder / "topics.yml", "name: records", "name: numbers")
    assert command.main(["review-due"]) == 1
    assert "topics.yml:4: the topic 'numbers' occurs twice" in capsys.readouterr().err
