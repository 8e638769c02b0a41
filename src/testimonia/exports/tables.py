"""The account as tables: JSON Lines for programs, CSV for spreadsheets; one claim, reason or unread file a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from testimonia.domain import Passage, Report, Unread
from testimonia.views import Account, Line, Reason
from testimonia.wire import to_lines

Field = str | float | bool | Passage | tuple[Passage, ...] | tuple[str, ...] | None

_REPORT_COLUMNS = ("id", "report", "file", "row", "title", "outlet", "published", "published_basis", "url")
CLAIM_COLUMNS = (
    *_REPORT_COLUMNS,
    *("teller", "stands_for", "source", "source_at", "cue", "cue_at", "content", "content_at"),
    *("manner", "score", "sure", "doubts", "bearing", "state"),
)
REASON_COLUMNS = (
    *_REPORT_COLUMNS,
    *("teller", "claim", "cause", "cause_at", "effect", "effect_at", "signals", "signals_at", "sentence"),
    *("sure", "doubts", "score", "bearing", "state"),
)

_PASSAGES = frozenset(["source", "cue", "content", "cause", "effect", "signals"])

# A spreadsheet takes a cell that begins so for a formula, and may run it; the wide forms are what some of them fold to these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_jsonl(account: Account, target: Path) -> tuple[Path, ...]:
    """Write claims, then reasons, then what was not read, in the order of the pile; `kind` tells which a line is."""
    target.write_bytes("".join(to_lines(_json_lines(account))).encode())
    return (target,)


def write_csv(account: Account, target: Path) -> tuple[Path, ...]:
    """Write the claims to `target` and the reasons to a second file beside it, `<stem>-reasons.csv`."""
    _write_table(target, CLAIM_COLUMNS, (_claim(line) for page in account.pages for line in page.lines))
    beside = target.with_name(f"{target.stem}-reasons.csv")
    _write_table(beside, REASON_COLUMNS, (_reason(reason) for page in account.pages for reason in page.reasons))
    return target, beside


def _json_lines(account: Account) -> Iterator[dict[str, Field]]:
    yield from ({"kind": "claim", **_claim(line)} for page in account.pages for line in page.lines)
    yield from ({"kind": "reason", **_reason(reason)} for page in account.pages for reason in page.reasons)
    yield from ({"kind": "unread", **_unread(unread)} for unread in account.unread)


# ------------------------------------------------------------------ what a line holds


def _report(report: Report) -> dict[str, Field]:
    published = report.published
    return {
        "report": report.id,
        "file": report.file,
        "row": report.row,
        "title": report.title,
        "outlet": report.outlet,
        "published": published.date if published else None,
        "published_basis": published.basis.value if published else None,
        "url": report.url,
    }


def _claim(line: Line) -> dict[str, Field]:
    claim = line.claim
    return {
        "id": claim.id,
        **_report(line.report),
        "teller": line.teller,
        "stands_for": line.stands_for,
        "source": claim.source,
        "cue": claim.cue,
        "content": claim.content,
        "manner": claim.manner.value,
        "score": claim.score,
        "sure": claim.sure,
        "doubts": claim.doubts,
        "bearing": line.bearing,
        "state": line.standing.state.value,
    }


def _reason(reason: Reason) -> dict[str, Field]:
    """The fields of a reason; `sure` and `doubts` are about its teller, and empty for the report's own voice."""
    explanation = reason.explanation
    return {
        "id": explanation.id,
        **_report(reason.report),
        "teller": reason.teller,
        "claim": explanation.claim,
        "cause": explanation.cause,
        "effect": explanation.effect,
        "signals": explanation.signals,
        "sentence": reason.sentence,
        "sure": reason.line.claim.sure if reason.line else None,
        "doubts": reason.line.claim.doubts if reason.line else (),
        "score": explanation.score,
        "bearing": reason.bearing,
        "state": reason.standing.state.value,
    }


def _unread(unread: Unread) -> dict[str, Field]:
    return {"file": unread.file, "row": unread.row, "reason": unread.reason}


# ------------------------------------------------------------------ CSV


def _write_table(target: Path, columns: tuple[str, ...], rows: Iterable[dict[str, Field]]) -> None:
    """Write a table as spreadsheets like it: UTF-8 with a byte order mark, no cell that runs."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow(_cells(row))
    target.write_bytes(buffer.getvalue().encode("utf-8-sig", "replace"))


def _cells(row: dict[str, Field]) -> dict[str, str]:
    """The row as texts; where a field holds passages a column `<name>_at` gives their offsets."""
    cells: dict[str, str] = {}
    for name, value in row.items():
        cells[name] = _defused(_plain(value))
        if name in _PASSAGES:
            cells[f"{name}_at"] = "; ".join(f"{passage.start}..{passage.end}" for passage in _passages(value))
    return cells


def _plain(value: Field) -> str:
    """The value as a person writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and not _passages(value):
        return "; ".join(str(part) for part in value)
    return " … ".join(passage.text for passage in _passages(value)) or str(value)


def _passages(value: Field) -> tuple[Passage, ...]:
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(part for part in parts if isinstance(part, Passage))


def _defused(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
