"""What the network is punished for: one loss a field, each over the pieces that are labelled."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from testimonia.encoder.labels import ROLE_WIDTH
from testimonia.encoder.scores import COLUMNS
from training.examples import IGNORE, Causal, Row

# Weights: what the product reads first counts most; the small corpora's fields are kept from shouting it down.
WEIGHTS = {"attribution": 1.0, "actor": 0.5, "name": 0.25, "place": 0.5, "time": 0.5, "figure": 0.5, "trigger": 0.8, "directed": 0.7, "muc": 0.5}
POINTER, TYPE, MODALITY, ROLE = 0.3, 1.0, 0.5, 1.0
CLASSES = {"is_causal": 0.7, "count": 0.2, "penta": 0.5, "muc_type": 0.5}


def field(out: Tensor, name: str) -> Tensor:
    """One field of the output."""
    return out[..., COLUMNS[name]]


def loss(out: Tensor, mask: Tensor, rows: list[Row]) -> Tensor:
    """The whole loss of a batch; `out` (rows, pieces + 2, fields) holds a first and a last piece beside the row's own."""
    width = out.shape[1]
    total = out.sum() * 0.0
    for layer, weight in WEIGHTS.items():
        labels = _padded([row.layers.get(layer) for row in rows], width)
        if bool((labels >= 0).any()):
            values = field(out, layer)
            total = total + weight * F.cross_entropy(values.reshape(-1, values.shape[-1]), labels.reshape(-1), ignore_index=IGNORE)
    if any(row.pointer is not None for row in rows):
        total = total + POINTER * _pointer_loss(out, mask, rows)
    if any(row.events for row in rows):
        total = total + _event_loss(out, rows)
    if any(row.causal is not None for row in rows):
        total = total + _relation_loss(out, rows)
    if any(row.sentences for row in rows):
        total = total + _sentence_loss(out, rows)
    return total


def _padded(arrays: list[np.ndarray | None], width: int) -> Tensor:
    wide = np.full((len(arrays), width), IGNORE, dtype=np.int64)
    for number, array in enumerate(arrays):
        if array is not None:
            wide[number, 1 : 1 + len(array)] = array
    return torch.from_numpy(wide)


def _pointer_loss(out: Tensor, mask: Tensor, rows: list[Row]) -> Tensor:
    """Each source and content piece points to its cue's first piece, or to the row's first piece for none."""
    targets = _padded([None if row.pointer is None else np.where(row.pointer == IGNORE, IGNORE, row.pointer + 1) for row in rows], out.shape[1])
    scores = field(out, "query") @ field(out, "key").transpose(1, 2) / 8.0
    scores = scores.masked_fill(~mask[:, None, :].bool(), -1e4)
    if not bool((targets >= 0).any()):
        return out.sum() * 0.0
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), targets.reshape(-1), ignore_index=IGNORE)


def _event_loss(out: Tensor, rows: list[Row]) -> Tensor:
    places = [(number, first + 1) for number, row in enumerate(rows) for first, *_ in row.events]
    events = [event for row in rows for event in row.events]
    at = out[[number for number, _ in places], [place for _, place in places]]
    total = out.sum() * 0.0
    for name, weight, number in (("type", TYPE, 1), ("modality", MODALITY, 2)):
        labels = torch.tensor([event[number] for event in events])
        if bool((labels >= 0).any()):
            total = total + weight * F.cross_entropy(field(at, name), labels, ignore_index=IGNORE)
    losses = []
    for (number, _), event, vector in zip(places, events, at, strict=True):
        length = len(rows[number].ids)
        for role, inside in event[3].items():
            here = slice(ROLE_WIDTH * role, ROLE_WIDTH * (role + 1))
            logits = field(out, "role_query")[number, 1 : 1 + length, here] @ field(vector, "role_key")[here] / ROLE_WIDTH**0.5 - 2.0
            losses.append(F.binary_cross_entropy_with_logits(logits, torch.from_numpy(inside).float(), reduction="sum"))
    return total + (ROLE * torch.stack(losses).mean() / 4 if losses else 0.0)


def _relation_loss(out: Tensor, rows: list[Row]) -> Tensor:
    total = out.sum() * 0.0
    for name, tags in (("causal", 5), ("signal", 3)):
        for slot in range(3):
            labels = _padded([None if getattr(row, name) is None else getattr(row, name)[slot] for row in rows], out.shape[1])
            count = int((labels >= 0).sum())
            if count:
                weight = 1.0 if slot == 0 else min(1.0, count / 300)
                values = field(out, name)[..., tags * slot : tags * (slot + 1)]
                total = total + weight * F.cross_entropy(values.reshape(-1, tags), labels.reshape(-1), ignore_index=IGNORE)
    return total


def _sentence_loss(out: Tensor, rows: list[Row]) -> Tensor:
    """Whether a sentence gives a cause and how many, and the classes of CAMEO and MUC sentences and passages."""
    gathered: dict[str, tuple[list[Tensor], list[int]]] = {name: ([], []) for name in CLASSES}
    for number, row in enumerate(rows):
        for start, end, *labels in row.sentences:
            for name, value, label in _classes(out[number, start + 1 : end + 1], *labels):
                gathered[name][0].append(value)
                gathered[name][1].append(label)
    total = out.sum() * 0.0
    for name, (values, labels) in gathered.items():
        if values:
            wanted = torch.tensor(labels)
            if name == "is_causal":
                total = total + CLASSES[name] * F.binary_cross_entropy_with_logits(torch.stack(values), wanted.float())
            else:
                total = total + CLASSES[name] * F.cross_entropy(torch.stack(values), wanted)
    return total


def _classes(here: Tensor, causal: Causal | None, penta: int | None, muc: int | None) -> Iterator[tuple[str, Tensor, int]]:
    """Field, value and label of each class that one sentence or passage is labelled with."""
    if causal is not None:
        weights = field(here, "is_causal")[:, 1].softmax(0)
        yield "is_causal", (weights * field(here, "is_causal")[:, 0]).sum(), int(causal.causal)
        if causal.relations:
            yield "count", weights @ field(here, "count"), min(len(causal.relations), 3) - 1
    for name, label in (("penta", penta), ("muc_type", muc)):
        if label is not None:
            values = field(here, name)
            yield name, values[:, 0].softmax(0) @ values[:, 1:], label
