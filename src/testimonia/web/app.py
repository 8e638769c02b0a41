"""The desk as one application: which address shows which page, which form does what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from testimonia import looks, shelf
from testimonia.case.store import Case, open_case
from testimonia.errors import TestimoniaError, UsageError
from testimonia.web import answers, deeds, leaving, pages, ways
from testimonia.web.answers import Goes, Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import Fields, fields, local
from testimonia.web.guard import SAFE, Guard

PAGES: dict[str, tuple[str, Callable[[Case, Fields, Desk], dict[str, Any]]]] = {
    "/": ("desk/overview.html", pages.overview),
    "/question": ("desk/question.html", pages.question),
    "/question/{number}": ("desk/question.html", pages.question),
    "/reports": ("desk/reports.html", pages.reports),
    "/report/{id}": ("desk/report.html", pages.report),
    "/voices": ("desk/voices.html", pages.voices),
    "/voice/{id}": ("desk/voice.html", pages.voice),
    "/reasons": ("desk/reasons.html", pages.reasons),
    "/search": ("desk/search.html", pages.search),
    "/network": ("desk/network.html", pages.network),
    "/sources": ("desk/sources.html", pages.sources),
    "/people": ("desk/people.html", pages.people),
    "/review/list": ("desk/queue.html", pages.queue),
    "/disputes": ("desk/disputes.html", pages.disputes),
    "/unattached": ("desk/unattached.html", pages.unattached),
    "/history": ("desk/history.html", pages.history),
    "/export": ("desk/export.html", leaving.export),
    "/delete/report/{id}": ("desk/delete.html", pages.delete_report),
    "/delete/person/{id}": ("desk/delete.html", pages.delete_person),
    "/who": ("desk/who.html", pages.sitting),
    "/help": ("desk/help.html", pages.manual),
}
WAYS: dict[str, Callable[[Case, Fields, Desk], Shows | Goes | Response]] = {
    "/f/{id}": ways.finding,
    "/review": ways.review,
    "/report/{id}/original": ways.original,
    "/exported/{name}": ways.exported,
}
DEEDS: dict[str, Callable[[Case, Fields, Desk], Shows | Goes]] = {
    "/judge": deeds.judge,
    "/settle": deeds.settle,
    "/undo": deeds.undo,
    "/same": deeds.same,
    "/apart": deeds.apart,
    "/level": deeds.level,
    "/terms": deeds.terms,
    "/ask": deeds.ask,
    "/delete/report": deeds.delete_report,
    "/delete/person": deeds.delete_person,
    "/who": deeds.sit,
    "/export/check": leaving.check,
    "/export/write": leaving.write,
}
OPEN = {
    *("/", "/reports", "/report/{id}", "/report/{id}/original", "/review", "/review/list", "/f/{id}", "/help", "/who"),
    *("/judge", "/undo"),
}
"""What a second reader may see and do who is not to know what others decided; everything else tells of it, be it by a count or by what is missing."""
UNSIGNED = (deeds.sit, deeds.ask, leaving.check)  # all else bears a name
STATIC = {"desk.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8"}


def build(desk: Desk) -> ASGIApp:
    """The application behind its guard."""
    routes = [Route(path, _unveiled(desk, path, _page(desk, *page)), methods=["GET"]) for path, page in PAGES.items()]
    routes += [Route(path, _unveiled(desk, path, _way(desk, way)), methods=["GET"]) for path, way in WAYS.items()]
    routes += [Route(path, _unveiled(desk, path, _deed(desk, deed)), methods=["POST"]) for path, deed in DEEDS.items()]
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    app = Starlette(routes=routes, exception_handlers=_handlers(desk))
    app.router.redirect_slashes = False
    return Guard(app, desk, answers.refused)


def _unveiled(desk: Desk, path: str, work: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The same, but in a second reading only what is open then."""

    def answer(request: Request) -> Response:
        if not desk.blind or path in OPEN:
            return work(request)
        if request.method not in SAFE:
            raise UsageError("a second reading", "a first one: in a second you decide on findings alone", "end it where your name stands")
        return answers.shown(request.scope, desk, Shows(template="desk/veiled.html"))

    return answer


def _page(desk: Desk, template: str, work: Callable[[Case, Fields, Desk], dict[str, Any]]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        with _opened(desk) as case:
            context = work(case, _asked(request), desk)
            return answers.shown(request.scope, desk, Shows(template=template, context=context), case)

    return answer


def _way(desk: Desk, work: Callable[[Case, Fields, Desk], Shows | Goes | Response]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        with _opened(desk) as case:
            return _outcome(request, desk, work(case, _asked(request), desk), case)

    return answer


def _deed(desk: Desk, work: Callable[[Case, Fields, Desk], Shows | Goes]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if not desk.who and work not in UNSIGNED:
            raise UsageError("nobody’s name", "a name under which decisions are kept", "say who you are on the page “Who sits here”")
        sent = fields(request.scope["form"])
        with _opened(desk) as case:
            done = work(case, sent, desk)
            if isinstance(done, Goes) and (wanted := local(sent.raw("next"))):
                done = Goes(to=wanted, judgement=done.judgement, finding=done.finding)
            return _outcome(request, desk, done, case)

    return answer


@contextmanager
def _opened(desk: Desk) -> Iterator[Case]:
    """The case, with what its pages show brought up to date: reports may come in while the desk is open."""
    with open_case(desk.folder) as case:
        shelf.fresh(case)
        yield case


def _outcome(request: Request, desk: Desk, done: Shows | Goes | Response, case: Case) -> Response:
    if isinstance(done, Response):
        return done
    return answers.gone(request.scope, done) if isinstance(done, Goes) else answers.shown(request.scope, desk, done, case)


def _asked(request: Request) -> Fields:
    """What stands in the address: its path before its query."""
    return fields(request.path_params, request.query_params.multi_items())


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    return Response(looks.static(name), headers={"Content-Type": STATIC[name]})


def _handlers(desk: Desk) -> dict[Any, Callable[[Request, Exception], Response]]:
    """What becomes of errors: each a page, in words."""

    def unfit(request: Request, error: Exception) -> Response:
        assert isinstance(error, TestimoniaError)  # noqa: S101 - it is registered for these alone
        return answers.failed(request.scope, desk, error)

    def unknown(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these alone
        found = f"no page “{request.url.path[:60]}”" if request.method in SAFE else "nothing to be done at this address"
        words = UsageError(found, "an address of the desk", "go to the overview")
        return answers.missing(request.scope, desk, error.status_code, words)

    def unforeseen(request: Request, error: Exception) -> Response:
        return answers.broken(request.scope, desk, error)

    return {TestimoniaError: unfit, HTTPException: unknown, Exception: unforeseen}
