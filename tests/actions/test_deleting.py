"""What is deleted is gone everywhere in the case folder; a tombstone stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_factory import finding, make, pile, pipeline, report_id

from testimonia import actions, shelf, views
from testimonia.actions.deciding import Wish, apart, judge
from testimonia.actions.deleting import delete_person, delete_report
from testimonia.actions.leaving import export, exports_folder
from testimonia.case.store import Case
from testimonia.domain import digest
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
        (stone,) = [stone for stone in shelf.tombstones(case) if stone.what == "a report"]
        assert (stone.id, stone.what, stone.who, stone.why) == (gone, "a report", "Ana", "asked for by the source")
        added = actions.add(case, [tmp_path / "pile"], pipeline())
        assert added.new == []
        assert [entry.report.file for entry in case.entries()] == ["b.txt"]
        (unread,) = case.unread()
        assert "it was deleted from this case" in unread.reason
        assert "a.txt" not in unread.file
        assert "ferry" not in bytes_of(case)

    def test_exports_in_the_case_are_destroyed_and_those_outside_are_named(self, case: Case, tmp_path: Path) -> None:
        inside, outside = exports_folder(case) / "a.jsonl", tmp_path / "out.jsonl"
        for target in (inside, outside):
            export(case, "jsonl", target)
        deleted = delete_report(case, report_id(case), who="Ana", why="asked")
        assert not inside.exists()
        assert [left.file for left in deleted.left] == [str(outside)]
        assert outside.exists()

    def test_the_exports_of_a_case_that_was_moved_are_destroyed_too(self, case: Case, tmp_path: Path) -> None:
        export(case, "jsonl", exports_folder(case) / "a.jsonl")
        gone = report_id(case)
        case.close()
        (tmp_path / "case").rename(tmp_path / "moved")
        with Case(tmp_path / "moved") as moved:
            assert delete_report(moved, gone, who="Ana", why="asked").left == ()
        assert not (tmp_path / "moved" / "exports" / "a.jsonl").exists()

    def test_while_another_program_reads_the_case_it_says_that_it_is_not_finished_and_finishes_later(self, case: Case) -> None:
        assert case.folder is not None
        reader = sqlite3.connect(case.folder / "case.sqlite")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM report").fetchone()
        deleted = delete_report(case, report_id(case), who="Ana", why="asked")
        assert any("Not finished" in note for note in deleted.notes)
        reader.close()
        case.scrub_if_due()
        assert "ferry" not in bytes_of(case)

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
        assert "tarnow" not in bytes_of(case)

    def test_what_they_say_as_he_or_she_goes_with_what_they_say_by_name(self, tmp_path: Path) -> None:
        hers = "{S1:Ilka Tarnow} {Q1:said} {C1:the bridge fell}. {S2:She} {Q2:added} that {C2:nobody came}."
        text = f"{hers} {{S3:Pell Ostrand}} {{Q3:said}} {{C3:the ferry left}}."
        with Case(tmp_path / "case") as case:
            actions.add(case, [pile(tmp_path / "pile", a__txt=text)], pipeline(text))
            assert len(views.account(case).lines) == 3
            tarnow = next(row for row in shelf.people(case).rows if "Tarnow" in row.name)
            delete_person(case, tarnow.id, who="Cor", why="her family asked")
            assert [line.claim.words for line in views.account(case).lines] == ["the ferry left"]

    def test_a_text_in_capitals_a_file_name_a_join_and_the_neighbours_of_a_quotation_lose_the_name_too(self, tmp_path: Path) -> None:
        text = "{S1:Rolf Anders} {Q1:said} {C1:the harbour burned} as Ilka Tarnow had told him. {S2:Ilka Tarnow} {Q2:said} {C2:the bridge fell}."
        folder = pile(tmp_path / "pile", a__txt=text, ilka_tarnow_notes__txt="The harbour was quiet, and so was the town.")
        (folder / "loud.txt").write_text("EVERYBODY WAS TOLD THAT ILKA TARNOW LEFT THE TOWN BEFORE THE BRIDGE FELL\n", "utf-8")
        with Case(tmp_path / "case") as case:
            actions.add(case, [folder], pipeline(text))
            judge(case, Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case), of=(finding(case, "harbour"),), who="Cor"))
            names = {row.name: row.id for row in shelf.voices(case).rows}
            apart(case, names["Ilka Tarnow"], names["Rolf Anders"], who="Cor")
            tarnow = next(row for row in shelf.people(case).rows if row.name == "Ilka Tarnow")
            delete_person(case, tarnow.id, who="Cor", why="her family asked")
            assert "tarnow" not in bytes_of(case)
            assert "ilka" not in bytes_of(case)
            assert digest("ilka", "tarnow") not in bytes_of(case)
            assert "the harbour burned" in [line.claim.words for line in views.account(case).lines]

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
