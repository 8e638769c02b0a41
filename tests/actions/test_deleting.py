"""What is deleted is gone everywhere in the case folder; a tombstone stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from case_factory import finding, make, pile, pipeline, report_id

from testimonia import actions, shelf, views
from testimonia.actions.deciding import Wish, judge
from testimonia.actions.deleting import delete_person, delete_report
from testimonia.actions.leaving import export, exports_folder
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.judgement import Verb
from testimonia.names import fold


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make(tmp_path) as made:
        yield made


def bytes_of(case: Case) -> str:
    """Everything in the case folder, folded."""
    assert case.folder is not None
    return fold(b" ".join(path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file()).decode("utf-8", "replace"))


class TestReport:
    def test_nothing_of_it_is_left_in_the_folder_and_the_rest_stays(self, case: Case) -> None:
        judge(case, Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case), of=(finding(case, "ferry"),), who="Ana", why="heard it"))
        assert "ferry left" in bytes_of(case)
        delete_report(case, report_id(case), who="Ana", why="asked for by the source")
        assert "ferry" not in bytes_of(case)
        assert "ostrand" not in bytes_of(case)
        assert [entry.report.file for entry in case.entries()] == ["b.txt"]
        assert shelf.voices(case).total == 2
        assert "the bridge fell" in [line.claim.words for line in views.account(case).lines]

    def test_a_tombstone_says_who_when_and_why_and_keeps_it_from_coming_back(self, case: Case, tmp_path: Path) -> None:
        gone = report_id(case)
        delete_report(case, gone, who="Ana", why="asked for by the source")
        (stone,) = shelf.tombstones(case)
        assert (stone.id, stone.what, stone.who, stone.why) == (gone, "a report", "Ana", "asked for by the source")
        added = actions.add(case, [tmp_path / "pile"], pipeline())
        assert added.new == []
        assert [entry.report.file for entry in case.entries()] == ["b.txt"]
        assert [(u.file, "deleted" in u.reason) for u in case.unread()] == [("a.txt", True)]

    def test_exports_in_the_case_are_destroyed_and_those_outside_are_named(self, case: Case, tmp_path: Path) -> None:
        inside, outside = exports_folder(case) / "a.jsonl", tmp_path / "out.jsonl"
        for target in (inside, outside):
            export(case, "jsonl", target)
        deleted = delete_report(case, report_id(case), who="Ana", why="asked")
        assert not inside.exists()
        assert [left.file for left in deleted.left] == [str(outside)]
        assert outside.exists()

    def test_it_needs_a_name_and_a_reason(self, case: Case) -> None:
        for who, why in (("", "asked"), ("Ana", " ")):
            with pytest.raises(UsageError, match="who deletes, and why"):
                delete_report(case, report_id(case), who=who, why=why)
        assert shelf.tombstones(case) == ()

    def test_of_a_table_the_other_rows_stay_as_they_were_read(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile")
        (folder / "t.csv").write_text("title,text\nOne,Ilka Tarnow told us that the bridge fell.\nTwo,The harbour was quiet.\n", "utf-8")
        with Case(tmp_path / "case") as case:
            actions.add(case, [folder], pipeline())
            first = next(entry.report.id for entry in case.entries() if entry.report.title == "One")
            deleted = delete_report(case, first, who="Ana", why="asked")
            assert [entry.report.title for entry in case.entries()] == ["Two"]
            assert "1 other reports" in deleted.notes[0]
            assert "bridge" not in bytes_of(case)


class TestPerson:
    def test_the_name_what_they_say_and_the_files_that_hold_it_are_gone_and_the_rest_stays(self, case: Case) -> None:
        judge(case, Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case), of=(finding(case, "ferry"),), who="Cor"))
        judge(case, Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case), of=(finding(case, "bridge"),), who="Cor"))
        tarnow = next(row for row in shelf.people(case).rows if "Tarnow" in row.name)
        delete_person(case, tarnow.id, who="Cor", why="her family asked")
        assert "tarnow" not in bytes_of(case)
        assert "ilka" not in bytes_of(case)
        account = views.account(case)
        assert {line.teller for line in account.lines if "█" not in line.teller} == {"Envoy Pell Ostrand", "Dr Osk Maro"}
        assert "the ferry left" in [line.claim.words for line in account.lines]
        for page in account.pages:
            for line in page.lines:
                assert all(page.document.text[p.start : p.end] == p.text for p in (*line.claim.content, *line.claim.source))

    def test_the_tombstone_does_not_hold_the_name_and_the_reports_are_not_read_again(self, case: Case, tmp_path: Path) -> None:
        tarnow = next(row for row in shelf.people(case).rows if "Tarnow" in row.name)
        delete_person(case, tarnow.id, who="Cor", why="her family asked")
        assert "a person" in {stone.what for stone in shelf.tombstones(case)}
        actions.add(case, [tmp_path / "pile"], pipeline(version="fake 2"))
        assert "Tarnow" not in " ".join(entry.document.text for entry in case.entries())

    def test_an_interview_with_them_goes_whole(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile", a__txt="{S:Pell Ostrand} {Q:said} {C:the ferry left}.")
        note = (
            "---\ninterview with: Ilka Tarnow\nwhen: 2031-04-01\nterms: on record\nmay be named: yes\n---\n\nThe bridge fell at noon, she thought.\n"
        )
        (folder / "note.txt").write_text(note, "utf-8")
        with Case(tmp_path / "case") as case:
            actions.add(case, [folder], pipeline("{S:Pell Ostrand} {Q:said} {C:the ferry left}."))
            tarnow = next(row for row in shelf.people(case).rows if "Tarnow" in row.name)
            delete_person(case, tarnow.id, who="Cor", why="she asked")
            assert [entry.report.file for entry in case.entries()] == ["a.txt"]
            assert "noon" not in bytes_of(case)
            assert "tarnow" not in bytes_of(case)
