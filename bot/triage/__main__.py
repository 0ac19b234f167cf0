"""``python -m bot.triage "text"``: prints the verdict of the rules on a text (or on each line of standard input)."""

from __future__ import annotations

import sys

from bot.triage.rules import assess


def describe(text: str) -> str:
    """The verdict on ``text`` as lines for an editor of the patterns."""
    verdict = assess(text)
    flags = " ".join(flag.value for flag in verdict.red_flags)
    lines = [f"{verdict.level.value if verdict.level else '-'}\t{flags}\t{text}"]
    lines += [f"    {reason.rule} [{reason.start}:{reason.end}] {reason.text!r}" for reason in verdict.reasons]
    return "\n".join(lines)


if __name__ == "__main__":
    for message in sys.argv[1:] or (line.rstrip("\n") for line in sys.stdin):
        print(describe(message))
