"""Every page opens, on a full case and an empty one, says what to do next, and leads on."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from desk_factory import Sitting, plain, sit
from factories import FakeTagger

from testimonia import actions, looks, shelf
from testimonia.actions.deciding import Wish, judge
from testimonia.case.store import Case
from testimonia.judgement import State, Verb
from testimonia.pipeline import Pipeline, standard_pipeline
from testimonia.web.app import OPEN, PAGES, WAYS
from testimonia.web.pages import FACETS

ALONE = [address for address in PAGES if "{" not in address]
MANY = 120


def ids(folder: Path) -> dict[str, str]:
    """An id of everything in a case."""
    with Case(folder) as case:
        return {
            "report": shelf.reports(case).rows[0].report.id,
            "voice": shelf.voices(case).rows[0].id,
            "person": shelf.people(case).rows[0].id,
            "f": shelf.queue(case).rows[0].id,
        }


def address(pattern: str, known: dict[str, str]) -> str:
    """The address of something that is there."""
    kinds = (("/report/{id}", "report"), ("/voice/{id}", "voice"), ("/delete/person/{id}", "person"), ("/f/{id}", "f"))
    for shape, kind in kinds:
        pattern = pattern.replace(shape, shape.replace("{id}", known[kind]))
    return pattern.replace("{id}", known["report"]).replace("{number}", "1")


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with more than a page of everything."""
    root = tmp_path_factory.mktemp("long")
    names = [
        f"{first}{last}"
        for first in ("Ba", "Ke", "Lo", "Mi", "Ra", "Su")
        for last in (
            "bert",
            "dal",
            "fan",
            "gor",
            "hul",
            "jen",
            "kas",
            "lam",
            "mor",
            "nil",
            "pos",
            "qua",
            "rin",
            "sel",
            "tor",
            "und",
            "vik",
            "wes",
            "xan",
            "yor",
        )
    ]
    sentences = [f"{{S:Tomas {name}}} {{Q:said}}: {{C:“The {{E:road}} closed because {{K:bridge {n} fell}}.”}}" for n, name in enumerate(names)]
    assert len(sentences) == MANY
    rows = "".join(f'{n},"{plain(sentence)}",Outlet {n}\n' for n, sentence in enumerate(sentences))
    (root / "pile.csv").write_text("id,text,outlet\n" + rows, "utf-8")
    with Case(root / "case") as case:
        actions.add(case, [root / "pile.csv"], Pipeline(FakeTagger(*sentences)))
        actions.ask(case, "Why did the road close at the bridge?")
        for row in (*shelf.queue(case).rows, *shelf.queue(case, start=50).rows):
            judge(case, Wish(verb=Verb.ACCEPT, kind=row.kind, report_id=row.report.id, of=(row.id,), who="One"))
    return root / "case"


class TestEveryPage:
    @pytest.mark.parametrize("pattern", PAGES)
    def test_opens_on_a_small_case(self, at: Sitting, pattern: str) -> None:
        answer = at.client.get(address(pattern, ids(at.desk.folder)))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.text.count("<h1") == 1
        assert "<title>" in answer.text

    @pytest.mark.parametrize("pattern", ALONE)
    def test_opens_on_an_empty_case(self, at_bare: Sitting, pattern: str) -> None:
        assert at_bare.client.get(pattern).status_code == 200

    @pytest.mark.parametrize("pattern", [*PAGES, *(way for way in WAYS if "name" not in way)])
    def test_opens_on_a_long_case_and_beyond_its_end(self, long: Path, pattern: str) -> None:
        at = sit(long)
        for start in ("0", "50", "100000", "-1", "x", "9" * 99):
            assert at.client.get(address(pattern, ids(long)), params={"start": start}).status_code == 200

    @pytest.mark.parametrize("pattern", PAGES)
    def test_opens_for_a_second_reader_who_is_not_told_what_others_decided(self, long: Path, pattern: str) -> None:
        at = sit(long, blind=True)
        at.desk.who = "Two"
        answer = at.client.get(address(pattern, ids(long)))
        text = answer.text
        assert answer.status_code == 200
        assert "sd-accepted" not in text
        assert 'data-state="accepted"' not in text
        assert "by One" not in text
        assert ("Not in a second reading" in text) == (pattern not in OPEN)
        assert ('href="/review"' in text) or pattern in OPEN

    @pytest.mark.parametrize("way", [way for way in WAYS if "name" in way])
    def test_a_second_reader_is_given_no_export(self, long: Path, way: str) -> None:
        at = sit(long, blind=True)
        assert "Not in a second reading" in at.client.get(way).text

    @pytest.mark.parametrize("pattern", sorted(OPEN & set(PAGES)))
    def test_what_a_second_reader_sees_leads_to_nothing_that_is_closed(self, at: Sitting, pattern: str) -> None:
        at.sit_as("Two", blind=True)
        text = at.client.get(address(pattern, ids(at.desk.folder))).text
        links = {link.split("?")[0] for link in re.findall(r'(?:href|action)="(/[^"#]*)', text)} - {"/judge", "/undo"}
        assert not [link for link in links if "Not in a second reading" in at.client.get(link).text]

    def test_a_second_reader_is_told_no_count_that_decisions_change(self, at: Sitting) -> None:
        at.sit_as("Two", blind=True)
        known = ids(at.desk.folder)
        pages = [address(pattern, known) for pattern in sorted(OPEN & set(PAGES))]
        before = [sorted(at.client.get(page).text.splitlines()) for page in pages]  # sorted: the shelf still orders by what others decided
        at.sit_as("One")
        lines = at.page("a.txt").lines
        at.post("/judge", verb="reject", kind="claim", report=lines[0].report.id, of=lines[0].id)
        draft = '{"content": [[0, 8]], "manner": "indirect"}'
        at.post("/judge", verb="add", kind="claim", report=lines[0].report.id, draft=draft)
        at.sit_as("Two", blind=True)
        assert [sorted(at.client.get(page).text.splitlines()) for page in pages] == before

    @pytest.mark.parametrize("verb", ["reject", "add", "merge"])
    def test_an_address_tells_a_second_reader_nothing_of_what_others_made_of_a_finding(self, at: Sitting, verb: str) -> None:
        page = at.page("a.txt")
        a, b = (line.id for line in page.lines[:2])
        of: dict[str, str | list[str]] = {"reject": {"of": a}, "merge": {"of": [a, b]}}.get(
            verb, {"draft": '{"content": [[0, 8]], "manner": "indirect"}'}
        )
        made = at.post("/judge", json=True, verb=verb, kind="claim", report=page.report.id, **of).json()
        at.sit_as("Two", blind=True)
        if made.get("finding") and made["finding"] != a:
            answer = at.client.get(f"/f/{made['finding']}", follow_redirects=False)
            assert "Not in a second reading" in answer.text
            assert page.document.text[:8] not in answer.text
        answer = at.client.get(f"/f/{a}", follow_redirects=False)
        assert answer.headers["location"] == f"/report/{page.report.id}?f={a}#claim-{a}"

    def test_a_row_tells_a_second_reader_no_state(self, at: Sitting) -> None:
        with at.case() as case:
            row = replace(shelf.queue(case).rows[0], state=State.DISPUTED)
        source = "{% from 'desk/listing.html' import finding with context %}{{ finding(row) }}"
        for blind in (True, False):
            text = looks.environment().from_string(source).render(row=row, desk=replace(at.desk, blind=blind), csrf="")
            assert ("disputed" in text) is not blind

    @pytest.mark.parametrize("pattern", PAGES)
    def test_its_title_names_no_case_no_person_and_no_words(self, at: Sitting, pattern: str) -> None:
        """Titles stand in the browser's history."""
        with at.case() as case:
            known = ids(at.desk.folder) | {"voice": next(row.id for row in shelf.voices(case).rows if "Karr" in row.name)}
        title = re.search("<title>(.*?)</title>", at.client.get(address(pattern, known) + ("?words=Karr" if "{" not in pattern else "")).text)
        assert title
        assert title[1].endswith(" · testimonia")
        names = [at.desk.folder.name, "Karr", "Berek", "town", "Road", "a.txt", "Reviewer"]
        assert not [name for name in names if name in title[1].replace("Sources", "")], title[1]

    def test_no_address_a_page_leads_to_holds_a_name_or_words_of_a_report(self, at: Sitting) -> None:
        """Addresses stand in the browser's history, too; what somebody types to search for is theirs."""
        for pattern in PAGES:
            text = at.client.get(address(pattern, ids(at.desk.folder))).text
            links = re.findall(r'(?:href|src|action)="(/[^"]*)"', text)
            assert not [link for link in links if re.search("Karr|Berek|Moll|night|road|~:text", link)], pattern
        found = at.client.get("/search?words=night").text
        assert "~:text" not in found

    @pytest.mark.parametrize("pattern", [one for one in PAGES if "{" in one])
    def test_what_is_not_there_is_said_with_what_to_do(self, at: Sitting, pattern: str) -> None:
        answer = at.client.get(pattern.replace("{id}", "nobody").replace("{number}", "99"))
        assert answer.status_code == 404
        assert all(word in answer.text for word in ("Found", "Needed", "What to do"))

    def test_every_link_of_every_page_leads_somewhere(self, at: Sitting) -> None:
        known = ids(at.desk.folder)
        pages = [at.client.get(address(pattern, known)).text for pattern in PAGES]
        links = {link.replace("&amp;", "&") for page in pages for link in re.findall(r'(?:href|src|action)="(/[^"#]*)', page)}
        forms = {link for page in pages for link in re.findall(r'action="(/[^"]*)"', page)}
        for link in sorted(links - forms | {"/search"}):
            assert at.client.get(link).status_code == 200, link
        for form in sorted(forms - {"/search", "/reports", "/voices", "/people"}):
            assert at.client.get(form).status_code in (200, 405), form

    def test_every_id_is_there_once_and_every_label_leads_to_a_field(self, at: Sitting) -> None:
        for pattern in PAGES:
            text = at.client.get(address(pattern, ids(at.desk.folder))).text
            found = re.findall(r'\bid="([^"]+)"', text)
            assert len(found) == len(set(found)), pattern
            assert set(re.findall(r'(?:\bfor|aria-labelledby)="([^"]+)"', text)) <= set(found), pattern

    def test_every_form_that_changes_something_bears_the_token(self, at: Sitting) -> None:
        for pattern in PAGES:
            text = at.client.get(address(pattern, ids(at.desk.folder))).text
            for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL):
                assert f'name="csrf" value="{at.desk.csrf}"' in form, pattern

    @pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "%(n)s %", "\u202e", "a" * 300])
    def test_what_is_typed_is_shown_as_typed_and_never_run(self, at: Sitting, words: str) -> None:
        for page in ("/search", "/reports", "/voices", "/people"):
            answer = at.client.get(page, params={"words": words})
            assert answer.status_code == 200
            assert words not in answer.text or not set(words) & set('<>"')
            assert "<script>alert" not in answer.text
            assert ">49<" not in answer.text


@pytest.mark.weights
def test_every_page_opens_on_the_sample(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        actions.add(case, [actions.SAMPLE], standard_pipeline(threads=2))
        actions.ask(case, actions.SAMPLE_QUESTION)
    at, known = sit(tmp_path / "case"), ids(tmp_path / "case")
    for pattern in (*PAGES, *(way for way in WAYS if "name" not in way)):
        assert at.client.get(address(pattern, known)).status_code == 200, pattern
    with at.case() as case:
        reports = [row.report.id for row in shelf.reports(case).rows]
    for report in reports:
        for more in ("", "?beside=original", "/original"):
            assert at.client.get(f"/report/{report}{more}").status_code == 200


class TestOverview:
    def test_it_says_at_a_glance_what_is_there_and_what_to_do(self, at: Sitting) -> None:
        text = at.client.get("/").text
        assert "Why did they leave the town?" in text
        assert '<a class="big" href="/review">Check what is unsure</a>' in text
        assert re.search(r"<b>5</b> reports", text)
        assert "empty.txt" in text
        assert "0 of " in text

    def test_of_an_empty_case_it_says_how_to_fill_it(self, at_bare: Sitting) -> None:
        text = at_bare.client.get("/").text
        assert "testimonia add" in text
        assert "No question yet: write what the case is to answer" in text
        assert "Check what is unsure" not in text

    def test_after_decisions_it_says_how_often_the_machine_was_right(self, long: Path) -> None:
        text = sit(long).client.get("/").text
        assert f"100 of {2 * MANY} findings were decided" in text
        assert "(100 %)" in text

    def test_nobody_at_the_desk_is_asked_who_decides(self, at: Sitting) -> None:
        at.desk.who = ""
        assert "Say who decides" in at.client.get("/").text


class TestLists:
    @pytest.mark.parametrize(
        ("page", "total"),
        [("/reports", MANY), ("/voices", MANY), ("/reasons", MANY), ("/review/list", 2 * MANY - 100), ("/network", MANY), ("/history", 100)],
    )
    def test_they_come_fifty_at_a_time(self, long: Path, page: str, total: int) -> None:
        at, seen, step = sit(long), [], 0
        while step is not None:
            text = at.client.get(page, params={"start": step}).text
            assert f"{step + 1}–{min(step + 50, total)} of {total}" in text
            seen.append(step)
            following = re.search(r'rel="next" href="[^"]*start=(\d+)"', text)
            assert ('rel="prev"' in text) == (step > 0)
            step = int(following[1]) if following else None
        assert seen == list(range(0, total, 50))

    def test_beyond_the_end_one_can_go_back(self, long: Path) -> None:
        text = sit(long).client.get("/reports?start=5000").text
        assert f"none of {MANY} here" in text
        assert 'rel="prev"' in text

    def test_they_are_narrowed_by_words_and_stay_so_on_the_next_page(self, long: Path) -> None:
        at = sit(long)
        assert "of 120" not in at.client.get("/voices?words=Babert").text
        text = at.client.get("/voices?words=Tomas").text
        assert "/voices?words=Tomas&amp;start=50" in text

    def test_the_picture_is_drawn_from_the_table_beside_it(self, long: Path) -> None:
        text = sit(long).client.get("/network").text
        assert text.count("<path ") == 40
        assert "80 more ties stand in the table alone" in text
        assert "<table" in text


class TestSearch:
    def test_words_are_found_in_findings_and_in_the_running_text(self, at: Sitting) -> None:
        text = at.client.get("/search?words=night").text
        place = re.search(r'href="/report/(\w+)#(at-\d+)">The night was long', text)
        assert place
        assert f'id="{place[2]}"' in at.client.get(f"/report/{place[1]}").text
        assert at.client.get("/search?words=ward+full").text.count('class="row"') >= 2

    def test_facets_narrow_and_are_taken_away_again(self, at: Sitting) -> None:
        text = at.client.get("/search?words=left").text
        assert "outlet=Hill+Radio" in text
        narrowed = at.client.get("/search?words=left&outlet=Hill+Radio").text
        assert "Hill Radio" in narrowed
        assert 'class="chosen" href="/search?words=left"' in narrowed

    def test_a_person_is_looked_for_by_id_so_that_the_name_stands_in_no_address(self, at: Sitting) -> None:
        with at.case() as case:
            person = next(row for row in shelf.people(case).rows if "Karr" in row.name)
        assert f'href="/search?person={person.id}"' in at.client.get("/people").text
        text = at.client.get("/search", params={"person": person.id}).text
        assert text.count('class="row"') >= 1
        assert f'value="{person.name}"' in text
        narrowed = at.client.get("/search", params={"person": person.id, "kind": "claim"}).text
        assert f'class="chosen" href="/search?person={person.id}"' in narrowed
        assert not re.search(r'href="[^"]*Karr', text + narrowed)

    def test_a_voice_is_named_not_numbered(self, at: Sitting) -> None:
        voice = at.claim("a.txt", "We left").voice
        assert "Governor Tom Berek" in at.client.get("/search", params={"said_by": voice}).text

    @pytest.mark.parametrize("facet", FACETS)
    def test_a_value_nobody_has_finds_nothing_or_is_no_page(self, at: Sitting, facet: str) -> None:
        answer = at.client.get("/search", params={facet: "nonsense"})
        assert answer.status_code == (404 if facet == "said_by" else 200)

    def test_what_is_found_nowhere_is_said(self, at: Sitting) -> None:
        assert "No finding holds all these words" in at.client.get("/search?words=zebra").text


class TestAddresses:
    def test_that_of_a_finding_leads_to_its_words_on_the_page(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        answer = at.client.get(f"/f/{line.id}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/report/{line.report.id}?f={line.id}#claim-{line.id}"
        assert f'id="claim-{line.id}"' in at.client.get(answer.headers["location"]).text

    def test_that_of_a_finding_another_network_no_longer_finds_still_tells_its_words(self, at: Sitting) -> None:
        line = at.claim("a.txt", "nobody had been shot")
        with at.case() as case:
            actions.reread(case, Pipeline(FakeTagger(version="fake 2")))
        answer = at.client.get(f"/f/{line.id}")
        assert answer.status_code == 404
        assert "This finding stands no more" in answer.text
        assert "nobody had been shot" in answer.text
        assert f"/report/{line.report.id}" in answer.text

    def test_that_of_a_rejected_one_leads_to_where_it_stands_now(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        at.post("/judge", verb="reject", kind="claim", report=line.report.id, of=line.id)
        answer = at.client.get(f"/f/{line.id}")
        assert answer.status_code == 200
        assert f'id="card-{line.id}"' in answer.text

    def test_an_unknown_one_is_no_page(self, at: Sitting) -> None:
        assert at.client.get("/f/0000").status_code == 404

    def test_the_review_leads_to_the_neediest_and_on_from_it(self, at: Sitting) -> None:
        with at.case() as case:
            rows = shelf.queue(case, who=at.desk.who).rows
        first = at.client.get("/review", follow_redirects=False).headers["location"]
        assert first == f"/report/{rows[0].report.id}?queue=1&f={rows[0].id}#{rows[0].kind}-{rows[0].id}"
        seen = [rows[0].id]
        for _ in rows[1:]:
            onward = at.client.get(f"/review?after={seen[-1]}", follow_redirects=False).headers["location"]
            seen.append(re.search(r"&f=([^#]+)", onward)[1])
        assert seen == [row.id for row in rows]
        assert f"f={rows[0].id}" in at.client.get(f"/review?after={seen[-1]}", follow_redirects=False).headers["location"]

    def test_the_review_of_one_kind_stays_with_it(self, at: Sitting) -> None:
        assert "#reason-" in at.client.get("/review?kind=reason", follow_redirects=False).headers["location"]

    def test_with_nothing_left_the_review_says_so(self, at_bare: Sitting) -> None:
        answer = at_bare.client.get("/review")
        assert answer.url.path == "/review/list"
        assert "Nothing is left that needs a look" in answer.text

    def test_a_second_reader_is_led_to_what_they_can_see(self, copied: Path) -> None:
        at = sit(copied)
        a, b = (line.id for line in at.page("a.txt").lines[:2])
        at.post("/judge", verb="merge", kind="claim", report=at.page("a.txt").report.id, of=[a, b])
        at.sit_as("Two", blind=True)
        seen, after = set(), ""
        for _ in range(20):
            onward = at.client.get("/review", params={"after": after}, follow_redirects=False).headers["location"]
            after = re.search(r"f=([^#]+)", onward)[1]
            assert f'id="card-{after}"' in at.client.get(onward).text
            seen.add(after)
        assert len(seen) > 3

    def test_reports_that_come_in_while_the_desk_is_open_are_shown(self, at: Sitting, tmp_path: Path) -> None:
        (tmp_path / "late.txt").write_text(plain("{S:Ida Vorn} {Q:said} {C:the bridge was closed}."), "utf-8")
        with at.case() as case:
            actions.add(case, [tmp_path / "late.txt"], Pipeline(FakeTagger("{S:Ida Vorn} {Q:said} {C:the bridge was closed}.")))
        assert "Ida Vorn" in at.client.get("/voices").text


def test_a_case_is_copied_and_moved_and_the_desk_shows_the_same(at: Sitting, tmp_path: Path) -> None:
    """One folder is the whole investigation."""
    before = at.client.get("/reasons").text.replace(at.desk.csrf, "")
    other = sit(Path(shutil.copytree(at.desk.folder, tmp_path / "moved" / at.desk.folder.name)))
    assert other.client.get("/reasons").text.replace(other.desk.csrf, "") == before
