"""The tables of a case, as an append-only list of migrations."""

from __future__ import annotations

# Each entry is run once, in order; a case records how many it has seen. Never edit one that was released: append.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE received (sha256 TEXT PRIMARY KEY, file TEXT NOT NULL, reader TEXT NOT NULL, network TEXT NOT NULL, columns TEXT NOT NULL);
    CREATE TABLE report (id TEXT PRIMARY KEY, original TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE receipt (
        report_id TEXT NOT NULL REFERENCES report(id), file TEXT NOT NULL, row TEXT NOT NULL, received TEXT NOT NULL,
        PRIMARY KEY (report_id, file, row)
    ) WITHOUT ROWID;
    CREATE TABLE document (
        report_id TEXT PRIMARY KEY REFERENCES report(id), id TEXT NOT NULL, reader TEXT NOT NULL, json TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE extraction (report_id TEXT PRIMARY KEY REFERENCES report(id), network TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE unread (file TEXT NOT NULL, row TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (file, row)) WITHOUT ROWID;
    CREATE TABLE question (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);
    CREATE VIRTUAL TABLE words USING fts5 (
        body, said_by, report_id UNINDEXED, kind UNINDEXED, ref UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
    );
    """,
)
