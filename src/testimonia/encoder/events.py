"""Scores to event mentions with broad type and status, and to who did it, to whom, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from testimonia.domain import Document, Link, LinkKind, Mention, MentionKind, whole_words
from testimonia.encoder.labels import MODALITIES, ROLE_WIDTH, ROLES, TYPES
from testimonia.encoder.scores import COLUMNS, Array, Scores, softmax
from testimonia.encoder.spans import runs

FILLS = 0.5  # mean probability from which a mention fills a role
BIAS = -2.0  # of a role's logit, as in training: most pieces fill no role
REACH = 1  # sentences around the trigger's in which a role may be filled

ROLE_LINKS = {"agent": LinkKind.AGENT_OF, "target": LinkKind.TARGET_OF, "place": LinkKind.PLACE_OF}
_ACTORS = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION, MentionKind.STATE, MentionKind.MEDIA, MentionKind.ROLE})
FILLERS = {"agent": _ACTORS, "target": _ACTORS, "place": frozenset({MentionKind.PLACE})}


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention that may fill a role: its place among the mentions, its pieces, its sentence."""

    number: int
    kind: MentionKind
    start: int
    end: int
    sentence: int


def decode_events(document: Document, scores: Scores, mentions: list[Mention], offset: int) -> tuple[list[Mention], list[Link]]:
    """The event mentions, and links from the actors and places among `mentions` (which count from `offset`) that fill their roles."""
    found = [(run, *whole_words(document.text, scores.span(run.start, run.end))) for run in runs(scores.field("trigger"))]
    fillers = _fillers(document, scores, mentions, offset)
    events: list[Mention] = []
    links: list[Link] = []
    for run, start, end in found:
        if events and start < events[-1].end:
            continue  # two runs of one word
        kind, status = type_of(scores, run.start), status_of(scores, run.start)
        place = offset + len(mentions) + len(events)
        events.append(Mention(start=start, end=end, text=document.text[start:end], kind=MentionKind.EVENT, score=run.score, type=kind, status=status))
        links += _roles(scores, run.start, fillers, document.sentence_at(start), place)
    return events, links


def type_of(scores: Scores, piece: int) -> str:
    """The broad type of the event whose trigger starts at this piece."""
    return TYPES[int(scores.field("type")[piece].argmax())]


def status_of(scores: Scores, piece: int) -> str:
    """How the event is told, one of MODALITIES."""
    return MODALITIES[int(scores.field("modality")[piece].argmax())]


def filling(scores: Scores, piece: int, role: str) -> tuple[int, Array]:
    """How likely each piece fills this role of the event whose trigger starts at `piece`: the first piece looked at, and a probability a piece."""
    number = ROLES.index(role)
    here = slice(ROLE_WIDTH * number, ROLE_WIDTH * (number + 1))
    first, output = scores.window_of(piece)
    queries = output[:, COLUMNS["role_query"]][:, here]
    key = output[piece - first, COLUMNS["role_key"]][here]
    logits = queries @ key / np.float32(ROLE_WIDTH**0.5) + np.float32(BIAS)
    result: Array = 1 / (1 + np.exp(-logits))
    return first, result


def _fillers(document: Document, scores: Scores, mentions: list[Mention], offset: int) -> list[Filler]:
    starts = scores.offsets[:, 0]
    fillers = []
    for number, mention in enumerate(mentions):
        first, last = (int(place) for place in np.searchsorted(starts, (mention.start, mention.end)))
        fillers.append(Filler(offset + number, mention.kind, first, max(last, first + 1), document.sentence_at(mention.start)))
    return fillers


def _roles(scores: Scores, piece: int, fillers: list[Filler], sentence: int, event: int) -> list[Link]:
    near = [filler for filler in fillers if abs(filler.sentence - sentence) <= REACH]
    links = []
    for role, kinds in FILLERS.items():
        wanted = [filler for filler in near if filler.kind in kinds]
        if not wanted:
            continue
        first, probabilities = filling(scores, piece, role)
        for filler in wanted:
            inside = probabilities[max(filler.start - first, 0) : max(filler.end - first, 0)]
            score = round(float(inside.mean()), 3) if len(inside) else 0.0
            if score >= FILLS:
                links.append(Link(kind=ROLE_LINKS[role], of=filler.number, to=event, score=score))
    return links


def pooled(scores: Scores, name: str, pieces: slice) -> Array:
    """Probabilities of a class of a whole passage; the field's first number weighs the pieces."""
    values = scores.field(name)[pieces]
    weights: Array = softmax(values[:, 0])
    return softmax(weights @ values[:, 1:])
