"""A report as it was received, shown so that nothing in it can act or call out; and the files that were exported."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from starlette.responses import FileResponse, Response

from testimonia.actions.leaving import FOLDER
from testimonia.errors import TestimoniaError, UsageError
from testimonia.readers.received import Received

_TEXT = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".jsonl", ".ndjson", ".json")
_HTML = (".html", ".htm")
_SHUT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
_PLAIN = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"  # a sandbox would keep the browser's own viewer out
_NAMES = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be"}  # what browsers call them
# A page may tell the browser to connect somewhere before anything is asked for (preconnect, dns-prefetch); no policy forbids that.
_LINK = re.compile("<(?=link[\\s/>])", re.IGNORECASE)


def original(report_id: str, data: bytes, suffix: str) -> Response:
    """The received bytes: text as text, a web page and a PDF shut in, anything else as a file to keep."""
    suffix = suffix.lower()
    if suffix in _TEXT:
        return _answer(data, f"text/plain; charset={_charset(data)}", _PLAIN)
    if suffix in _HTML:
        return _page(data)
    if suffix == ".pdf" and data.lstrip()[:5] == b"%PDF-":
        return _answer(data, "application/pdf", _PDF)
    name = re.sub(r"[^\w.-]", "", f"{report_id}{suffix}", flags=re.ASCII)
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def exported(folder: Path, name: str) -> FileResponse:
    """A file of the case's exports folder, found by its name in the list of them; no path is ever made of what was asked for."""
    if name not in exports(folder):
        raise UsageError("no exported file of this name", "one of those listed", "see the list on the page of exports")
    return FileResponse(folder / FOLDER / name, media_type="application/octet-stream", filename=name)


def exports(folder: Path) -> frozenset[str]:
    """The names of the files in the case's exports folder."""
    return frozenset(path.name for path in (folder / FOLDER).glob("*") if path.is_file() and not path.is_symlink())


def _page(data: bytes) -> Response:
    """A web page; one with links that browsers follow by themselves is given without them."""
    try:
        text = Received(file="page.html", data=data).text()
    except TestimoniaError:
        return _answer(data, "text/plain; charset=utf-8", _PLAIN)
    if _LINK.search(text):
        return _answer(_LINK.sub("<no-", text).encode("utf-8", "replace"), "text/html; charset=utf-8", _SHUT)
    return _answer(data, f"text/html; charset={_charset(data)}", _SHUT)


def _answer(data: bytes, kind: str, policy: str) -> Response:
    return Response(data, headers={"Content-Type": kind, "Content-Security-Policy": policy})


def _charset(data: bytes) -> str:
    try:
        name = codecs.lookup(Received(file="", data=data).encoding()).name
    except (TestimoniaError, LookupError):
        return "utf-8"
    return _NAMES.get(name, name.replace("_", "-"))
