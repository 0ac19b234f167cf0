"""Command line for editors: ``python -m bot.guidance check-sources|locate|review-due|go-live``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from bot.datafile import DataError
from bot.guidance.base import Guidance
from bot.guidance.go_live import go_live_page
from bot.guidance.review import review_due
from bot.guidance.sources import check_sources, locate, read_document, read_uncited

FOLDER = Path(__file__).resolve().parents[2] / "data" / "guidance"


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status: 1 when something is missing, wrong or past its date."""
    parser = argparse.ArgumentParser(prog="python -m bot.guidance")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check-sources", help="prove that every passage stands where the base says")
    check.add_argument("documents", type=Path, help="the folder of the documents")
    where = commands.add_parser("locate", help="print the passage and checksum of a text, for a new statement")
    where.add_argument("file", type=Path)
    where.add_argument("text")
    due = commands.add_parser("review-due", help="list what is past its review date")
    due.add_argument("--on", type=date.fromisoformat, default=date.today(), metavar="YYYY-MM-DD")
    commands.add_parser("go-live", help="print docs/before-you-go-live.md")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "locate":
            start, end, checksum = locate(read_document(chosen.file.parent, chosen.file.name), chosen.text)
            lines, status = [f"passage: [{start}, {end}]", f"sha256: {checksum}"], 0
        elif chosen.command == "check-sources":
            lines = check_sources(Guidance.load(FOLDER), read_uncited(FOLDER), chosen.documents)
            status = 1 if lines else 0
        elif chosen.command == "go-live":
            lines, status = [go_live_page(Guidance.load(FOLDER)).rstrip("\n")], 0
        else:
            lines = [f"{day} {id}" for day, id in review_due(Guidance.load(FOLDER), chosen.on)]
            status = 1 if lines else 0
    except (DataError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines) if lines else "nothing to report")
    return status


if __name__ == "__main__":
    sys.exit(main())
