"""Addresses that lead on: to a finding wherever it stands now, to what needs a look next, to a report as received, to an exported file."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from testimonia import shelf
from testimonia.case.store import Case
from testimonia.kinds import KINDS
from testimonia.shelf import Row
from testimonia.web import originals
from testimonia.web.answers import Goes, Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import Fields


def finding(case: Case, asked: Fields, desk: Desk) -> Goes | Shows:
    """The place of a finding on its report's page; if it stands there no more, the words it was first found with."""
    found = asked.id("id")
    address = shelf.address(case, found)
    is_shown = case.knows(address.report_id) and found in _ids(case, address.report_id, desk)
    if desk.blind and not is_shown:
        return Shows(template="desk/veiled.html")  # what became of it, and the words of what somebody added, are not for a second reader
    if not is_shown and not address.finding_id:
        return Shows(template="desk/gone.html", context={"address": address}, status=404)
    return Goes(to=finding_address(address.report_id, address.kind, found if is_shown else address.finding_id or ""))


def review(case: Case, asked: Fields, desk: Desk) -> Goes:
    """The finding that needs a look most, or the one after `after` in the queue."""
    kind = asked.raw("kind") if asked.raw("kind") in KINDS else ""
    row = _next(case, desk, kind, asked.raw("after"))
    if row is None:
        return Goes(to="/review/list")
    return Goes(to=finding_address(row.report.id, row.kind, row.id, "queue=1&"))


def original(case: Case, asked: Fields, desk: Desk) -> Response:
    """The report as received."""
    del desk
    report_id = asked.id("id")
    return originals.original(report_id, *shelf.original(case, report_id))


def exported(case: Case, asked: Fields, desk: Desk) -> Response:
    """A file that was exported."""
    del case
    return originals.exported(desk.folder, asked.raw("name"))


def finding_address(report_id: str, kind: str, finding_id: str, query: str = "") -> str:
    """The address of a report's page with its eye on this finding."""
    page, one = f"/report/{quote(report_id, safe='')}", quote(finding_id, safe="")
    return f"{page}?{query}f={one}#{quote(kind, safe='')}-{one}" if finding_id else page


def _next(case: Case, desk: Desk, kind: str, after: str) -> Row | None:
    """The first of the queue; with `after` the one behind it, or the first if it is the last or not in the queue."""
    start, first, is_behind = 0, None, not after
    while rows := shelf.queue(case, who=desk.who, blind=desk.blind, kind=kind, start=start).rows:
        for row in rows:
            if (is_behind or first is None) and _is_there(case, row, desk):
                first = first or row
                if is_behind:
                    return row
            is_behind = is_behind or row.id == after
        start += len(rows)
    return first


def _is_there(case: Case, row: Row, desk: Desk) -> bool:
    """Whether this reviewer sees the finding: what others made of it is not before a blind one."""
    return not desk.blind or row.id in _ids(case, row.report.id, desk)


def _ids(case: Case, report_id: str, desk: Desk) -> set[str]:
    page = shelf.page(case, report_id, who=desk.who, blind=desk.blind)
    return {item.id for item in (*page.shown, *page.struck)}
