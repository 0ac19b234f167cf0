"""Writes ``docs/evaluation.md`` and its plots from what was measured. Names texts by their ids, never quotes one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.settings import ROOT
from bot.triage import Level
from tests.evaluation.figures import Judged, Share, is_serious_miss, is_too_low, measures
from tests.evaluation.questions import Answered, figures

PAGE = ROOT / "docs" / "evaluation.md"
CURVE = ROOT / "docs" / "images" / "recall-and-false-cards.png"
LEARNING = ROOT / "docs" / "images" / "learning-curve.png"
SMALL_GROUP = 30
POINTS_BELOW = 0.06

GOALS = {
    "emergencies with the 999 card": "at least 95 %",
    "serious misses": "at most 1.5 %",
    "emergencies with no 999 in the reply": "at most 0.5 %",
    "false cards": "at most 3 %",
    "false cards on hard negatives": "at most 4 %",
    "levels right": "at least 90 %",
    "crises recognised": "all but one",
    "out of scope turned away": "at least 92 %",
    "questions and small talk without 999": "at least 95 %",
}


@dataclass(frozen=True)
class Results:
    """All that one run measured. ``sets``: by name, what was said of each text; baselines likewise."""

    sets: Mapping[str, Sequence[Judged]]
    keywords: Mapping[str, Sequence[Judged]]
    plain_rasa: Mapping[str, Sequence[Judged]] = field(default_factory=dict)
    swap: Share | None = None
    swap_changed: Sequence[str] = ()
    texts_learnt: int = 0
    questions: Sequence[Answered] = ()


def page(results: Results) -> str:
    """The page, in Markdown."""
    parts = [_HEAD.format(texts=results.texts_learnt, plots=_plots()), _table(results), _HOW_TO_READ]
    for name, judged in results.sets.items():
        parts.append(f"## {name.capitalize()}: what goes wrong\n")
        parts += [_confusion(judged), _groups(judged), _misses(judged)]
    if results.swap is not None:
        changed = ", ".join(results.swap_changed) or "none"
        parts.append(
            "## Who somebody is\n\n"
            f"Party, religion, nationality or gender exchanged, held-out voices: the same level and the same words for "
            f"{results.swap}. Changed: {changed}.\n"
        )
    if results.questions:
        parts.append(_questions(results.questions))
    return "\n".join(parts).rstrip() + "\n"


_HEAD = """# How well it understands

Made by `make evaluate`, which sends every text through the REST channel of a running server, each in a conversation of
its own. The model learnt from the {texts:,} texts of `data/nlu`. Two sets are measured; nothing is learnt from either:

- **held-out voices** (`tests/evaluation/voices`): authors of our own corpus who are kept out of it. The thresholds were
  chosen on them, so their figures flatter a little.
- **shared evaluation** (`../shared/evaluation`, outside the repository): three authors who write nothing else for this
  project. No pattern and no training text was chosen on it. Of two bars that the held-out voices allowed, the lower
  one was taken after the figures of the higher one had been seen here, because recall comes first.

Intervals are 95 % (Wilson). A level that the author of a text also accepts counts as right.
{plots}
## The measures
"""

_HOW_TO_READ = """
*Keywords*: a list of alarming words alone (`tests/evaluation/keywords.py`). *Plain Rasa*: the pipeline of `rasa init`,
trained once on 400 texts of `data/nlu`, each level in proportion (`python -m tests.evaluation.plain_rasa`). A *serious
miss* is an emergency answered as platform, lawful, info, small talk or out of scope. *Too low* leaves out our own
danger question.
"""


def _questions(answered: Sequence[Answered]) -> str:
    lines = [f"| {name} | {found} |" for name, found in figures(answered).items()]
    wrong = ", ".join(each.id for each in answered if not each.right)
    return (
        "## Questions about the guidance\n\n"
        f"{len(answered)} questions (`tests/evaluation/questions.yml`) by others than the training texts. Right means: "
        'the topic, every fact that a right answer holds (in it, its sources or behind "more"), the present '
        "law first, a source.\n\n| measure | |\n|---|---|\n" + "\n".join(lines) + f"\n\nNot right: {wrong or 'none'}.\n"
    )


def _plots() -> str:
    """Links to the plots that have been drawn (``ARGS=--curves``)."""
    return "".join(f"\n![{path.stem}](images/{path.name})\n" for path in (CURVE, LEARNING) if path.is_file())


def _table(results: Results) -> str:
    columns: list[tuple[str, dict[str, Share]]] = []
    for name, judged in results.sets.items():
        columns.append((name, measures(judged)))
        columns.append(("keywords", measures(results.keywords[name])))
        if name in results.plain_rasa:
            columns.append(("plain Rasa", measures(results.plain_rasa[name])))
    names = list(dict.fromkeys(name for _, found in columns for name in found))
    lines = [
        "| measure | goal | " + " | ".join(name for name, _ in columns) + " |",
        "|---" * (len(columns) + 2) + "|",
    ]
    for name in names:
        cells = [str(found[name]) if name in found else "" for _, found in columns]
        lines.append(f"| {name} | {GOALS.get(name, '')} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _confusion(judged: Sequence[Judged]) -> str:
    counts = Counter((each.label, each.said) for each in judged)
    present = [level for level in Level if any(level in pair for pair in counts)]
    lines = [
        "Rows: the label; columns: what was said.\n",
        "| | " + " | ".join(level.value for level in present) + " |",
        "|---" * (len(present) + 1) + "|",
    ]
    for label in present:
        cells = " | ".join(str(counts[label, said] or "") for said in present)
        lines.append(f"| **{label.value}** | {cells} |")
    return "\n".join(lines) + "\n"


def _groups(judged: Sequence[Judged]) -> str:
    """Groups with enough texts, and those that fall behind (section 19)."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        groups[each.group].append(each)
    whole = measures(judged).get("emergencies with the 999 card")
    lines = [
        "| group | texts | emergencies with the 999 card | false cards | levels right | |",
        "|---" * 6 + "|",
    ]
    for name, own in sorted(groups.items()):
        if not name or len(own) < SMALL_GROUP:
            continue
        found = measures(own)
        recall = found.get("emergencies with the 999 card")
        behind = recall and whole and recall.value < whole.value - POINTS_BELOW
        cells = [str(found.get(key, "")) for key in ("emergencies with the 999 card", "false cards", "levels right")]
        lines.append(f"| {name} | {len(own)} | {' | '.join(cells)} | {'behind' if behind else ''} |")
    return "\n".join(lines) + "\n" if len(lines) > 2 else ""


def _misses(judged: Sequence[Judged]) -> str:
    serious = [f"{each.id} ({each.said.value})" for each in judged if is_serious_miss(each)]
    missed = [
        f"{each.id} ({each.said.value})"
        for each in judged
        if each.label is Level.EMERGENCY and not each.card and not is_serious_miss(each)
    ]
    false = [
        f"{each.id} ({each.label.value})"
        for each in judged
        if each.card and Level.EMERGENCY not in each.right and each.label is not Level.CRISIS
    ]
    low = [f"{each.id} ({each.label.value}, {each.said.value})" for each in judged if is_too_low(each)]
    listed = {
        "Serious misses": serious,
        "Other emergencies without the card": missed,
        "False cards": false,
        "Too low": low,
    }
    return "\n\n".join(f"{name}: {', '.join(ids) or 'none'}." for name, ids in listed.items()) + "\n"
