"""Every form does what it says, leads back, and keeps who, when and why."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from desk_factory import Sitting, sit
from factories import FakeTagger

from testimonia import shelf
from testimonia.actions import add
from testimonia.actions.leaving import FORMS
from testimonia.judgement import State, Verb
from testimonia.kinds import KINDS
from testimonia.pipeline import Pipeline
from testimonia.web.app import DEEDS


def decide(at: Sitting, verb: str, *of: str, file: str = "a.txt", **more: Any) -> Any:
    """Decide on claims of the report of this file, as a script does."""
    fields = {"verb": verb, "kind": "claim", "report": at.page(file).report.id, "of": list(of)} | more
    return at.post("/judge", json=True, **fields).json()


def stamp(page: str) -> str:
    """What the page of a check says was checked."""
    found = re.search(r'name="checked" value="([^"]+)"', page)
    assert found
    return found[1]


def export_at_the_desk(at: Sitting, form: str) -> Any:
    """Check and write, as somebody at the desk does."""
    return at.post("/export/write", form=form, checked=stamp(at.post("/export/check", form=form).text))


def last(at: Sitting) -> Any:
    with at.case() as case:
        return shelf.history(case).rows[0]


class TestJudging:
    def test_accepting_keeps_who_and_why(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        done = decide(at, "accept", line.id, why="Heard on tape")
        assert done == {"ok": True, "judgement": last(at).id, "finding": line.id, "next": done["next"]}
        assert done["next"] == f"/report/{line.report.id}?f={line.id}#claim-{line.id}"
        assert at.standing("a.txt", line.id).state is State.ACCEPTED
        assert (last(at).who, last(at).why) == ("Reviewer One", "Heard on tape")

    def test_without_a_script_one_is_led_back_to_the_finding(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        answer = at.post("/judge", verb="accept", kind="claim", report=line.report.id, of=line.id)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/report/{line.report.id}?f={line.id}#claim-{line.id}"
        assert at.client.get(answer.headers["location"]).status_code == 200

    def test_rejecting_strikes_it_and_undoing_brings_it_back(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        decide(at, "reject", line.id)
        assert line.id in {item.id for item in at.page("a.txt").struck}
        assert at.post("/undo", judgement=last(at).id).headers["location"] == "/history"
        assert line.id in {item.id for item in at.page("a.txt").shown}

    def test_editing_takes_places_in_the_text_and_a_chosen_value(self, at: Sitting) -> None:
        line = at.claim("a.txt", "nobody had been shot")
        text = at.page("a.txt").document.text
        start = text.index("been shot")
        draft = json.dumps({"content": [[start, start + 9]], "source": [], "cue": [], "speaker": [], "manner": "direct"})
        done = decide(at, "edit", line.id, draft=draft)
        changed = next(item for item in at.page("a.txt").lines if item.id == done["finding"])
        assert (changed.claim.words, changed.claim.manner, changed.standing.state) == ("been shot", "direct", State.CORRECTED)

    def test_what_was_missed_is_added_from_marked_words(self, at: Sitting) -> None:
        text = at.page("a.txt").document.text
        start = text.index("The night was long")
        done = decide(at, "add", draft=json.dumps({"content": [[start, start + 18]], "manner": "indirect"}))
        assert done["ok"]
        assert at.standing("a.txt", done["finding"]).state is State.ADDED

    def test_two_become_one_and_one_becomes_two(self, at: Sitting) -> None:
        text = at.page("a.txt").document.text
        start, line = text.index("The night was long"), at.claim("a.txt", "We left")
        source = [[p.start, p.end] for p in KINDS["claim"].draft(line.claim).parts["source"]]
        added = decide(at, "add", draft=json.dumps({"content": [[start, start + 18]], "source": source, "manner": "direct"}))["finding"]
        a, b = line.id, added
        merged = decide(at, "merge", a, b)["finding"]
        assert {line.id for line in at.page("a.txt").lines} >= {merged}
        assert not {a, b} & {line.id for line in at.page("a.txt").lines}
        decide(at, "split", merged)
        assert len(at.page("a.txt").lines) >= 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"verb": "undo"},
            {"verb": ""},
            {"kind": "nonsense"},
            {"report": "nobody"},
            {"report": "../../etc"},
            {"of": "nobody"},
            {"of": []},
            {"verb": "merge"},
            {"verb": "edit"},
            {"verb": "edit", "draft": "no json"},
            {"verb": "edit", "draft": "[" * 100000},
            {"verb": "edit", "draft": '{"content": 3}'},
            {"verb": "edit", "draft": '{"content": [[5, 2]]}'},
            {"verb": "edit", "draft": '{"content": [[0, 1000000]]}'},
            {"verb": "edit", "draft": '{"content": [[-3, 2]]}'},
            {"verb": "edit", "draft": '{"content": []}'},
            {"verb": "edit", "draft": '{"content": [[0, 3]], "manner": 3}'},
            {"verb": "edit", "draft": '{"content": [[0, 3.5]]}'},
            {"why": "a" * 4001},
            {"of": [str(n) for n in range(300)]},
        ],
    )
    def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(self, at: Sitting, wrong: dict[str, Any]) -> None:
        line = at.claim("a.txt", "We left")
        sent = {"verb": "accept", "kind": "claim", "report": line.report.id, "of": line.id} | wrong
        answer = at.post("/judge", json=True, **sent)
        assert answer.status_code == 400
        assert answer.json()["ok"] is False
        assert "; needed: " in answer.json()["error"]
        page = at.post("/judge", **sent)
        assert page.status_code == 400
        assert "What to do" in page.text
        with at.case() as case:
            assert shelf.history(case).total == 0

    def test_nobody_decides_without_a_name(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        at.desk.who = ""
        answer = at.post("/judge", verb="accept", kind="claim", report=line.report.id, of=line.id)
        assert answer.status_code == 400
        assert "say who you are" in answer.text

    def test_a_note_is_kept_as_written_without_what_no_text_may_hold(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        decide(at, "accept", line.id, why="  first\r\nsecond\x00\x07 ’“ü ")
        assert last(at).why == "first\nsecond   ’“ü"

    @pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.REJECT])
    def test_it_outlives_the_desk(self, at: Sitting, verb: Verb) -> None:
        line = at.claim("a.txt", "We left")
        decide(at, verb, line.id)
        again = sit(at.desk.folder)
        assert again.standing("a.txt", line.id) == at.standing("a.txt", line.id)
        assert again.client.get("/history").text.count("Reviewer One") >= 1


class TestStalePages:
    """What a form carries says what the reviewer had before them; if something else stands now, they are told to load the page again."""

    def carried(self, at: Sitting, finding: str) -> str:
        """What the form of this finding carries."""
        form = re.search(rf'data-judge="{finding}">.*?</form>', at.client.get(f"/report/{at.page('a.txt').report.id}").text, re.DOTALL)
        assert form
        return re.search(r'name="seen" value="([^"]*)"', form[0])[1]  # type: ignore[index]

    def test_the_form_of_a_finding_carries_the_reading_and_its_last_decision(self, at: Sitting) -> None:
        line, document = at.claim("a.txt", "We left"), at.page("a.txt").document
        assert self.carried(at, line.id) == document.id
        decide(at, "accept", line.id, seen=document.id)
        assert self.carried(at, line.id) == f"{document.id} {last(at).id}"
        page = at.client.get(f"/report/{line.report.id}").text
        assert f'data-seen="{document.id} {last(at).id}"' in page  # what a script sends for correcting
        assert f'data-report="{line.report.id}" data-seen="{document.id}"' in page  # and for adding

    @pytest.mark.parametrize("verb", ["accept", "reject"])
    def test_a_decision_from_an_older_page_is_refused_and_the_page_offered_again(self, at: Sitting, verb: str) -> None:
        line = at.claim("a.txt", "We left")
        older = self.carried(at, line.id)
        decide(at, "reject", line.id, seen=older)
        refused = decide(at, verb, line.id, seen=older)
        assert (refused["ok"], refused["again"]) == (False, True)
        assert "a page older than what stands" in refused["error"]
        answer = at.post("/judge", verb=verb, kind="claim", report=line.report.id, of=line.id, seen=older)
        assert f'<a href="/report/{line.report.id}">Load the page again</a>' in answer.text
        assert at.standing("a.txt", line.id).state is State.REJECTED

    def test_of_those_merged_the_first_counts(self, at: Sitting) -> None:
        a, b = (line.id for line in at.page("a.txt").lines[:2])
        document = at.page("a.txt").document.id
        decide(at, "accept", a)
        first = last(at).id
        decide(at, "accept", b)
        form = re.search(r'id="merge-claim".*?</form>', at.client.get(f"/report/{at.page('a.txt').report.id}").text, re.DOTALL)
        assert form
        seen = re.search(r'name="seen" value="([^"]*)"', form[0])[1]  # type: ignore[index]
        assert set(seen.split()) == {document, f"{a}={first}", f"{b}={last(at).id}"}
        older = f"{document} {b}={last(at).id}"
        assert decide(at, "merge", a, b, seen=older)["again"]
        assert not decide(at, "merge", a, b, seen=seen).get("again")

    def test_what_was_missed_is_not_added_to_another_reading(self, at: Sitting) -> None:
        draft = json.dumps({"content": [[0, 8]], "manner": "indirect"})
        assert decide(at, "add", draft=draft, seen="another")["again"]
        assert decide(at, "add", draft=draft, seen=at.page("a.txt").document.id)["ok"]

    def test_no_other_error_asks_for_the_page_again(self, at: Sitting) -> None:
        assert not decide(at, "edit", at.claim("a.txt", "We left").id, draft="no json")["again"]


class TestWhereNext:
    @pytest.mark.parametrize("wanted", ["/review", "/people?start=50&words=a", "/report/x?f=y#claim-y"])
    def test_a_form_leads_where_it_asks_to(self, at: Sitting, wanted: str) -> None:
        assert at.post("/who", name="Two", next=wanted).headers["location"] == wanted

    @pytest.mark.parametrize(
        "wanted",
        [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil",
            "javascript:alert(1)",
            "/a\r\nX: y",
            "/ //evil",
            "",
            "/" + "a" * 999,
            "/\tx",
        ],
    )
    def test_but_never_out_of_the_desk(self, at: Sitting, wanted: str) -> None:
        answer = at.post("/who", name="Two", next=wanted)
        assert answer.headers["location"] == "/"
        assert "x" not in answer.headers


class TestVoices:
    def test_two_are_held_to_be_one_and_not_the_same_again(self, at: Sitting) -> None:
        with at.case() as case:
            one, other = (row.id for row in shelf.voices(case).rows if row.name in ("Dr Lena Karr", "Ana Moll"))
        assert at.post("/same", voice=one, other=other, why="Married name").headers["location"] == f"/voice/{one}"
        page = at.client.get(f"/voice/{one}").text
        assert "Joined by a person" in page
        assert "/apart" in page
        assert at.client.get(f"/voice/{other}").status_code == 200
        assert at.post("/apart", voice=one, other=other).status_code == 303
        assert "Joined by a person" not in at.client.get(f"/voice/{one}").text

    def test_the_page_proposes_who_may_be_the_same(self, at: Sitting) -> None:
        with at.case() as case:
            voice = next(row.id for row in shelf.voices(case).rows if row.name == "Dr Lena Karr")
        assert "Ana Moll" in at.client.get(f"/voice/{voice}?words=Moll").text

    def test_one_cannot_be_joined_to_itself_or_to_nobody(self, at: Sitting) -> None:
        voice = at.claim("a.txt", "We left").voice
        assert at.post("/same", voice=voice, other=voice).status_code == 400
        assert at.post("/same", voice=voice, other="v-nobody").status_code == 400
        assert at.post("/same", voice=voice).status_code == 400


class TestPeople:
    def test_one_click_marks_public_and_protects_again(self, at: Sitting) -> None:
        with at.case() as case:
            person = shelf.people(case).rows[0]
        assert not person.public
        for public in ("yes", "no"):
            assert at.post("/level", person=person.id, public=public).headers["location"] == "/people"
            with at.case() as case:
                assert shelf.person(case, person.id).public == (public == "yes")

    def test_nobody_loses_protection_in_a_heap(self, at: Sitting) -> None:
        page = at.client.get("/people").text
        assert "all " not in "".join(re.findall(r"<button[^>]*>(.*?)</button>", page)).lower()
        assert all(form.count('name="person"') <= 1 for form in re.findall(r'<form[^>]*action="/level".*?</form>', page, re.DOTALL))
        with at.case() as case:
            people = [row.id for row in shelf.people(case).rows]
        at.post("/level", person=people, public="yes")
        with at.case() as case:
            assert shelf.public_people(case) == {people[0]}

    def test_the_words_that_name_the_office_stand_beside_the_button(self, at: Sitting) -> None:
        page = at.client.get("/people").text
        with at.case() as case:
            person = next(row for row in shelf.people(case).rows if row.offices)
        cells = re.search(rf'<td dir="auto" id="office-{person.id}">(.*?)</td>\s*<td><form(.*?)</form>', page, re.DOTALL)
        assert cells
        assert f"<q>{person.offices[0]}</q>" in cells[1]
        assert f'aria-describedby="office-{person.id}"' in cells[2]

    def test_nobody_chosen_and_nobody_known_are_refused(self, at: Sitting) -> None:
        assert at.post("/level", public="yes").status_code == 400
        assert at.post("/level", person="nobody", public="yes").status_code == 400
        assert at.post("/level", person="nobody", public="maybe").status_code == 400


class TestTerms:
    def test_they_are_changed_and_shown(self, at: Sitting) -> None:
        report = at.page("d.txt").report
        assert report.interview
        answer = at.post("/terms", report=report.id, record="off record", until="2031-12-31", why="She called")
        assert answer.headers["location"] == "/sources"
        with at.case() as case:
            terms = shelf.consents(case)[0].interview.terms
        assert (terms.record.value, terms.may_be_named, terms.until) == ("off record", False, "2031-12-31")
        assert "off record" in at.client.get("/sources").text

    @pytest.mark.parametrize("wrong", [{"record": "whispered"}, {"until": "soon"}, {"until": "2031-13-45"}, {"report": "nobody"}])
    def test_what_are_no_terms_is_refused(self, at: Sitting, wrong: dict[str, str]) -> None:
        sent = {"report": at.page("d.txt").report.id, "record": "on record"} | wrong
        assert at.post("/terms", **sent).status_code == 400

    def test_a_report_that_is_no_interview_has_none(self, at: Sitting) -> None:
        assert at.post("/terms", report=at.page("a.txt").report.id, record="on record").status_code == 400


class TestQuestions:
    def test_one_is_put_on_record_and_opened(self, at_bare: Sitting) -> None:
        assert "No question yet" in at_bare.client.get("/question").text
        assert at_bare.post("/ask", words="Who left?").headers["location"] == "/question/1"
        assert "Who left?" in at_bare.client.get("/question/1").text
        assert at_bare.post("/ask", words="And why?").headers["location"] == "/question/2"
        assert at_bare.post("/ask", words="Who left?").headers["location"] == "/question/1"

    @pytest.mark.parametrize("words", ["", "   ", "\x00", "a" * 4001])
    def test_no_words_are_no_question(self, at_bare: Sitting, words: str) -> None:
        assert at_bare.post("/ask", words=words).status_code == 400


class TestTwoReviewers:
    def test_they_differ_it_is_shown_and_settled(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        decide(at, "accept", line.id)
        at.sit_as("Reviewer Two", blind=True)
        assert "sd-accepted" not in at.client.get(f"/report/{line.report.id}").text
        decide(at, "reject", line.id, why="Hearsay")
        at.sit_as("Reviewer Three")
        page = at.client.get("/disputes").text
        assert "Let the decision of Reviewer Two stand" in page
        assert "Hearsay" in page
        assert '<span class="nr">1</span>' in at.client.get("/").text
        judgement = re.search(r'name="judgement" value="([^"]+)".{0,400}Reviewer Two stand', page, re.DOTALL)
        assert judgement
        chosen = re.findall(r'name="judgement" value="([^"]+)"', page[: page.index("Reviewer Two stand")])[-1]
        assert at.post("/settle", finding=line.id, judgement=chosen).headers["location"] == "/disputes"
        assert at.standing("a.txt", line.id).state is State.REJECTED
        assert "Reviewers differ on nothing" in at.client.get("/disputes").text

    def test_a_second_reader_takes_back_only_their_own_and_settles_nothing(self, at: Sitting) -> None:
        line = at.claim("a.txt", "We left")
        decide(at, "accept", line.id)
        theirs = last(at).id
        at.sit_as("Reviewer Two", blind=True)
        for address, fields in (
            ("/undo", {"judgement": theirs}),
            ("/undo", {"judgement": "nobody"}),
            ("/settle", {"finding": line.id, "judgement": theirs}),
        ):
            answer = at.post(address, json=True, **fields)
            assert answer.status_code == 400
            assert "second reading" in answer.json()["error"]
        assert at.standing("a.txt", line.id).state is State.ACCEPTED
        decide(at, "reject", line.id)
        assert at.post("/undo", judgement=last(at).id).headers["location"] == f"/report/{line.report.id}"
        assert last(at).verb is Verb.UNDO

    @pytest.mark.parametrize("address", sorted(set(DEEDS) - {"/judge", "/undo", "/who"}))
    def test_a_second_reader_decides_on_findings_alone(self, at: Sitting, address: str) -> None:
        at.sit_as("Reviewer Two", blind=True)
        answer = at.post(address, form="csv", words="Who left?", id=at.page("a.txt").report.id, why="x")
        assert answer.status_code == 400
        assert "a second reading" in answer.text
        assert len(at.case().questions()) == 1

    def test_who_sits_here_is_said_once_and_kept(self, at: Sitting) -> None:
        at.post("/who", name="Two", blind="1")
        assert (at.desk.who, at.desk.blind) == ("Two", True)
        at.post("/who", name="Three")
        assert (at.desk.who, at.desk.blind) == ("Three", False)
        assert at.post("/who", name="").status_code == 400
        assert at.post("/who", name="a" * 101).status_code == 400


class TestDeleting:
    def test_a_report_asks_once_more_says_what_it_reaches_and_is_gone(self, at: Sitting) -> None:
        report = at.page("a.txt").report
        asks = at.client.get(f"/delete/report/{report.id}").text
        assert "Delete for good?" in asks
        assert "3 findings" in asks
        assert "Nothing that holds it has left" in asks
        answer = at.post("/delete/report", id=report.id, why="Asked to")
        assert answer.status_code == 200
        assert "The report is gone" in answer.text
        assert at.client.get(f"/report/{report.id}").status_code == 404
        assert at.client.get(f"/report/{report.id}/original").status_code == 404
        assert "nobody had been shot" not in at.client.get("/search?words=shot").text
        assert "Asked to" in at.client.get("/sources").text

    def test_a_person_too(self, at: Sitting) -> None:
        with at.case() as case:
            person = next(row for row in shelf.people(case).rows if "Karr" in row.name)
        assert "Karr" in at.client.get(f"/delete/person/{person.id}").text
        assert at.post("/delete/person", id=person.id, why="Asked to").status_code == 200
        for page in ("/people", "/voices", "/search?words=ward", "/search?words=Karr", "/"):
            assert "Karr" not in at.client.get(page).text.replace('value="Karr"', "").replace("words=Karr", "")

    def test_what_left_is_named_before_and_after(self, at: Sitting, tmp_path: Path) -> None:
        from testimonia.actions import export

        with at.case() as case:
            export(case, "jsonl", tmp_path / "out.jsonl")
        export_at_the_desk(at, "csv")
        report = at.page("a.txt").report
        asks = at.client.get(f"/delete/report/{report.id}").text
        assert "out.jsonl" in asks
        assert "stand in the case and are deleted" in asks
        assert "out.jsonl" in at.post("/delete/report", id=report.id, why="x").text
        assert not list((at.desk.folder / "exports").iterdir())

    @pytest.mark.parametrize("what", ["report", "person"])
    def test_not_without_a_reason_nor_what_is_not_there(self, at: Sitting, what: str) -> None:
        assert at.post(f"/delete/{what}", id=at.page("a.txt").report.id).status_code == 400
        assert at.post(f"/delete/{what}", id="nobody", why="x").status_code == 400
        assert at.client.get(f"/report/{at.page('a.txt').report.id}").status_code == 200


class TestExporting:
    def test_first_the_check_then_the_file(self, at: Sitting) -> None:
        page = at.client.get("/export").text
        assert 'action="/export/check"' in page
        assert 'action="/export/write"' not in page
        checked = at.post("/export/check", form="dossier")
        assert checked.status_code == 200
        assert 'action="/export/write"' in checked.text
        assert not (at.desk.folder / "exports").exists()
        written = at.post("/export/write", form="dossier", checked=stamp(checked.text))
        name = re.search(r'href="/exported/(dossier-[^"]+\.html)"', written.text)
        assert name
        file = at.client.get(f"/exported/{name[1]}")
        assert file.headers["content-disposition"] == f'attachment; filename="{name[1]}"'
        assert file.content == (at.desk.folder / "exports" / name[1]).read_bytes()
        assert f"/exported/{name[1]}" in at.client.get("/export").text

    def test_every_form_is_offered(self, at: Sitting) -> None:
        page = at.client.get("/export").text
        assert re.findall(r'name="form" value="([^"]+)"', page) == list(FORMS) == ["dossier", "jsonl", "csv", "labels"]
        assert "may take a minute" in page

    @pytest.mark.parametrize("form", FORMS)
    def test_every_form_is_written_under_a_name_that_tells_nothing(self, at: Sitting, form: str) -> None:
        for _ in range(2):
            assert "Written" in export_at_the_desk(at, form).text
        names = sorted(path.name for path in (at.desk.folder / "exports").iterdir())
        assert len(names) == (4 if form == "csv" else 2)
        ending = {"dossier": "html", "labels": "jsonl"}.get(form, form)
        assert all(re.fullmatch(rf"{form}-[\d-]+(-reasons)?\.{ending}", name) for name in names)

    def test_nothing_is_written_unchecked_or_in_no_form(self, at: Sitting) -> None:
        for checked in ({}, {"checked": "1"}, {"checked": ""}):
            assert "Nothing was written" in at.post("/export/write", form="csv", **checked).text
        assert at.post("/export/write", form="../../x", checked="1").status_code == 400
        assert at.post("/export/check", form="").status_code == 400
        assert not (at.desk.folder / "exports").exists()

    def test_what_was_checked_in_one_form_is_not_written_in_another(self, at: Sitting) -> None:
        checked = stamp(at.post("/export/check", form="labels").text)
        assert "Nothing was written" in at.post("/export/write", form="csv", checked=checked).text
        assert not (at.desk.folder / "exports").exists()

    @pytest.mark.parametrize("change", ["a decision", "a report"])
    def test_a_case_that_changed_since_the_check_is_checked_again(self, at: Sitting, change: str, tmp_path: Path) -> None:
        checked = stamp(at.post("/export/check", form="csv").text)
        if change == "a decision":
            decide(at, "reject", at.claim("a.txt", "We left").id)
        else:
            (tmp_path / "late.txt").write_text("The bridge was closed, said Ida Vorn on Monday.", "utf-8")
            with at.case() as case:
                add(case, [tmp_path / "late.txt"], Pipeline(FakeTagger()))
        again = at.post("/export/write", form="csv", checked=checked)
        assert "Nothing was written: the case changed" in again.text
        assert not (at.desk.folder / "exports").exists()
        assert "Written" in at.post("/export/write", form="csv", checked=stamp(again.text)).text


def test_a_page_of_deeds_is_no_page_to_look_at(at: Sitting) -> None:
    for address in set(DEEDS) - {"/who"}:
        assert at.client.get(address).status_code == 405, address
