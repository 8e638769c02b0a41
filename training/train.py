"""Train the network on all corpora; killed at any moment it goes on from its last save.

python -m training.train CORPORA BASE OUT [--silver FILE] [--epochs N] [--seed N] [--without CORPUS,…]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from training.corpora import CORPORA, STAGES
from training.examples import Row, cut, damaged, pack, to_row
from training.losses import loss
from training.network import Network

WINDOW = 254  # pieces
TOKENS = 2032  # pieces a batch
DAMAGED = 0.2  # share of texts shown without commas and quotation marks
SAVE = 150  # steps between saves
ENCODER, HEAD = 3e-4, 1.2e-3  # learning rates
HEAD = 1  # seed of the head
DECAY = 0.998  # of the running average of the weights, which is what is kept


def rows_of(corpora: Path, tokenizer: Tokenizer, silver: Path | None, shares: dict[str, float]) -> dict[str, tuple[list[Row], bool, float]]:
    """Corpus -> its rows, whether they are single sentences, and its share of an epoch."""
    marked = {record["name"]: record["spans"] for record in map(json.loads, silver.open(encoding="utf-8"))} if silver else {}
    found = {}
    for name, share in shares.items():
        rows, sentence = [], False
        for example in CORPORA[name](corpora):
            for layer, spans in marked.get(example.name, {}).items():
                if layer not in example.spans or layer in example.partial:
                    example.spans[layer] = [tuple(span) for span in spans] + [
                        span for span in example.spans.get(layer, []) if list(span) not in spans
                    ]
                    example.partial -= {layer}
            sentence = example.sentence
            rows.append(to_row(example, tokenizer))
        found[name] = (rows, sentence, share)
        print(name, len(rows), "rows", sum(len(row.ids) for row in rows), "pieces", flush=True)
    return found


def marks_of(tokenizer: Tokenizer) -> np.ndarray:
    """The pieces that are commas, quotation marks or apostrophes."""
    return np.array([number for piece, number in tokenizer.get_vocab().items() if piece.strip("▁") in set(",\"“”‘’'`")], dtype=np.int64)


def epoch(corpora: dict[str, tuple[list[Row], bool, float]], seed: int, marks: np.ndarray) -> list[list[Row]]:
    """The batches of one epoch in order, the same for the same seed."""
    chance = random.Random(seed)
    batches = []
    for rows, sentence, share in corpora.values():
        shown: list[Row] = []
        for _ in range(int(share) or 1):
            drawn = rows if share >= 1 else chance.sample(rows, int(share * len(rows)))
            shown += (
                _packed(drawn, chance) if sentence else [part for row in drawn for part in _windows(_perhaps_damaged(row, marks, chance), chance)]
            )
        shown = [row for row in shown if len(row.ids)]
        shown.sort(key=lambda row: len(row.ids) + chance.random() * 20)
        batch: list[Row] = []
        for row in shown:
            if batch and (len(batch) + 1) * max(len(row.ids) + 2, *(len(one.ids) + 2 for one in batch)) > TOKENS:
                batches.append(batch)
                batch = []
            batch.append(row)
        batches += [batch] if batch else []
    chance.shuffle(batches)
    return batches


def _perhaps_damaged(row: Row, marks: np.ndarray, chance: random.Random) -> Row:
    return damaged(row, marks) if chance.random() < DAMAGED else row


def _windows(row: Row, chance: random.Random) -> list[Row]:
    starts = [0] if len(row.ids) <= WINDOW else [0, *range(chance.randrange(WINDOW // 2, WINDOW), len(row.ids), WINDOW)]
    ends = [*starts[1:], len(row.ids)]
    return [cut(row, start, min(end, start + WINDOW)) for start, end in zip(starts, ends, strict=True)]


def _packed(rows: list[Row], chance: random.Random) -> list[Row]:
    """Half of the sentences alone, the others packed two to six together."""
    order = [row for row in rows if len(row.ids) <= WINDOW]
    chance.shuffle(order)
    half = len(order) // 2
    packed, rest = order[:half], order[half:]
    while rest:
        wanted, group = chance.randint(2, 6), []
        while rest and len(group) < wanted and sum(len(row.ids) for row in group) + len(rest[-1].ids) <= WINDOW:
            group.append(rest.pop())
        packed.append(pack(group))
    return packed


def tensors(rows: list[Row], config: dict[str, Any]) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded ids and mask with the first and last piece of the base."""
    width = max(len(row.ids) for row in rows) + 2
    ids = np.full((len(rows), width), config["pad"], dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        length = len(row.ids)
        ids[number, : length + 2] = [config["first"], *row.ids, config["last"]]
        mask[number, : length + 2] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


class Run:
    """A training run that can be broken off and taken up again."""

    def __init__(self, base: Path, out: Path, steps: int, rates: tuple[float, float]) -> None:
        """A fresh network, or the one saved in `out`."""
        torch.manual_seed(HEAD)  # the same fresh head for every seed: only then can the weights of several runs be averaged
        self.out, self.steps, self.step = out, steps, 0
        self.network = Network(base)
        encoder = [value for name, value in self.network.named_parameters() if value.requires_grad and not name.startswith("head")]
        groups = [{"params": encoder, "lr": rates[0]}, {"params": list(self.network.head.parameters()), "lr": rates[1]}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.average = {name: value.detach().clone() for name, value in self.network.named_parameters() if value.requires_grad}
        if (out / "save.pt").is_file():
            saved = torch.load(out / "save.pt")
            self.network.load_state_dict(saved["network"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.schedule.load_state_dict(saved["schedule"])
            self.average, self.step = saved["average"], saved["step"]
            print("going on from step", self.step, flush=True)

    def start_from(self, weights: Path) -> None:
        """Take these weights for the base's."""
        self.network.load_state_dict(torch.load(weights))
        self.average = {name: value.detach().clone() for name, value in self.network.named_parameters() if value.requires_grad}

    def _rate(self, step: int) -> float:
        return min(1.0, (step + 1) / (0.08 * self.steps)) * max(0.02, 1 - step / self.steps)

    def learn(self, rows: list[Row]) -> float:
        """One step; the loss."""
        torch.manual_seed(self.step)  # what is dropped out depends on the step alone, so a broken run goes on the same way
        self.network.train()
        if not len(self.network.dropout.mask) or self.step % 20 == 0:
            self.network.dropout.renew()
        ids, mask = tensors(rows, self.network.config)
        with torch.autocast("cpu", torch.bfloat16):
            out = self.network(ids, mask)
        value = loss(out.float(), mask, rows)
        value.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.schedule.step()
        self.step += 1
        decay = min(DECAY, self.step / (self.step + 10))
        for name, parameter in self.network.named_parameters():
            if name in self.average:
                self.average[name].lerp_(parameter.detach(), 1 - decay)
        return value.item()

    def save(self) -> None:
        """All that is needed to go on, put in place at once."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "average": self.average,
            "step": self.step,
        }
        torch.save(state, self.out / "save.part")
        (self.out / "save.part").replace(self.out / "save.pt")


def main() -> None:
    """Train and write `network.pt` (the averaged weights)."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("corpora", "base", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stage", choices=STAGES, default="wide")
    parser.add_argument("--init", type=Path, help="go on from the weights of this network.pt")
    parser.add_argument("--rate", type=float, default=ENCODER)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(asked.base / "tokenizer.json"))
    data = rows_of(asked.corpora, tokenizer, asked.silver, STAGES[asked.stage])
    plan = [batch for number in range(asked.epochs) for batch in epoch(data, 1000 * asked.seed + number, marks_of(tokenizer))]
    run = Run(asked.base, asked.out, len(plan), (asked.rate, HEAD * asked.rate / ENCODER))
    if asked.init and not run.step:
        run.start_from(asked.init)
    print(len(plan), "steps,", sum(len(row.ids) for batch in plan for row in batch), "pieces", flush=True)
    losses: list[float] = []
    began, seen = time.time(), 0
    for batch in plan[run.step :]:
        losses.append(run.learn(batch))
        seen += sum(len(row.ids) for row in batch)
        if run.step % SAVE == 0:
            print(f"{time.strftime('%T')} step {run.step} loss {np.mean(losses[-SAVE:]):.3f} {seen / (time.time() - began):.0f} pieces/s", flush=True)
            run.save()
    torch.save(run.network.state_dict() | run.average, asked.out / "network.pt")
    print("done", flush=True)


if __name__ == "__main__":
    main()
