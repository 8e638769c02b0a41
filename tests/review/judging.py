"""Judgements for tests, made without a case."""

from __future__ import annotations

from dataclasses import replace

from factories import FakeTagger, reading

from testimonia.domain import Document, Extraction, Passage
from testimonia.judgement import Draft, Judgement, Verb, signed
from testimonia.kinds import KINDS
from testimonia.pipeline import Pipeline
from testimonia.review.attach import quote

TEXT = "{S1:The mayor} {Q1:said} {C1:the bridge fell}. {S2:The envoy} {Q2:denied} {C2:the ferry left}."


def read(text: str = TEXT, marked: str = TEXT, version: str = "fake 1") -> tuple[Document, Extraction]:
    """A document and what a tagger that knows `marked` finds in it."""
    from factories import marked as unmarked

    document = reading(unmarked(text).text).document
    return document, Pipeline(FakeTagger(*marked.split(". "), marked, version=version)).read(document)


def draft(extraction: Extraction, words: str) -> Draft:
    """The finding whose words these are."""
    found = (kind.draft(f) for kind in KINDS.values() for f in kind.found(extraction))
    return next(d for d in found if any(words in p.text for p in d.parts[KINDS[d.kind].main]))


def changed(target: Draft, document: Document, **parts: str) -> Draft:
    """The draft with these parts being these words of the document instead."""
    return replace(target, parts=target.parts | {name: (at(document, words),) for name, words in parts.items()})


def at(document: Document, words: str) -> Passage:
    """Where the words first stand."""
    start = document.text.index(words)
    return document.passage(start, start + len(words))


class Maker:
    """Makes judgements one second apart."""

    def __init__(self, document: Document) -> None:
        """On this document."""
        self.document = document
        self.clock = 0

    def __call__(
        self, verb: Verb, who: str, of: tuple[Draft, ...] = (), results: tuple[Draft, ...] = (), after: tuple[Judgement, ...] = ()
    ) -> Judgement:
        """A signed judgement."""
        self.clock += 1
        kind = next((d.kind for d in (*of, *results)), "")
        quotes = tuple(quote(self.document, p) for d in (*of, *results) for p in d.words)
        made = Judgement(
            verb=verb,
            who=who,
            when=f"2031-05-01T10:00:{self.clock:02}+00:00",
            report_id=self.document.report_id,
            document_id=self.document.id,
            kind=kind,
            of=of,
            results=results,
            quotes=quotes,
            value="sure",
            after=tuple(j.id for j in after),
        )
        return signed(made)

    def undo(self, judgement: Judgement, who: str = "Ana") -> Judgement:
        """A judgement taken back."""
        self.clock += 1
        when = f"2031-05-01T10:00:{self.clock:02}+00:00"
        return signed(Judgement(verb=Verb.UNDO, who=who, when=when, report_id=judgement.report_id, undoes=judgement.id))
