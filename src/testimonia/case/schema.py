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
    """
    CREATE TABLE judgement (
        id TEXT PRIMARY KEY, report_id TEXT NOT NULL, verb TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL, json TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TRIGGER judgement_is_kept BEFORE UPDATE OF id, report_id, verb, who, made ON judgement
    BEGIN SELECT RAISE(ABORT, 'a judgement is never edited'); END;
    CREATE INDEX judgement_report ON judgement (report_id);
    CREATE INDEX judgement_made ON judgement (made, id);
    CREATE TABLE first_found (id TEXT PRIMARY KEY, report_id TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX first_found_report ON first_found (report_id);
    CREATE TABLE departure (made TEXT NOT NULL, form TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, reports TEXT NOT NULL);
    CREATE TABLE tombstone (id TEXT PRIMARY KEY, what TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL, why TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- From here on derived: made anew from reports, extractions and judgements for every report that is stale.
    CREATE TABLE stale (report_id TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO stale SELECT id FROM report;
    CREATE TABLE place (id INTEGER PRIMARY KEY, report_id TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL);
    INSERT INTO place SELECT rowid, report_id, kind, ref FROM words;
    CREATE INDEX place_report ON place (report_id);
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col);
    CREATE TABLE finding (
        id TEXT PRIMARY KEY, report_id TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, teller TEXT NOT NULL, voice TEXT NOT NULL,
        words TEXT NOT NULL, cue TEXT NOT NULL,
        wording TEXT NOT NULL, manner TEXT NOT NULL, sure INTEGER NOT NULL, score REAL NOT NULL, state TEXT NOT NULL,
        doubt REAL NOT NULL, first_doubt REAL NOT NULL, resting INTEGER NOT NULL, bearing REAL NOT NULL, matter TEXT NOT NULL,
        outlet TEXT NOT NULL, year TEXT NOT NULL, proposed INTEGER NOT NULL, bearer TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX finding_report ON finding (report_id, kind, start);
    CREATE INDEX finding_voice ON finding (voice);
    CREATE INDEX finding_bearer ON finding (bearer);
    CREATE TABLE bearing (question INTEGER NOT NULL, finding TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (question, finding)) WITHOUT ROWID;
    CREATE TABLE form (
        voice TEXT NOT NULL, bearer TEXT NOT NULL, form TEXT NOT NULL, report_id TEXT NOT NULL, PRIMARY KEY (bearer, form, report_id)
    ) WITHOUT ROWID;
    CREATE INDEX form_report ON form (report_id);
    CREATE INDEX form_voice ON form (voice);
    CREATE TABLE person (person TEXT NOT NULL, report_id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (person, report_id)) WITHOUT ROWID;
    CREATE INDEX person_report ON person (report_id);
    CREATE TABLE judged (finding TEXT NOT NULL, who TEXT NOT NULL, report_id TEXT NOT NULL, PRIMARY KEY (finding, who)) WITHOUT ROWID;
    CREATE INDEX judged_report ON judged (report_id);
    CREATE TABLE unattached (judgement TEXT PRIMARY KEY, report_id TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX unattached_report ON unattached (report_id);
    CREATE TABLE became (old TEXT PRIMARY KEY, report_id TEXT NOT NULL, new TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX became_report ON became (report_id);
    CREATE INDEX bearing_finding ON bearing (finding);
    """,
)
