"""Nobody comes in without the token, under another name, or with a form of another page; every answer bears the headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_factory import PORT, Sitting
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from testimonia.web import app
from testimonia.web.app import DEEDS, PAGES, WAYS, build
from testimonia.web.desk import Desk, same
from testimonia.web.guard import CSP, HEADERS, LARGEST

ADDRESSES = [*PAGES, *WAYS, "/static/desk.css", "/static/desk.js", "/nowhere"]


@pytest.fixture
def stranger(copied: Path) -> tuple[Desk, TestClient]:
    desk = Desk(folder=copied, who="Reviewer One", port=PORT)
    return desk, TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}")


class TestToken:
    @pytest.mark.parametrize("address", ADDRESSES)
    def test_without_it_every_address_is_shut_and_tells_nothing(self, stranger: tuple[Desk, TestClient], address: str) -> None:
        desk, client = stranger
        answer = client.get(address)
        assert answer.status_code == 403
        assert "the terminal" in answer.text
        assert not any(secret in answer.text for secret in (desk.token, desk.session, desk.csrf, desk.name, desk.folder.name, "Berek", "Reviewer"))

    @pytest.mark.parametrize("address", DEEDS)
    def test_without_it_nothing_is_done(self, stranger: tuple[Desk, TestClient], address: str) -> None:
        desk, client = stranger
        assert client.post(address, data={"csrf": desk.csrf}).status_code == 403

    @pytest.mark.parametrize("key", ["", "wrong", "ü", "\x00", "a" * 5000])
    def test_a_wrong_one_is_refused_even_from_somebody_who_is_in(self, at: Sitting, key: str) -> None:
        assert at.client.get("/", params={"token": key or "x"}).status_code == 403

    def test_the_right_one_leaves_a_cookie_no_script_and_no_other_site_can_use_and_a_clean_address(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        answer = client.get("/", params={"token": desk.token}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert answer.headers["set-cookie"] == f"testimonia-{PORT}={desk.session}; Path=/; HttpOnly; SameSite=Strict"
        assert client.get("/reports").status_code == 200

    def test_it_opens_at_the_first_page_alone(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        assert client.get("/reports", params={"token": desk.token}).status_code == 403

    def test_what_the_cookie_holds_is_not_the_token_and_neither_serves_as_the_other(self, stranger: tuple[Desk, TestClient]) -> None:
        """Browsers send the cookie to other programs of this machine, too: it must not be what the terminal says."""
        desk, client = stranger
        assert client.get("/", headers={"Cookie": f"{desk.cookie}={desk.token}"}).status_code == 403
        assert client.get("/", params={"token": desk.session}).status_code == 403
        assert client.get("/", headers={"Cookie": f"{desk.cookie}={desk.session}"}).status_code == 200

    def test_who_comes_from_the_file_that_opens_the_desk_is_led_on_by_a_page_of_the_desk(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        answer = client.get("/", params={"token": desk.token}, headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False)
        assert answer.status_code == 200
        assert '<meta http-equiv="refresh" content="0;url=/">' in answer.text
        assert desk.session in answer.headers["set-cookie"]
        assert not any(secret in answer.text for secret in (desk.token, desk.session, desk.csrf))

    def test_a_cookie_of_another_desk_or_another_start_does_not_open(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        for cookie in (
            f"testimonia-{PORT + 1}={desk.session}",
            f"testimonia-{PORT}=old",
            f"testimonia-{PORT}",
            f"x={desk.session}",
            f"={desk.session}",
        ):
            assert client.get("/", headers={"Cookie": cookie}).status_code == 403

    def test_another_cookie_of_the_same_name_does_not_shut_somebody_out(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        assert client.get("/", headers={"Cookie": f"a=b; {desk.cookie}=old; {desk.cookie}={desk.session}"}).status_code == 200

    def test_every_start_has_its_own_secrets_and_no_two_are_the_same(self, tmp_path: Path) -> None:
        desks = [Desk(folder=tmp_path), Desk(folder=tmp_path)]
        secrets = {secret for desk in desks for secret in (desk.token, desk.session, desk.csrf)}
        assert len(secrets) == 6
        assert all(len(secret) >= 43 for secret in secrets)
        assert len({desk.name for desk in desks}) == 2

    @given(st.text(), st.text(alphabet="abc_-0"))
    def test_secrets_are_compared_whole(self, text: str, secret: str) -> None:
        assert same(text, secret) == (text == secret)


class TestHost:
    @pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}"])
    def test_it_answers_under_its_own_names(self, at: Sitting, host: str) -> None:
        assert at.client.get("/", headers={"Host": host, "Cookie": f"{at.desk.cookie}={at.desk.session}"}).status_code == 200

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            f"evil.example:{PORT}",
            "127.0.0.1",
            "localhost",
            f"127.0.0.1:{PORT + 1}",
            f"[::1]:{PORT}",
            f"127.0.0.1.evil.example:{PORT}",
            "",
        ],
    )
    def test_it_answers_under_no_other_even_to_somebody_with_the_key(self, at: Sitting, host: str) -> None:
        answer = at.client.get("/", headers={"Host": host, "Cookie": f"{at.desk.cookie}={at.desk.session}"})
        assert answer.status_code == 400
        assert "Berek" not in answer.text

    def test_it_answers_under_a_name_of_its_own_that_nobody_else_can_know(self, at: Sitting) -> None:
        """Browsers send the cookies of 127.0.0.1 to every port of it; those of this name nobody else is sent."""
        host = at.desk.hosts[0]
        assert re.fullmatch(rf"desk-[0-9a-f]{{20}}\.localhost:{PORT}", host)
        client = TestClient(build(at.desk), base_url=f"http://{host}")
        assert client.get("/").status_code == 403
        answer = client.get("/", params={"token": at.desk.token}, follow_redirects=False)
        assert "domain" not in answer.headers["set-cookie"].lower()
        assert client.get("/").status_code == 200
        sent = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert client.post("/who", data={"csrf": at.desk.csrf, "name": "Two"}, headers=sent, follow_redirects=False).status_code == 303

    def test_the_name_of_another_start_is_another_name_and_ours_is_told_to_nobody(self, at: Sitting) -> None:
        answer = at.client.get("/", headers={"Host": f"desk-{'0' * 20}.localhost:{PORT}"})
        assert answer.status_code == 400
        assert at.desk.name not in answer.text

    def test_the_token_does_not_help_under_another_name(self, stranger: tuple[Desk, TestClient]) -> None:
        desk, client = stranger
        answer = client.get("/", params={"token": desk.token}, headers={"Host": f"evil.example:{PORT}"}, follow_redirects=False)
        assert answer.status_code == 400
        assert "set-cookie" not in answer.headers


class TestForms:
    @pytest.mark.parametrize("address", DEEDS)
    @pytest.mark.parametrize("csrf", [None, "", "wrong"])
    def test_nothing_is_done_without_the_forms_own_token(self, at: Sitting, address: str, csrf: str | None) -> None:
        assert at.client.post(address, data={"csrf": csrf} if csrf is not None else {"x": "y"}).status_code == 403

    def test_the_token_that_lets_in_is_not_the_token_of_forms(self, at: Sitting) -> None:
        assert at.client.post("/who", data={"csrf": at.desk.token, "name": "Two"}).status_code == 403
        assert at.desk.who == "Reviewer One"

    def test_a_script_gives_it_in_a_header(self, at: Sitting) -> None:
        assert at.client.post("/who", data={"name": "Two"}, headers={"X-CSRF": at.desk.csrf}, follow_redirects=False).status_code == 303
        assert at.desk.who == "Two"

    @pytest.mark.parametrize(
        "sent",
        [
            {"Origin": "https://evil.example"},
            {"Origin": f"http://127.0.0.1:{PORT + 1}"},
            {"Origin": f"https://127.0.0.1:{PORT}"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ],
    )
    def test_a_form_from_another_page_is_refused(self, at: Sitting, sent: dict[str, str]) -> None:
        assert at.client.post("/who", data={"csrf": at.desk.csrf, "name": "Two"}, headers=sent).status_code == 403
        assert at.desk.who == "Reviewer One"

    @pytest.mark.parametrize(
        "sent",
        [
            {"Origin": f"http://127.0.0.1:{PORT}", "Sec-Fetch-Site": "same-origin"},
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"},  # what browsers send where pages have no referrer
            {"Sec-Fetch-Site": "none"},
        ],
    )
    def test_a_form_of_the_desk_is_taken(self, at: Sitting, sent: dict[str, str]) -> None:
        assert at.client.post("/who", data={"csrf": at.desk.csrf, "name": "Two"}, headers=sent, follow_redirects=False).status_code == 303

    def test_more_than_a_megabyte_is_refused_said_or_not(self, at: Sitting) -> None:
        def pieces() -> Iterator[bytes]:
            yield b"csrf=x&why="
            for _ in range(LARGEST // 1000 + 1):
                yield b"a" * 1000

        kind = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRF": at.desk.csrf}
        assert at.client.post("/judge", content=pieces(), headers=kind).status_code == 413
        assert at.client.post("/judge", content=b"a" * (LARGEST + 1), headers=kind).status_code == 413
        assert at.client.post("/judge", content=b"a=b", headers=kind | {"Content-Length": "many"}).status_code == 413

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("application/json", b'{"csrf": 1}'),
            ("text/plain", b"csrf=x"),
            ("", b"csrf=x"),
            ("multipart/form-data", b"no boundary"),
            ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
            ("multipart/form-data; boundary=x; charset=nonsense", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'),
            ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n1\r\n--x--\r\n'),
        ],
    )
    def test_what_is_no_form_is_refused(self, at: Sitting, kind: str, body: bytes) -> None:
        answer = at.client.post("/who", content=body, headers={"Content-Type": kind, "X-CSRF": at.desk.csrf})
        assert answer.status_code in (400, 415)

    def test_a_form_in_parts_is_taken(self, at: Sitting) -> None:
        parts = {"name": (None, "Two"), "csrf": (None, at.desk.csrf)}
        assert at.client.post("/who", files=parts, follow_redirects=False).status_code == 303
        assert at.desk.who == "Two"

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
    def test_other_methods_need_the_token_too_and_then_do_nothing(self, at: Sitting, method: str) -> None:
        assert at.client.request(method, "/who").status_code == 403
        assert at.client.request(method, "/who", headers={"X-CSRF": at.desk.csrf}).status_code == 405

    def test_what_is_refused_is_told_a_script_in_its_own_way(self, at: Sitting) -> None:
        answer = at.client.post("/judge", data={"x": "y"}, headers={"Accept": "application/json"})
        assert answer.status_code == 403
        assert answer.json()["ok"] is False
        assert "; needed: " in answer.json()["error"]

    def test_a_socket_is_not_opened(self, at: Sitting) -> None:
        with pytest.raises(WebSocketDisconnect), at.client.websocket_connect(f"ws://127.0.0.1:{PORT}/"):
            pass


class TestHeaders:
    @pytest.mark.parametrize("address", [*ADDRESSES, "/voice/nobody", "/question/99"])
    def test_every_answer_bears_them(self, at: Sitting, address: str) -> None:
        answer = at.client.get(address)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS

    def test_those_refused_too(self, stranger: tuple[Desk, TestClient]) -> None:
        _, client = stranger
        for answer in (client.get("/"), client.get("/", headers={"Host": "evil.example"}), client.post("/judge"), client.get("/static/desk.css")):
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS

    def test_the_policy_lets_nothing_in_or_out(self) -> None:
        assert CSP.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert not any(word in CSP for word in ("unsafe", "http", "*", "blob"))

    def test_no_page_names_another_host_or_holds_a_script_or_style_of_its_own(self, at: Sitting) -> None:
        for address in PAGES:
            text = at.client.get(address.replace("{id}", at.page("a.txt").report.id).replace("{number}", "1")).text
            assert not [bad for bad in ("http://", "https://", "style=", "onclick=", "<style", "javascript:") if bad in text], address


class TestTheUnforeseen:
    def test_it_becomes_a_page_without_a_word_of_the_case_and_one_line_in_the_terminal(self, copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def boom(*_: object) -> dict[str, object]:
            raise KeyError("Tom Berek")

        said: list[str] = []
        monkeypatch.setitem(app.PAGES, "/reasons", ("desk/reasons.html", boom))
        desk = Desk(folder=copied, port=PORT, say=said.append)
        client = TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
        client.get("/", params={"token": desk.token})
        answer = client.get("/reasons")
        assert answer.status_code == 500
        assert "KeyError at test_guard.py:" in answer.text
        assert "Berek" not in answer.text
        assert "Traceback" not in answer.text
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert len(said) == 1
        assert "KeyError at test_guard.py:" in said[0]
        assert "Berek" not in said[0]

    def test_a_case_that_is_gone_is_an_error_in_words(self, at: Sitting) -> None:
        (at.desk.folder / "case.sqlite").rename(at.desk.folder / "elsewhere")
        answer = at.client.get("/")
        assert answer.status_code == 409
        assert "no case in" in answer.text
