"""Scores to mentions of actors, places, times and figures."""

from __future__ import annotations

from testimonia.domain import Document, Mention, MentionKind, whole_words
from testimonia.encoder.labels import ACTORS
from testimonia.encoder.scores import Scores
from testimonia.encoder.spans import runs

# Layer -> the kinds of its runs, in the order of their tags.
LAYERS = {
    "actor": tuple(MentionKind(kind) for kind in ACTORS),
    "place": (MentionKind.PLACE,),
    "time": (MentionKind.TIME,),
    "figure": (MentionKind.FIGURE,),
}


def decode_mentions(document: Document, scores: Scores) -> list[Mention]:
    """The mentions of every layer, whole words each, in text order; layers may overlap ("Damascus" is a place and an actor)."""
    found = [mention for layer in LAYERS for mention in decode_layer(document, scores, layer)]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.kind))


def decode_layer(document: Document, scores: Scores, layer: str) -> list[Mention]:
    """The mentions of one layer; two that touch the same word are one."""
    kinds = LAYERS[layer]
    found: list[Mention] = []
    for run in runs(scores.field(layer)):
        start, end = whole_words(document.text, scores.span(run.start, run.end))
        if found and start < found[-1].end:
            continue
        found.append(Mention(start=start, end=end, text=document.text[start:end], kind=kinds[run.kind], score=run.score))
    return found
