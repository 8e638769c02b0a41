"""Who may come in: the token, the session, the host, the origin, the form's own token, the size; and the headers of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import parse_qs

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from testimonia import looks
from testimonia.errors import UsageError
from testimonia.web.desk import Desk, same

LARGEST = 1 << 20  # bytes of a form: a whole report pasted into a note still fits
SAFE = ("GET", "HEAD")
FORM = ("application/x-www-form-urlencoded", "multipart/form-data")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
    "X-DNS-Prefetch-Control": "off",  # else a browser looks up the hosts of the links on a page: that is a word to the outside
    "X-Robots-Tag": "noindex",
}

Tell = Callable[[Scope, int, UsageError], Response]
"""Makes the answer that says why somebody was not let in."""


class RefusedError(UsageError):
    """A request that is not let in, with its HTTP status."""

    def __init__(self, status: int, found: str, needed: str, do: str) -> None:
        """Say the status, then what was found, what was needed and what to do."""
        super().__init__(found, needed, do)
        self.status = status


class Guard:
    """Stands before the whole desk; what it lets through has `scope["form"]`, the fields of the form sent, if any."""

    def __init__(self, app: ASGIApp, desk: Desk, tell: Tell) -> None:
        """Guard this application with the secrets of this desk."""
        self.app = app
        self.desk = desk
        self.tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        send = with_headers(send)
        try:
            entered = self._enter(scope)
            if entered is None and scope["method"] not in SAFE:
                receive = await self._form(scope, receive)
        except RefusedError as error:
            entered = self.tell(scope, error.status, error)
        await (entered or self.app)(scope, receive, send)

    def _enter(self, scope: Scope) -> Response | None:
        """None for somebody who is in already, the way in for somebody with the token; RefusedError for all others."""
        desk, headers = self.desk, Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in desk.hosts]:
            raise RefusedError(400, "a request under another name", "an address of the desk", "use an address that stands in the terminal")
        keys = parse_qs(scope["query_string"].decode("latin-1")).get("token") if scope["path"] == "/" and scope["method"] in SAFE else None
        if keys and same(keys[0], desk.token):
            return _entered(desk, headers)
        if keys or not any(same(value, desk.session) for value in _cookies(headers.getlist("cookie"), desk.cookie)):
            raise RefusedError(403, "no key to this desk", "the address with its token", "use the whole address that stands in the terminal")
        return None

    async def _form(self, scope: Scope, receive: Receive) -> Receive:
        """Read and check what is sent; gives it once more to whoever asks."""
        headers = Headers(scope=scope)
        _check_origin(headers, self.desk.hosts)
        body = await _body(receive, headers)
        form = await _parsed(scope, body, headers)
        given = headers.get("x-csrf") or form.get("csrf") or ""
        if not isinstance(given, str) or not same(given, self.desk.csrf):
            raise RefusedError(
                403, "a form that is not of this desk, or of an earlier start of it", "its own mark", "open the page again and send it once more"
            )
        scope["form"] = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
        return _replay(body)


def with_headers(send: Send) -> Send:
    """A `send` that puts the headers of the desk on the answer; one that an answer has set itself stays."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _entered(desk: Desk, headers: Headers) -> Response:
    """The way in, with the cookie.

    Who comes from another page (the file that opens the desk) is led on by a page of ours: a browser gives a strict cookie only to what a page of
    the same site asks for.
    """
    desk.shut_door()
    is_led = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    answer: Response = HTMLResponse(looks.render("desk/opening.html", to="/")) if is_led else RedirectResponse("/", 303)
    answer.headers["Set-Cookie"] = f"{desk.cookie}={desk.session}; Path=/; HttpOnly; SameSite=Strict"
    return answer


def _cookies(headers: Iterable[str], name: str) -> list[str]:
    pairs = (piece.strip().partition("=") for header in headers for piece in header.split(";"))
    return [value for key, _, value in pairs if key == name]


def _check_origin(headers: Headers, hosts: Iterable[str]) -> None:
    """Refuse what another page sends. A form of a page with no referrer has the origin "null"; then the browser's own word on the site decides."""
    ours = {"null", *(f"http://{host}" for host in hosts)}
    if headers.get("origin", "null") not in ours or headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise RefusedError(403, "a form sent from another page", "a form of this desk", "open the desk by the address in the terminal")


async def _body(receive: Receive, headers: Headers) -> bytes:
    """All that is sent; RefusedError if it is too large."""
    too_large = RefusedError(413, "more than 1 MB sent at once", "less", "shorten it")
    stated = headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated[:12]) > LARGEST:
        raise too_large
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST:
            raise too_large
        if not message.get("more_body"):
            return bytes(body)


async def _parsed(scope: Scope, body: bytes, headers: Headers) -> FormData:
    """The fields of the form; RefusedError if it is none."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    unread = RefusedError(400, "a form that cannot be read", "fields and values", "open the page again and send it once more")
    if body and kind not in FORM:
        raise RefusedError(415, f"something of the type {kind[:40] or 'unknown'}", "a form", "send the fields of a form")
    try:
        return await Request(scope, _replay(body)).form(max_files=0, max_fields=1000, max_part_size=LARGEST)
    except (HTTPException, MultiPartException, UnicodeError, LookupError, ValueError) as error:
        raise unread from error


def _replay(body: bytes) -> Callable[[], Awaitable[Message]]:
    """A `receive` that gives the body in one piece."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
