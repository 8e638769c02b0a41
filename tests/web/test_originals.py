"""Reports as received are shown so that nothing in them acts or calls out, and no file outside the case is ever served."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_factory import Sitting
from starlette.responses import Response

from testimonia import readers
from testimonia.web.originals import original

SHUT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"


def got(at: Sitting, file: str) -> Response:
    return at.client.get(f"/report/{at.page(file).report.id}/original")


def test_a_text_is_given_as_text(at: Sitting) -> None:
    answer = got(at, "a.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Governor Tom Berek" in answer.text


def test_a_table_is_given_as_text(at: Sitting) -> None:
    assert got(at, "c.csv").headers["content-type"].startswith("text/plain")


def test_a_page_is_shut_in_and_without_links_that_browsers_follow_by_themselves(at: Sitting) -> None:
    answer = got(at, "b.html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == SHUT
    assert answer.headers["x-dns-prefetch-control"] == "off"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<link" not in answer.text.lower()
    assert "the road was open" in answer.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_in_another_encoding_loses_its_links_too_and_no_letter(encoding: str) -> None:
    text = '<meta charset="windows-1252"><p>“é”</p><LiNk rel=preconnect href=//x><link/rel=prefetch>' + "plain words " * 40
    answer = original("r", text.encode(encoding), ".htm")
    assert b"<link" not in bytes(answer.body).lower()
    assert "“é”" in bytes(answer.body).decode("utf-8")


def test_a_page_without_such_links_is_given_byte_for_byte() -> None:
    data = "<p>“Süß”, sagte sie.</p>".encode("cp1252")
    answer = original("r", b'<meta charset="windows-1252">' + data, ".html")
    assert answer.body.endswith(data)
    assert answer.headers["content-type"] == "text/html; charset=cp1252"


def test_a_pdf_is_shown_as_one_only_if_it_is_one() -> None:
    answer = original("r", b"%PDF-1.4 ...", ".pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert original("r", b"<script>", ".pdf").headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".xhtml", ".svg", "", '."; x=y', ".e\r\nX: y"])
def test_anything_else_is_a_file_to_keep_under_a_plain_name(suffix: str) -> None:
    answer = original("r1", b"<script>", suffix)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="r1')
    assert "\r" not in answer.headers["content-disposition"]


def test_every_kind_that_is_read_is_given_back() -> None:
    for suffixes, _ in readers.READERS:
        for suffix in suffixes:
            assert original("r", b"x", suffix).status_code == 200


def test_what_was_never_kept_is_said(at: Sitting) -> None:
    for path in (at.desk.folder / "originals").iterdir():
        path.unlink()
    answer = got(at, "a.txt")
    assert answer.status_code == 404
    assert "no original" in answer.text


UP = [
    "../case.sqlite",
    "..%2fcase.sqlite",
    "%2e%2e%2fcase.sqlite",
    "%2e%2e/case.sqlite",
    "..%5ccase.sqlite",
    "..%252fcase.sqlite",
    "%c0%ae%c0%ae/case.sqlite",
    "....//case.sqlite",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "//etc/passwd",
    "out.txt%00.html",
    ".",
    "%2e",
    "case.sqlite",
    "inside",
    "inside%2fdeep.txt",
    "link.txt",
    "OUT.txt",
    "out.txt/",
]


@pytest.mark.parametrize("name", UP)
@pytest.mark.parametrize("before", ["/exported/", "/static/", "/report/"])
def test_no_path_leads_out_of_the_folder_of_exports(at: Sitting, tmp_path: Path, before: str, name: str) -> None:
    exports = at.desk.folder / "exports"
    (exports / "inside").mkdir(parents=True)
    (exports / "out.txt").write_text("may be had", "utf-8")
    (exports / "inside" / "deep.txt").write_text("SECRET", "utf-8")
    (tmp_path / "secret.txt").write_text("SECRET", "utf-8")
    (exports / "link.txt").symlink_to(tmp_path / "secret.txt")
    answer = at.client.get(before + name)
    assert answer.status_code in (400, 403, 404), answer.status_code
    assert not any(secret in answer.content for secret in (b"SECRET", b"SQLite format", b"root:", b"may be had"))
    assert at.client.get("/exported/out.txt").text == "may be had"


def test_static_files_are_the_two_there_are(at: Sitting) -> None:
    assert at.client.get("/static/desk.css").headers["content-type"] == "text/css; charset=utf-8"
    assert at.client.get("/static/desk.js").headers["content-type"] == "text/javascript; charset=utf-8"
    for other in ("dossier.css", "base.css", "desk.ts", ""):
        assert at.client.get(f"/static/{other}").status_code == 404
