"""The full-text index of a case: the running text block by block, and the words of its findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from testimonia.case.database import Database
from testimonia.domain import Document, Extraction
from testimonia.names import fold

_UNSEARCHABLE = re.compile("[\x00\ud800-\udfff]")  # SQLite ends a query at NUL; a lone surrogate cannot be written as UTF-8


def searchable(words: str) -> str:
    """The words without what SQLite cannot hold."""
    return _UNSEARCHABLE.sub(" ", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that was found: in a finding (`kind` and `ref` are its kind and id) or in the running text ("text"; `ref` is the block's start)."""

    report_id: str
    kind: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What is indexed of one finding."""

    kind: str
    id: str
    words: str
    said_by: str


class Words:
    """The index."""

    def __init__(self, db: Database) -> None:
        """Use the tables of this case."""
        self._db = db

    def put(self, report_id: str, document: Document, extraction: Extraction | None) -> None:
        """Index a report as it was read; within a transaction."""
        self._forget(report_id, "1")
        self._add(report_id, [("text", str(b.start), document.text[b.start : b.end], "") for b in document.blocks])
        claims = extraction.claims if extraction else ()
        self._add(report_id, [("claim", c.id, c.words, c.speaker.text if c.speaker else "") for c in claims])

    def put_findings(self, report_id: str, findings: Iterable[Indexed]) -> None:
        """Index the findings of a report as they stand now; within a transaction."""
        self._forget(report_id, "kind <> 'text'")
        self._add(report_id, [(f.kind, f.id, f.words, f.said_by) for f in findings])

    def forget(self, report_id: str) -> None:
        """Drop a report from the index; within a transaction."""
        self._forget(report_id, "1")

    def find(self, words: str, said_by: str | None = None) -> tuple[Hit, ...]:
        """Where all these words stand, best first; with `said_by` only in findings whose teller has that name."""
        matched = match(words, said_by)
        if not matched:
            return ()
        query = "SELECT report_id, kind, ref FROM words WHERE words MATCH ? ORDER BY bm25(words), report_id, kind, ref"
        return tuple(Hit(report_id=r, kind=k, ref=f) for r, k, f in self._db.rows(query, matched))

    def vocabulary(self) -> frozenset[str]:
        """Every folded word of the pile."""
        return frozenset(row[0] for row in self._db.rows("SELECT term FROM vocabulary WHERE col = 'body'"))

    def blocks(self) -> int:
        """How many blocks of running text there are."""
        return int(self._db.one("SELECT count(*) FROM place WHERE kind = 'text'"))

    def holding(self, forms: Iterable[str]) -> int:
        """How many blocks of running text hold one of these folded words."""
        asked = " OR ".join(f'body: "{form}"' for form in sorted(forms))
        if not asked:
            return 0
        return int(self._db.one("SELECT count(*) FROM words JOIN place ON place.id = words.rowid WHERE words MATCH ? AND place.kind = 'text'", asked))

    def _add(self, report_id: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
        for kind, ref, body, said_by in rows:
            self._db.run("INSERT INTO words VALUES (?, ?, ?, ?, ?)", fold(body), fold(said_by), report_id, kind, ref)
            self._db.run("INSERT INTO place VALUES (?, ?, ?, ?)", self._db.last_row, report_id, kind, ref)

    def _forget(self, report_id: str, which: str) -> None:
        self._db.run(f"DELETE FROM words WHERE rowid IN (SELECT id FROM place WHERE report_id = ? AND {which})", report_id)  # noqa: S608 - fixed words
        self._db.run(f"DELETE FROM place WHERE report_id = ? AND {which}", report_id)  # noqa: S608


def match(words: str, said_by: str | None = None) -> str:
    """The full-text query for all these words; empty if none can be searched for."""
    return " AND ".join([*_terms("body", words), *_terms("said_by", said_by or "")])


def _terms(column: str, words: str) -> list[str]:
    cleaned = (fold(word).replace('"', "") for word in searchable(words).split())
    return [f'{column}: "{word}"*' for word in cleaned if any(c.isalnum() for c in word)]
