"""``python scripts/encoder/tune.py FILE``: tunes a copy of the upper blocks to levels and red flags, and saves it.

Learns from ``data/nlu`` only. Prints after each epoch how well it does on the authors of ``tests/evaluation/voices``,
from whom it never learns. Takes about half an hour on two cores.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from corpus import FLAGS, HELD_OUT, LEVELS, TRAINING, Example, examples
from network import WINDOW, Tuned, published, shared_states, tokenizer

EPOCHS = 4
BATCH = 16
RATE, RATE_OF_HEADS, SLOWER_BELOW = 2e-4, 1e-3, 0.95
SMOOTHING = 0.05
WEIGHT_OF_FLAGS = 0.3
WARM_UP = 0.1
SEED = 1

Batch = tuple[torch.Tensor, torch.Tensor, list[int]]


class Texts:
    """Examples as the shared blocks see them, which never change and are therefore computed once (16 bits each)."""

    def __init__(self, rows: Sequence[Example]) -> None:
        self.rows = list(rows)
        self.level = torch.tensor([LEVELS.index(row.level) for row in rows])
        self.flags = torch.tensor([[float(flag in row.flags) for flag in FLAGS] for row in rows])
        bert, words = published(), tokenizer()
        words.enable_truncation(WINDOW)
        self._states = []
        with torch.no_grad():
            for row in self.rows:
                ids = torch.tensor([words.encode(row.text).ids])
                self._states.append(shared_states(bert, ids, torch.ones_like(ids))[0].half())

    def batches(self, shuffled: random.Random | None = None) -> Iterator[Batch]:
        """States, mask and positions of texts of about the same length; each text once."""
        order = list(range(len(self.rows)))
        span = len(order)
        if shuffled:
            shuffled.shuffle(order)
            span = 40 * BATCH
        chunks = [sorted(order[at : at + span], key=self._length) for at in range(0, len(order), span)]
        picked = [chunk[at : at + BATCH] for chunk in chunks for at in range(0, len(chunk), BATCH)]
        if shuffled:
            shuffled.shuffle(picked)
        for positions in picked:
            states = torch.nn.utils.rnn.pad_sequence([self._states[each] for each in positions], batch_first=True)
            lengths = torch.tensor([self._length(each) for each in positions])
            mask = (torch.arange(states.shape[1])[None] < lengths[:, None]).long()
            yield states.float(), mask, positions

    def _length(self, position: int) -> int:
        return int(self._states[position].shape[0])


def tune(training: Texts, held_out: Texts) -> Tuned:
    """The tuned blocks after ``EPOCHS``."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 (no secret)
    tuned = Tuned(published())
    depth = len(tuned.blocks)
    groups = [
        {"params": list(block.parameters()), "lr": RATE * SLOWER_BELOW ** (depth - 1 - number)}
        for number, block in enumerate(tuned.blocks)
    ]
    groups.append({"params": [*tuned.levels.parameters(), *tuned.flags.parameters()], "lr": RATE_OF_HEADS})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(training.rows) / BATCH) + EPOCHS
    rates = [float(group["lr"]) for group in groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rates, total_steps=steps, pct_start=WARM_UP, anneal_strategy="linear"
    )
    begun = time.monotonic()
    for epoch in range(EPOCHS):
        tuned.train()
        for states, mask, positions in training.batches(order):
            levels, flags = tuned(states, mask)
            loss = torch.nn.functional.cross_entropy(levels, training.level[positions], label_smoothing=SMOOTHING)
            shown = torch.nn.functional.binary_cross_entropy_with_logits(flags, training.flags[positions])
            optimizer.zero_grad()
            (loss + WEIGHT_OF_FLAGS * shown).backward()
            torch.nn.utils.clip_grad_norm_(tuned.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}, {time.monotonic() - begun:.0f} s: {figures(tuned, held_out)}", flush=True)
    return tuned.eval()


def logits(tuned: Tuned, texts: Texts) -> np.ndarray:
    """The logits of the levels, a row for each text."""
    tuned.eval()
    rows = np.zeros((len(texts.rows), len(LEVELS)), dtype=np.float32)
    with torch.no_grad():
        for states, mask, positions in texts.batches():
            rows[positions] = tuned(states, mask)[0].numpy()
    return rows


def figures(tuned: Tuned, texts: Texts) -> str:
    """Levels right, and false emergencies at the score that finds 95 % of the emergencies."""
    rows, level = logits(tuned, texts), texts.level.numpy()
    score = np.exp(rows[:, 0]) / np.exp(rows).sum(1)
    found = np.sort(score[level == 0])
    threshold = found[len(found) // 20]
    false = (score[level != 0] >= threshold).mean()
    return f"levels right {100 * (rows.argmax(1) == level).mean():.1f} %, false at 95 % found {100 * false:.1f} %"


def main(path: Path) -> None:
    """Tunes and writes ``path``."""
    training, held_out = Texts(list(examples(TRAINING))), Texts(list(examples(HELD_OUT)))
    print(f"{len(training.rows)} texts to learn from, {len(held_out.rows)} held out", flush=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"tuned": tune(training, held_out).state_dict(), "learnt_from": [row.key for row in training.rows]}, path
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
