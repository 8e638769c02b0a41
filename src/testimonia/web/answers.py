"""What the desk answers with: a page, another address, a few words of JSON, or why not; never a trace, never a name in an error nobody foresaw."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from testimonia import looks, shelf
from testimonia.case.store import Case
from testimonia.errors import CaseError, TestimoniaError, UsageError
from testimonia.judgement import State
from testimonia.web.desk import Desk

AGAIN = "load the page again"  # what errors advise where the page is older than the case


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """A page to show: the template and its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Goes:
    """Another address to go to; after a decision with the ids of the judgement and of the finding it left."""

    to: str
    judgement: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """What stands at the top of every page."""

    case_name: str
    who: str
    blind: bool
    disputes: int


def top(desk: Desk, case: Case | None = None) -> Top:
    """The top of a page; without a case nothing is counted."""
    disputes = case.ask_for.counts("state").get(State.DISPUTED, 0) if case is not None and not desk.blind else 0
    return Top(case_name=desk.folder.resolve().name, who=desk.who, blind=desk.blind, disputes=disputes)


def shown(scope: Scope, desk: Desk, shows: Shows, case: Case | None = None) -> Response:
    """The page."""
    context = {"desk": top(desk, case), "csrf": desk.csrf, "request": {"path": scope["path"]}, "long": shelf.LONG} | shows.context
    return HTMLResponse(looks.render(shows.template, **context), shows.status)


def gone(scope: Scope, goes: Goes) -> Response:
    """The other address (303), or, for a script, what was decided in JSON."""
    if wants_json(scope):
        return JSONResponse({"ok": True, "judgement": goes.judgement, "finding": goes.finding, "next": goes.to})
    return Response(status_code=303, headers={"Location": goes.to})


def refused(scope: Scope, status: int, error: TestimoniaError) -> Response:
    """Why somebody was not let in: a page that shows nothing of the case."""
    if wants_json(scope):
        return _said(scope, status, error)
    return HTMLResponse(looks.render("desk/shut.html", error=error), status)


def failed(scope: Scope, desk: Desk, error: TestimoniaError) -> Response:
    """Why something could not be done: not there, does not fit, or the case cannot be used now."""
    status = 409 if isinstance(error, CaseError) else 404 if scope["method"] in ("GET", "HEAD") and isinstance(error, UsageError) else 400
    return _why(scope, desk, status, error)


def missing(scope: Scope, desk: Desk, status: int, error: TestimoniaError) -> Response:
    """No such page, or nothing to be done there."""
    return _why(scope, desk, status, error)


def broken(scope: Scope, desk: Desk, error: Exception) -> Response:
    """An error nobody foresaw: told by its kind and place in the code alone, for what it says may hold names."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno}"
    desk.say(f"an error nobody foresaw: {place}")
    words = UsageError(
        f"an error nobody foresaw ({place})", "none", "go back; nothing was changed by it. If it comes again, report it with the words in brackets"
    )
    return _why(scope, desk, 500, words)


def again(scope: Scope, error: TestimoniaError) -> str:
    """The report's page to load again, if what was sent came from one that is older than the case; else empty."""
    report = next((value for name, value in scope.get("form", ()) if name == "report"), "")
    return f"/report/{quote(report, safe='')}" if report and error.do == AGAIN else ""


def wants_json(scope: Scope) -> bool:
    """Whether a script asks, not a person."""
    return "application/json" in Headers(scope=scope).get("accept", "")


def _why(scope: Scope, desk: Desk, status: int, error: TestimoniaError) -> Response:
    if wants_json(scope):
        return _said(scope, status, error)
    context = {"error": error, "status": status, "again": again(scope, error)}
    return shown(scope, desk, Shows(template="desk/error.html", context=context, status=status))


def _said(scope: Scope, status: int, error: TestimoniaError) -> Response:
    return JSONResponse({"ok": False, "error": str(error), "again": bool(again(scope, error))}, status)
