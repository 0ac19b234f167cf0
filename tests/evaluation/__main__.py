"""``make evaluate``: measures the assistant through its REST channel and writes ``docs/evaluation.md``.

``--plain-rasa`` also measures the pipeline of ``rasa init`` (ten minutes, the first time only).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.guidance import Guidance
from bot.rasa.logs import configure_logs
from bot.settings import DATA
from tests.evaluation import keywords
from tests.evaluation import questions as guidance_questions
from tests.evaluation.channel import held_out, judge, server, shared
from tests.evaluation.corpus import TRAINING, examples
from tests.evaluation.figures import Judged, measures
from tests.evaluation.gates import broken
from tests.evaluation.report import PAGE, Results, page
from tests.evaluation.swap import unchanged


def main() -> int:
    """Measures, prints every measure, writes the page and its plots; 1 when a figure is below its gate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plain-rasa", action="store_true", help="also measure the pipeline of rasa init")
    parser.add_argument("--curves", action="store_true", help="draw the plots anew (a quarter of an hour)")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write")
    wanted = parser.parse_args()
    configure_logs()  # Rasa would print every text
    questions = {"held-out voices": held_out()}
    from_others = [question for own in shared().values() for question in own]
    if from_others:
        questions["shared evaluation"] = from_others
    with server() as running:
        sets = {name: judge(running, own) for name, own in questions.items()}
        swap, changed = unchanged(running, questions["held-out voices"])
        titles = {title: topic for topic, title in Guidance.load(DATA / "guidance").titles.items()}
        answered = guidance_questions.ask(running, guidance_questions.load(), titles)
    by_words = {
        name: [keywords.judge(*pair) for pair in zip(own, sets[name], strict=True)] for name, own in questions.items()
    }
    plain: dict[str, list[Judged]] = {}
    if wanted.plain_rasa:  # both imports take long, because they import Rasa
        from tests.evaluation.plain_rasa import judge_all

        plain = judge_all(questions, sets)
    texts = sum(1 for _ in examples(TRAINING))
    results = Results(sets, by_words, plain, swap, changed, texts, answered)
    for name, judged in sets.items():
        print(f"{name}: {len(judged)} texts")
        for measure, found in measures(judged).items():
            print(f"  {measure:52} {found}")
    print(f"swapped words: unchanged {swap}\nquestions:")
    for measure, found in guidance_questions.figures(answered).items():
        print(f"  {measure:52} {found}")
    wanted.page.write_text(page(results), encoding="utf-8")
    if wanted.curves:
        from tests.evaluation.curves import draw

        draw(questions, sets)
    failed = [line for name, judged in sets.items() for line in broken(name, measures(judged))]
    failed += broken("questions", guidance_questions.figures(answered)) + broken("swaps", {"unchanged": swap})
    print("\n".join(failed) or "Every gate holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
