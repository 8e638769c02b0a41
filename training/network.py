"""The encoder and its one linear head, in torch; the head's fields are those of `testimonia.encoder.labels`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from testimonia.encoder.labels import LABELS
from testimonia.encoder.scores import COLUMNS


class Dropout:
    """Sets a share of numbers to nothing; its random masks are slices of one long one, for drawing anew each time costs a fifth of a step."""

    LENGTH = 1 << 23

    def __init__(self, share: float) -> None:
        """Nothing is drawn before the first `renew`."""
        self.share, self.mask = share, torch.empty(0)

    def renew(self) -> None:
        """Draw the long mask, from torch's own random state."""
        self.mask = (torch.rand(self.LENGTH) >= self.share).to(torch.bfloat16) / (1 - self.share)

    def __call__(self, x: Tensor) -> Tensor:
        """`x` with some numbers set to nothing and the others raised to match."""
        start = int(torch.randint(0, self.LENGTH - x.numel(), ()))
        return x * self.mask[start : start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, config: dict[str, Any], dropout: Dropout) -> None:
        """Untrained weights of the sizes in `config`."""
        super().__init__()
        hidden, inner, eps = config["hidden"], config["inner"], config["eps"]
        self.heads, self.dropout = config["heads"], dropout
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.inner, self.outer = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm_attention, self.norm_output = nn.LayerNorm(hidden, eps), nn.LayerNorm(hidden, eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(rows, pieces, hidden) to the same."""
        rows, pieces, hidden = x.shape
        query, key, value = self.qkv(x).view(rows, pieces, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else nn.Identity()
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).reshape(rows, pieces, hidden)
        x = self.norm_attention(x + drop(self.out(mixed)))
        return self.norm_output(x + drop(self.outer(F.gelu(self.inner(x)))))


class Network(nn.Module):
    """Ids and mask in, one vector of all fields a piece out."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        """The base's weights and a fresh head."""
        super().__init__()
        self.config = config = json.loads((base / "config.json").read_text())
        hidden = config["hidden"]
        self.words, self.places = nn.Embedding(config["vocab_size"], hidden), nn.Embedding(512, hidden)
        self.norm, self.dropout = nn.LayerNorm(hidden, config["eps"]), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config, self.dropout) for _ in range(config["layers"]))
        self.head = nn.Linear(hidden, sum(LABELS.values()))
        self._load(load_file(base / "model.safetensors"))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        for pointer in ("query", "key", "role_query", "role_key"):
            self.head.weight.data[COLUMNS[pointer]] *= 2.5
        self.words.weight.requires_grad_(requires_grad=False)

    def _load(self, given: dict[str, Tensor]) -> None:
        def copy(module: nn.Module, *names: str) -> None:
            module.weight.data.copy_(torch.cat([given[f"{name}.weight"].float() for name in names]))  # type: ignore[operator]
            module.bias.data.copy_(torch.cat([given[f"{name}.bias"].float() for name in names]))  # type: ignore[operator]

        self.words.weight.data.copy_(given["embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0])
        copy(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            here = f"encoder.layer.{number}"
            copy(layer.qkv, *(f"{here}.attention.self.{name}" for name in ("query", "key", "value")))
            for module, name in (
                (layer.out, "attention.output.dense"),
                (layer.norm_attention, "attention.output.LayerNorm"),
                (layer.inner, "intermediate.dense"),
                (layer.outer, "output.dense"),
                (layer.norm_output, "output.LayerNorm"),
            ):
                copy(module, f"{here}.{name}")

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`ids` and `mask` (rows, pieces) of integers to (rows, pieces, fields)."""
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        x = self.dropout(x) if self.training else x
        wide = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, wide)
        return self.head(x)
