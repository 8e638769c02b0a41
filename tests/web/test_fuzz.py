"""Whatever is sent: no error nobody foresaw, nothing from outside the case, nothing to anybody without the token."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from desk_factory import PORT, Sitting, sit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from testimonia import shelf
from testimonia.judgement import Verb
from testimonia.web.app import DEEDS, PAGES, WAYS, build
from testimonia.web.desk import Desk

EXAMPLES = settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
ROUTES = [*PAGES, *WAYS, "/static/{name}"]
FIELDS = [
    "verb",
    "kind",
    "report",
    "of",
    "draft",
    "why",
    "next",
    "judgement",
    "finding",
    "voice",
    "other",
    "person",
    "public",
    "record",
    "named",
    "until",
    "words",
    "name",
    "blind",
    "id",
    "form",
    "checked",
    "seen",
]
QUERY = "start person words kind f beside queue after proposed said_by outlet state sure year token as_of".split()  # noqa: SIM905
NASTY = st.sampled_from(
    [
        *(
            "",
            "0",
            "-1",
            "9" * 30,
            "1e9",
            "\x00",
            "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
            "\u202e",
            "' OR 1=1 --",
            '"',
            "%",
            "_",
            "*",
            "NEAR(",
            'a"*',
        ),
        *(
            "../../etc/passwd",
            "..\\..\\x",
            "/etc/passwd",
            "<script>",
            "{{7*7}}",
            "%s%n",
            "a" * 5000,
            "//evil.example",
            "AND OR NOT",
            "body:x",
            "🜁" * 50,
        ),
    ]
)
TEXT = st.one_of(NASTY, st.text(max_size=40), st.text(alphabet="./\\%25-_ac", max_size=30))
PLACES = st.lists(st.lists(st.integers(-5, 500), min_size=1, max_size=3), max_size=3)
DRAFTS = st.one_of(
    st.dictionaries(
        st.sampled_from(["content", "source", "cue", "speaker", "cause", "effect", "signal", "manner", "claim"]), st.one_of(PLACES, TEXT)
    ).map(json.dumps),
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9), lambda x: st.lists(x, max_size=3), max_leaves=9).map(
        json.dumps
    ),
    TEXT,
)


class Fuzzed:
    """A case that every example may change, and the ids in it."""

    def __init__(self, folder: Path) -> None:
        self.at: Sitting = sit(folder)
        with self.at.case() as case:
            rows = shelf.queue(case).rows
            known = [row.id for row in rows] + [row.report.id for row in shelf.reports(case).rows]
            known += [row.id for row in shelf.voices(case).rows] + [row.id for row in shelf.people(case).rows]
        self.values = st.one_of(
            st.sampled_from([*known, "claim", "reason", *(verb.value for verb in Verb), "yes", "no", "1", "csv", "jsonl", "on record", "2031-01-01"]),
            TEXT,
        )


@pytest.fixture(scope="module")
def fuzzed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(Path(shutil.copytree(made, tmp_path_factory.mktemp("fuzz") / "case")))


@EXAMPLES
@given(data=st.data())
def test_every_page_answers_whatever_stands_in_its_address(fuzzed: Fuzzed, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from(ROUTES))
    value = data.draw(fuzzed.values)
    path = (
        route.replace("{id}", "{}")
        .replace("{name}", "{}")
        .replace("{number}", "{}")
        .format(quote(value, safe=data.draw(st.sampled_from(["", "/.%"]))))
    )
    query = data.draw(st.dictionaries(st.sampled_from(QUERY), fuzzed.values, max_size=4))
    answer = fuzzed.at.client.get(path, params=query, follow_redirects=False)
    assert answer.status_code < 500
    assert b"SQLite format" not in answer.content
    assert b"root:" not in answer.content
    if 300 <= answer.status_code < 400:
        assert answer.headers["location"].startswith(("/report/", "/review/list"))


@EXAMPLES
@given(data=st.data())
def test_every_form_answers_whatever_is_filled_in(fuzzed: Fuzzed, data: st.DataObject) -> None:
    address = data.draw(st.sampled_from([deed for deed in DEEDS if not deed.startswith("/delete")]))
    sent = data.draw(st.dictionaries(st.sampled_from(FIELDS), st.one_of(fuzzed.values, st.lists(fuzzed.values, max_size=3)), max_size=12))
    if data.draw(st.booleans()):
        sent["draft"] = data.draw(DRAFTS)
    if data.draw(st.booleans()):
        sent |= data.draw(st.sampled_from([{"verb": verb.value} for verb in Verb])) | {"kind": data.draw(st.sampled_from(["claim", "reason"]))}
    headers = data.draw(st.sampled_from([{}, {"Accept": "application/json"}]))
    answer = fuzzed.at.client.post(address, data=sent | {"csrf": fuzzed.at.desk.csrf}, headers=headers, follow_redirects=False)
    assert answer.status_code < 500
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith("//")
    fuzzed.at.desk.who = "Reviewer One"


@EXAMPLES
@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "x"]),
)
def test_every_form_answers_whatever_bytes_come(fuzzed: Fuzzed, body: bytes, kind: str) -> None:
    for address in ("/judge", "/who"):
        for more in ({}, {"X-CSRF": fuzzed.at.desk.csrf}):
            answer = fuzzed.at.client.post(address, content=body, headers={"Content-Type": kind} | more, follow_redirects=False)
            assert answer.status_code < 500
    fuzzed.at.desk.who = "Reviewer One"


@EXAMPLES
@given(data=st.data())
def test_deleting_answers_too(fuzzed: Fuzzed, data: st.DataObject) -> None:
    sent = data.draw(st.fixed_dictionaries({"id": TEXT, "why": TEXT}))
    answer = fuzzed.at.client.post(data.draw(st.sampled_from(["/delete/report", "/delete/person"])), data=sent | {"csrf": fuzzed.at.desk.csrf})
    assert answer.status_code == 400


@EXAMPLES
@given(data=st.data())
def test_without_the_token_nothing_is_answered_whatever_is_sent(fuzzed: Fuzzed, data: st.DataObject) -> None:
    desk = Desk(folder=fuzzed.at.desk.folder, port=PORT)
    client = TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}")
    path = "/" + data.draw(st.one_of(st.sampled_from([route[1:] for route in ROUTES]), st.text(max_size=30).map(quote)))
    method = data.draw(st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]))
    headers = data.draw(
        st.sampled_from([{}, {"Cookie": "a=b"}, {"Cookie": f"{desk.cookie}=x"}, {"X-CSRF": desk.csrf}, {"Origin": "https://evil.example"}])
    )
    answer = client.request(method, path, params=data.draw(st.dictionaries(st.sampled_from(["token", "words"]), TEXT, max_size=2)), headers=headers)
    assert answer.status_code == 403
    assert b"Berek" not in answer.content


def test_the_case_is_whole_after_all_that(fuzzed: Fuzzed) -> None:
    assert fuzzed.at.client.get("/").status_code == 200
    assert {path.name for path in fuzzed.at.desk.folder.iterdir()} <= {"case.sqlite", "case.sqlite-wal", "case.sqlite-shm", "originals", "exports"}
    assert not [path for path in fuzzed.at.desk.folder.parent.iterdir() if path != fuzzed.at.desk.folder]
