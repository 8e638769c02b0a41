"""What bears on a question, the reasons given, and what an answer still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from testimonia.case.queries import Wanted
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.names import FUNCTION_WORDS, words
from testimonia.shelf.listing import listed
from testimonia.shelf.shown import Answer, Listed, Row, Told
from testimonia.views import BEARS


def reasons(case: Case, *, start: int = 0) -> Listed[Row]:
    """The reasons given, those that bear on a question first."""
    return listed(case, Wanted(facets=(("kind", "reason"),)), "bearing", start)


def answer(case: Case, number: int, *, start: int = 0) -> Answer:
    """What bears on the question of this number (from 1)."""
    asked = case.questions()
    if not 1 <= number <= len(asked):
        raise UsageError(f"no question {number}", f"a number from 1 to {len(asked)}", "ask it, or open it from the list of questions")
    claims, given = (listed(case, Wanted(facets=(("kind", kind),), question=number, share=BEARS), "bearing", start) for kind in ("claim", "reason"))
    return Answer(
        number=number,
        question=asked[number - 1],
        claims=_told(claims.rows),
        reasons=_told(given.rows),
        claims_total=claims.total,
        reasons_total=given.total,
        missing=_missing(case, asked[number - 1], claims, given),
    )


def _told(rows: Iterable[Row]) -> tuple[Told, ...]:
    """The rows by teller, in the order of each teller's first; printings of the same words are one item."""
    tellers: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        # Somebody without a voice may be anybody: only the same words are the same one's.
        same = row.voice or ("" if not row.teller and row.kind == "reason" else f"{row.teller} {row.wording}")
        tellers.setdefault(same, {}).setdefault(row.wording, []).append(row)
    groups = [(tuple(tuple(items) for items in by_wording.values())) for by_wording in tellers.values()]
    return tuple(Told(teller=items[0][0].teller, voice=items[0][0].voice or None, items=items) for items in groups)


def _missing(case: Case, question: str, claims: Listed[Row], given: Listed[Row]) -> tuple[str, ...]:
    """What an answer to the question still lacks, in sentences."""
    voices_heard = {row.voice for row in (*claims.rows, *given.rows) if row.voice}
    unread = len(case.unread())
    unsure = sum(not row.sure for row in claims.rows)
    silent = [word for word in dict.fromkeys(words(question)) if len(word) > 3 and word not in FUNCTION_WORDS and not case.find(word)]
    checks = (
        (not claims.total and not given.total, "Nothing in the pile shares enough words with the question."),
        (claims.total > 0 and not given.total, "Nobody is found to give a reason for it."),
        (len(voices_heard) == 1, "Only one named voice bears on it."),
        (
            bool(given.rows) and not any(row.teller for row in given.rows),
            "Every reason stands in a report's own voice; nobody is named who gives it.",
        ),
        (len({row.report.outlet for row in claims.rows}) == 1 and claims.total > 1, "All claims on it come from one outlet."),
        (unsure > 0, f"Of the first {len(claims.rows)} claims, {unsure} have a speaker that is not certain: check them."),
        (unread > 0, f"{unread} files or parts of files could not be read, or not fully; what they say is not here."),
        (bool(silent), f"No report holds the words: {', '.join(silent)}."),
    )
    return tuple(sentence for holds, sentence in checks if holds)
