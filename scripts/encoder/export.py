"""``python scripts/encoder/export.py TUNED FOLDER``: makes the files of ``bot/encoder/model``.

From the published weights and what ``tune.py`` wrote to TUNED. Runs in an environment of its own (``make encoder``),
with Python 3.11 and ``requirements.txt`` beside this file: torch and transformers are needed here and nowhere else.
Prints how near the small model is to the one it is made from.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from corpus import FLAGS, HELD_OUT, LEVELS, TRAINING, Example, examples
from network import WINDOW, Published, Shared, Tuned, published, sha256, tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import BertModel

MODELS = SHARED, PUBLISHED, TUNED = "shared.onnx", "published.onnx", "tuned.onnx"
COMPARED = 400
NEAR_ENOUGH = 0.96
SAME_LEVEL = 0.98


def as_onnx(bert: BertModel, tuned: Tuned, folder: Path) -> None:
    """Writes the three models in full precision."""
    per_token = {0: "texts", 1: "tokens"}
    ids = torch.tensor([[101, 7592, 102, 0], [101, 7592, 7592, 102]])
    mask = ((ids != 0).long(), per_token)
    states = (torch.randn(2, 4, tuned.levels.in_features), per_token)
    upper = {"states": states, "attention_mask": mask}
    _as_onnx(
        Shared(bert), {"input_ids": (ids, per_token), "attention_mask": mask}, {"states": per_token}, folder / SHARED
    )
    _as_onnx(Published(bert), upper, {"vectors": {0: "texts"}}, folder / PUBLISHED)
    _as_onnx(tuned, upper, {"levels": {0: "texts"}, "flags": {0: "texts"}}, folder / TUNED)


def _as_onnx(
    module: torch.nn.Module,
    inputs: dict[str, tuple[torch.Tensor, dict[int, str]]],
    outputs: dict[str, dict[int, str]],
    path: Path,
) -> None:
    torch.onnx.export(
        module.eval(),
        tuple(example for example, _ in inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: axes for name, (_, axes) in inputs.items()} | outputs,
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Weights of 8 bits, a scale for each column.

    ``reduce_range`` is off: it is meant for processors without VNNI, where sums may overflow, but on one of these it
    took more from the vectors (lowest cosine 0.950) than the overflow does (0.966).
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(small), per_channel=True, weight_type=QuantType.QInt8)


def read(folder: Path, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Vectors and logits of the levels, one text at a time, as the assistant does it."""
    words = tokenizer()
    words.enable_truncation(WINDOW)
    shared, published, tuned = (
        onnxruntime.InferenceSession(str(folder / name), providers=["CPUExecutionProvider"]) for name in MODELS
    )
    all_vectors, all_levels = [], []
    for text in texts:
        ids = np.array([words.encode(text).ids], dtype=np.int64)
        mask = np.ones_like(ids)
        upper = {"states": shared.run(None, {"input_ids": ids, "attention_mask": mask})[0], "attention_mask": mask}
        all_vectors.append(published.run(None, upper)[0][0])
        all_levels.append(tuned.run(["levels"], upper)[0][0])
    return np.array(all_vectors), np.array(all_levels)


def compare(full: Path, small: Path, texts: list[str]) -> None:
    """Prints how near both models are on ``texts``; ends the program when the small one strays too far."""
    (vectors, levels), (small_vectors, small_levels) = read(full, texts), read(small, texts)
    cosines = (vectors * small_vectors).sum(1)
    same = (levels.argmax(1) == small_levels.argmax(1)).mean()
    print(f"cosine to full precision on {len(texts)} texts: mean {cosines.mean():.4f}, lowest {cosines.min():.4f}")
    print(f"the same level for {100 * same:.1f} %")
    if cosines.min() < NEAR_ENOUGH or same < SAME_LEVEL:
        raise SystemExit(f"the small model strays: below {NEAR_ENOUGH} or {SAME_LEVEL}")


def spread(rows: list[Example], count: int) -> list[str]:
    """Texts from all over ``rows``, always the same."""
    return [row.text for row in rows[:: max(1, len(rows) // count)][:count]]


def main(tuned_weights: Path, folder: Path) -> None:
    """Writes both models, the tokenizer, what was learnt from, and the checksums of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    bert, saved = published(), torch.load(tuned_weights)
    tuned = Tuned(bert)
    tuned.load_state_dict(saved["tuned"])
    with tempfile.TemporaryDirectory() as work:
        full = Path(work)
        as_onnx(bert, tuned, full)
        for name in MODELS:
            quantise(full / name, folder / name)
        texts = [text for part in (TRAINING, HELD_OUT) for text in spread(list(examples(part)), COMPARED)]
        compare(full, folder, texts)
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "labels.json").write_text(json.dumps({"levels": LEVELS, "flags": FLAGS}, indent=2) + "\n")
    (folder / "learnt_from.txt").write_text("".join(f"{key}\n" for key in sorted(saved["learnt_from"])))
    names = (*MODELS, "tokenizer.json", "labels.json", "learnt_from.txt")
    sums = {name: sha256(folder / name) for name in names}
    (folder / "checksums.json").write_text(json.dumps(sums, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
