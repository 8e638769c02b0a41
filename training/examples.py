"""What every corpus is turned into: a text with labels as character ranges, then rows of pieces with label arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from testimonia.encoder.labels import ACTORS, MODALITIES, MUC, ROLES, TYPES

Range = tuple[int, int]
Labels = NDArray[np.int64]
IGNORE = -100
# The kinds of each layer of spans, in the order of their begin and inside tags.
LAYERS: dict[str, tuple[str, ...]] = {
    "attribution": ("source", "cue", "content"),
    "actor": ACTORS,
    "name": ("name",),
    "place": ("place",),
    "time": ("time",),
    "figure": ("figure",),
    "trigger": ("trigger",),
    "directed": ("source", "target", "both"),
    "muc": MUC,
}


@dataclass(slots=True)
class Attribution:
    """Ranges of source, cue and content."""

    source: list[Range]
    cue: list[Range]
    content: list[Range]


@dataclass(slots=True)
class Event:
    """A trigger; type, modality and roles are None where the corpus does not give them."""

    trigger: Range
    type: str | None = None
    modality: str | None = None
    roles: dict[str, list[Range]] = field(default_factory=dict)


@dataclass(slots=True)
class Causal:
    """Whether a sentence gives a cause, and its relations: cause, effect, signals."""

    causal: bool
    relations: list[tuple[Range, Range, list[Range]]]


@dataclass(slots=True)
class Example:
    """A text with what one corpus says of it; a layer that is missing was not labelled, one in `partial` only where it is."""

    name: str
    text: str
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    attributions: list[Attribution] | None = None
    events: list[Event] | None = None
    causal: Causal | None = None
    penta: int | None = None
    muc_type: int | None = None
    partial: frozenset[str] = frozenset()
    sentence: bool = False  # a single sentence: packed with others of its corpus


@dataclass(slots=True)
class Row:
    """Pieces of one text or of several packed sentences with their labels; all arrays have the length of `ids`."""

    ids: Labels
    layers: dict[str, Labels]
    pointer: Labels | None = None
    events: list[tuple[int, int, int, dict[int, Labels]]] = field(default_factory=list)  # first piece, type, modality, role -> inside
    sentences: list[tuple[int, int, Causal | None, int | None, int | None]] = field(default_factory=list)
    causal: Labels | None = None  # (3, pieces): five tags
    signal: Labels | None = None  # (3, pieces): three tags


def encode(tokenizer: Tokenizer, text: str) -> tuple[Labels, Labels]:
    """Ids and character offsets (pieces, 2) of the text; no offset begins with white space."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    for place, (start, end) in enumerate(offsets.tolist()):
        offsets[place, 0] = start + len(text[start:end]) - len(text[start:end].lstrip())
    return np.array(encoding.ids, dtype=np.int64), offsets


def to_row(example: Example, tokenizer: Tokenizer) -> Row:
    """The whole example as one row, however long."""
    ids, offsets = encode(tokenizer, example.text)
    row = Row(ids=ids, layers={})
    for layer, spans in example.spans.items():
        row.layers[layer] = _tags(offsets, spans, LAYERS[layer], partial=layer in example.partial)
    if example.attributions is not None:
        row.layers["attribution"], row.pointer = _attribution(offsets, len(example.text), example.attributions)
    if example.events is not None:
        if not example.sentence:  # the sentences of event_location mark one event of several
            triggers = [(*event.trigger, "trigger") for event in example.events]
            row.layers["trigger"] = _tags(offsets, triggers, LAYERS["trigger"], partial=False)
        row.events = [made for event in example.events if (made := _event(offsets, event)) is not None]
    if example.causal is not None:
        row.causal, row.signal = _relations(offsets, example.causal)
    if example.causal is not None or example.penta is not None or example.muc_type is not None:
        row.sentences = [(0, len(ids), example.causal, example.penta, example.muc_type)]
    return row


def _inside(offsets: Labels, span: Range) -> Labels:
    """Which pieces touch the span."""
    return np.flatnonzero((offsets[:, 0] < span[1]) & (offsets[:, 1] > span[0]) & (offsets[:, 1] > offsets[:, 0]))


def _tags(offsets: Labels, spans: Iterable[tuple[int, int, str]], kinds: tuple[str, ...], *, partial: bool) -> Labels:
    tags = np.full(len(offsets), IGNORE if partial else 0, dtype=np.int64)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):  # the longest first, so that an inner one stays
        pieces = _inside(offsets, (start, end))
        if len(pieces):
            tags[pieces] = 2 * kinds.index(kind) + 2
            tags[pieces[0]] -= 1
    return tags


def _attribution(offsets: Labels, length: int, attributions: list[Attribution]) -> tuple[Labels, Labels]:
    """Tags, and for each source and content piece the first piece of its cue (-1 for none)."""
    kind, owner, begins = np.zeros(length + 1, np.int64), np.full(length + 1, -1), np.zeros(length + 1, bool)
    for number, attribution in enumerate(attributions):
        for code, spans in ((3, attribution.content), (1, attribution.source), (2, attribution.cue)):
            for start, end in spans:
                kind[start:end], owner[start:end], begins[start] = code, number, True
    tags, owners = np.zeros(len(offsets), np.int64), np.full(len(offsets), -1)
    before = (0, -1)
    for place, (start, _) in enumerate(offsets):
        here = (int(kind[start]), int(owner[start]))
        if here[0]:
            tags[place] = 2 * here[0] - (1 if begins[start] or here != before else 0)
            owners[place] = here[1]
        before = here
    cues: dict[int, int] = {}
    for place in np.flatnonzero((tags + 1) // 2 == 2):
        cues.setdefault(int(owners[place]), int(place))
    return tags, np.array([cues.get(int(number), -1) if number >= 0 else IGNORE for number in owners], dtype=np.int64)


def _event(offsets: Labels, event: Event) -> tuple[int, int, int, dict[int, Labels]] | None:
    pieces = _inside(offsets, event.trigger)
    if not len(pieces):
        return None
    roles = {}
    for role, spans in event.roles.items():
        inside = np.zeros(len(offsets), np.int64)
        for span in spans:
            inside[_inside(offsets, span)] = 1
        roles[ROLES.index(role)] = inside
    kind = TYPES.index(event.type) if event.type else IGNORE
    return int(pieces[0]), kind, MODALITIES.index(event.modality) if event.modality else IGNORE, roles


def _relations(offsets: Labels, causal: Causal) -> tuple[Labels, Labels]:
    tags, signals = np.full((3, len(offsets)), IGNORE), np.full((3, len(offsets)), IGNORE)
    for slot, (cause, effect, ties) in enumerate(causal.relations[:3]):
        tags[slot] = _tags(offsets, [(*cause, "cause"), (*effect, "effect")], ("cause", "effect"), partial=False)
        signals[slot] = _tags(offsets, [(*tie, "signal") for tie in ties], ("signal",), partial=False)
    return tags, signals


def pack(rows: list[Row]) -> Row:
    """Several rows of one corpus as one, end to end."""
    if len(rows) == 1:
        return rows[0]
    starts = np.concatenate(([0], np.cumsum([len(row.ids) for row in rows])))
    total = int(starts[-1])
    joined = Row(ids=np.concatenate([row.ids for row in rows]), layers={})
    for layer in {layer for row in rows for layer in row.layers}:
        joined.layers[layer] = np.concatenate([row.layers.get(layer, np.full(len(row.ids), IGNORE)) for row in rows])
    if any(row.causal is not None for row in rows):
        joined.causal = np.concatenate([row.causal for row in rows if row.causal is not None], axis=1)
        joined.signal = np.concatenate([row.signal for row in rows if row.signal is not None], axis=1)
    for start, row in zip(starts[:-1].tolist(), rows, strict=True):
        for first, kind, modality, roles in row.events:
            wide = {
                role: np.concatenate((np.zeros(start, np.int64), inside, np.zeros(total - start - len(inside), np.int64)))
                for role, inside in roles.items()
            }
            joined.events.append((first + start, kind, modality, wide))
        joined.sentences += [(a + start, b + start, causal, penta, muc) for a, b, causal, penta, muc in row.sentences]
    return joined


def damaged(row: Row, marks: NDArray[np.int64]) -> Row:
    """The row without the pieces `marks` (commas, quotation marks): many archives lost them, and the network must not lean on them."""
    kept = ~np.isin(row.ids, marks)
    if kept.all() or row.causal is not None or row.sentences:
        return row
    where = np.cumsum(kept) - kept  # the new place of each piece; of a lost one, that of the next
    places = np.minimum(where, max(int(kept.sum()) - 1, 0))
    part = Row(ids=row.ids[kept], layers={layer: tags[kept] for layer, tags in row.layers.items()})
    if row.pointer is not None:
        pointer = row.pointer[kept]
        part.pointer = np.where(pointer >= 0, places[np.maximum(pointer, 0)], pointer)
    part.events = [
        (int(places[first]), kind, status, {role: inside[kept] for role, inside in roles.items()}) for first, kind, status, roles in row.events
    ]
    return part


def cut(row: Row, start: int, end: int) -> Row:
    """The pieces `[start, end)` of a row; a pointer that leads out of them points nowhere."""
    part = Row(ids=row.ids[start:end], layers={layer: tags[start:end] for layer, tags in row.layers.items()})
    if row.pointer is not None:
        pointer = row.pointer[start:end]
        part.pointer = np.where(pointer == IGNORE, IGNORE, np.where((pointer >= start) & (pointer < end), pointer - start, -1))
    for first, kind, modality, roles in row.events:
        if start <= first < end:
            part.events.append((first - start, kind, modality, {role: inside[start:end] for role, inside in roles.items()}))
    part.sentences = [(0, end - start, causal, penta, muc) for _, _, causal, penta, muc in row.sentences]
    if part.sentences and part.sentences[0][4] and not (part.layers["muc"] > 0).any():
        part.sentences = []  # a passage of a report on an attack that names nothing of it: no label either way
    return part
