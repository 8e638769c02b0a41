"""A pile as it comes: good reports, damaged ones, the same one twice, and a run that is killed in the middle."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from factories import FakeTagger

from testimonia import readers, views
from testimonia.actions import Added, add, case_or_pile, export, extract_lines, parse_columns, read_files, reread, search
from testimonia.case.store import Case
from testimonia.domain import Document, Link, Mention
from testimonia.errors import UsageError
from testimonia.pipeline import Pipeline
from testimonia.readers import plain

BEREK = "{S:Tom Berek} {Q:said}: {C:“We left because nobody came.”}"
KARR = "{S:Dr Karr} {Q:told reporters} {C:“the ward was full”}."
GERMAN = "Die Stadt wurde nach acht Wochen Belagerung aufgegeben, sagte der Bürgermeister am Freitag vor der zerstörten Brücke. " * 3
ENGLISH = "The city was given up after eight weeks of siege and nobody who was left in it could say why it had taken so long."

PIPELINE = Pipeline(FakeTagger(BEREK, KARR))


def words(sentence: str) -> str:
    for mark in ("{S:", "{Q:", "{C:", "}"):
        sentence = sentence.replace(mark, "")
    return sentence


class Killed(FakeTagger):
    """A tagger whose process is killed at the third report."""

    reports = 0

    def tag(self, document: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
        self.reports += 1
        if self.reports == 3:
            raise KeyboardInterrupt
        return super().tag(document)


def pile(folder: Path, **files: str | bytes) -> Path:
    """A folder with these files; `__` in a name is a dot, `___` a slash."""
    for name, content in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def state(case: Case) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every report by file with its text and the words of its claims: what a run leaves, whatever happened on the way."""
    return [(e.report.file, e.document.text, tuple(c.words for c in e.extraction.claims) if e.extraction else ()) for e in case.entries()]


def unread(case: Case) -> dict[tuple[str, str | None], str]:
    return {(one.file, one.row): one.reason for one in case.unread()}


class TestBadPile:
    def test_what_cannot_be_read_is_listed_with_its_reason_and_the_rest_is_read(self, tmp_path: Path) -> None:
        folder = pile(
            tmp_path / "pile",
            a__txt=words(BEREK),
            junk__txt=bytes(range(256)) * 20,
            empty__txt="",
            blank__md="  \n\n\t\n",
            picture__jpg=b"\xff\xd8\xff",
            columns__csv="place,count\nHalmere,19\n",
            german__txt=GERMAN,
            z__txt=words(KARR),
        )
        with Case() as case:
            added = add(case, [folder, tmp_path / "missing.txt"], PIPELINE)
            reasons = unread(case)
            files = [file for file, _, _ in state(case)]
        assert files == ["a.txt", "german.txt", "z.txt"]
        assert [report.file for report in added.new] == files
        assert {file for file, _ in reasons} == {
            *("junk.txt", "empty.txt", "blank.md", "picture.jpg", "columns.csv", "german.txt", str(tmp_path / "missing.txt"))
        }
        assert "bytes that are no text" in reasons["junk.txt", None]
        assert "an empty file" in reasons["empty.txt", None]
        assert "a file of kind .jpg" in reasons["picture.jpg", None]
        assert "place, count" in reasons["columns.csv", None]
        assert "text in language 'de'" in reasons["german.txt", None]
        assert "nothing is there" in reasons[str(tmp_path / "missing.txt"), None]

    def test_a_report_in_another_language_is_kept_and_found_but_has_no_claims(self, tmp_path: Path) -> None:
        with Case() as case:
            added = add(case, [pile(tmp_path, german__txt=GERMAN)], PIPELINE)
            (entry,) = case.entries()
            assert entry.extraction is None
            assert (added.claims, added.reasons) == (0, 0)
            assert [place.words for place in search(case, "Bürgermeister")] == [entry.document.text]

    def test_a_bad_row_is_listed_and_the_other_rows_are_read(self, tmp_path: Path) -> None:
        table = f"id,text\none,{words(KARR)}\ntwo,\nthree,{ENGLISH}\n"
        with Case() as case:
            add(case, [pile(tmp_path, table__csv=table)], PIPELINE)
            assert [entry.report.row for entry in case.entries()] == ["one", "three"]
            assert [row for _, row in unread(case)] == ["two"]

    def test_a_file_whose_name_is_no_text_is_read_like_any_other(self, tmp_path: Path) -> None:
        if sys.platform != "linux":
            pytest.skip("only Linux lets a name be any bytes")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(words(BEREK), "utf-8")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/vid\xe9.txt")).write_bytes(b"")
        with Case() as case:
            add(case, [tmp_path, Path(os.fsdecode(b"gone\xff.txt"))], PIPELINE)
            assert [file for file, _, _ in state(case)] == ["caf\N{REPLACEMENT CHARACTER}.txt"]
            assert {file for file, _ in unread(case)} == {"vid\N{REPLACEMENT CHARACTER}.txt", "gone\N{REPLACEMENT CHARACTER}.txt"}

    def test_a_folder_that_cannot_be_looked_into_is_listed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = pile(tmp_path / "pile", a__txt=words(BEREK), closed___b__txt=words(KARR))
        scan = os.scandir

        def refuse(path: str) -> object:
            if Path(path).name == "closed":
                raise PermissionError(13, "Permission denied", str(path))
            return scan(path)

        monkeypatch.setattr(os, "scandir", refuse)
        with Case() as case:
            add(case, [folder], PIPELINE)
            assert [file for file, _, _ in state(case)] == ["a.txt"]
            assert "Permission denied" in unread(case)["closed", None]

    def test_hidden_files_and_folders_are_passed_over_and_counted(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, a__txt=words(BEREK), __DS_Store=b"x", __git___config__txt="text")
        (folder / "~$a.docx").write_bytes(b"x")
        with Case() as case:
            added = add(case, [folder], PIPELINE)
            assert [file for file, _, _ in state(case)] == ["a.txt"]
        assert added.hidden == 3

    def test_a_link_to_a_folder_is_listed_and_not_followed(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile", a__txt=words(BEREK))
        (folder / "round").symlink_to(folder)
        with Case() as case:
            add(case, [folder], PIPELINE)
            assert [file for file, _, _ in state(case)] == ["a.txt"]
            assert unread(case)["round", None].startswith("a link to a folder")

    def test_a_case_inside_the_pile_is_not_read_as_reports(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile", a__txt=words(BEREK))
        with Case(folder / "case") as case:
            add(case, [folder], PIPELINE)
            add(case, [folder], PIPELINE)
            (page,) = views.account(case).pages
            assert (page.files, case.unread()) == (("a.txt",), ())

    def test_files_are_named_from_the_folder_that_was_given(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, b__txt=words(BEREK), north___a__txt=words(KARR))
        with Case() as case:
            add(case, [folder, folder / "b.txt"], PIPELINE)
            assert [file for file, _, _ in state(case)] == ["b.txt", "north/a.txt"]

    def test_a_file_mended_under_the_same_name_is_no_longer_listed(self, tmp_path: Path) -> None:
        with Case() as case:
            add(case, [pile(tmp_path, a__txt="")], PIPELINE)
            assert len(case.unread()) == 1
            add(case, [pile(tmp_path, a__txt=words(BEREK))], PIPELINE)
            assert case.unread() == ()

    def test_a_table_mended_under_the_same_name_is_no_longer_listed_by_its_old_rows(self, tmp_path: Path) -> None:
        with Case() as case:
            add(case, [pile(tmp_path, t__csv="id,text\n1,\n2,\n")], PIPELINE)
            assert [row for _, row in unread(case)] == ["1", "2"]
            add(case, [pile(tmp_path, t__csv=f"id,text\n9,{words(KARR)}\n")], PIPELINE)
            assert case.unread() == ()


class TestTheSameAgain:
    def test_two_files_of_the_same_content_are_one_report_with_two_receipts(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, a__txt=words(BEREK), copy___a__txt=words(BEREK))
        with Case() as case:
            added = add(case, [folder], PIPELINE)
            ((page),) = views.account(case).pages
        assert (len(added.new), added.again, added.claims) == (1, 1, 1)
        assert page.files == ("a.txt", "copy/a.txt")

    def test_adding_a_pile_again_changes_nothing(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, a__txt=words(BEREK), german__txt=GERMAN, empty__txt="", t__csv=f"id,text\n1,{ENGLISH}\n2,\n")
        with Case() as case:
            add(case, [folder], PIPELINE)
            first = views.account(case)
            added = add(case, [folder], PIPELINE)
            assert views.account(case) == first
        assert (added.new, added.claims, added.older) == ([], 0, [])
        assert added.again == 3

    def test_a_file_added_later_is_the_only_one_read(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, a__txt=words(BEREK))
        with Case() as case:
            add(case, [folder], PIPELINE)
            added = add(case, [pile(folder, b__txt=words(KARR))], PIPELINE)
            assert [report.file for report in added.new] == ["b.txt"]
            assert len(state(case)) == 2


class TestKilled:
    @pytest.mark.parametrize("kind", ["files", "rows"])
    def test_a_killed_run_goes_on_where_it_stopped_without_loss_or_doubles(self, tmp_path: Path, kind: str) -> None:
        texts = [f"{ENGLISH} Part {number}. {words(KARR)}" for number in range(5)]
        if kind == "files":
            folder = pile(tmp_path / "pile", **{f"{number}__txt": text for number, text in enumerate(texts)})
        else:
            folder = pile(tmp_path / "pile", table__jsonl="".join(json.dumps({"text": text}) + "\n" for text in texts))
        with read_files([folder], PIPELINE) as whole:
            expected = state(whole)
        killed, after = Killed(BEREK, KARR), FakeTagger(BEREK, KARR)
        with Case(tmp_path / "case") as case, pytest.raises(KeyboardInterrupt):
            add(case, [folder], Pipeline(killed))
        with Case(tmp_path / "case") as case:
            assert state(case) == expected[:2]
            added = add(case, [folder], Pipeline(after))
            assert state(case) == expected
            assert len(expected) == 5
            assert len(added.new) == 3
            assert all(len(case.receipts(entry.report.id)) == 1 for entry in case.entries())
            assert case.unread() == ()


class TestVersions:
    def test_a_file_of_an_older_network_is_offered_and_left_as_it_is(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile", a__txt=words(BEREK))
        with Case(tmp_path / "case") as case:
            add(case, [folder], Pipeline(FakeTagger()))
            added = add(case, [folder], Pipeline(FakeTagger(BEREK, version="fake 2")))
            assert added.older == ["a.txt"]
            assert [claims for _, _, claims in state(case)] == [()]

    def test_reading_again_replaces_what_an_older_network_found(self, tmp_path: Path) -> None:
        folder, newer = pile(tmp_path / "pile", a__txt=words(BEREK)), Pipeline(FakeTagger(BEREK, version="fake 2"))
        with Case(tmp_path / "case") as case:
            add(case, [folder], Pipeline(FakeTagger()))
            added = reread(case, newer)
            assert (added.new, added.claims) == ([], 1)
            assert [claims for _, _, claims in state(case)] == [("“We left because nobody came.”",)]
            assert [receipt for entry in case.entries() for receipt in case.receipts(entry.report.id)] == [("a.txt", "")]
            assert reread(case, newer).claims == 0
            assert add(case, [folder], newer).older == []

    def test_a_file_of_an_older_reader_is_offered_then_read_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = pile(tmp_path / "pile", a__txt=words(BEREK))
        with Case(tmp_path / "case") as case:
            add(case, [folder], PIPELINE)
            monkeypatch.setattr(plain, "VERSION", "plain 99")
            assert add(case, [folder], PIPELINE).older == ["a.txt"]
            reread(case, PIPELINE)
            assert [entry.document.reader for entry in case.entries()] == ["plain 99"]
            assert add(case, [folder], PIPELINE).older == []

    def test_one_original_that_cannot_be_read_again_does_not_stop_the_others(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = pile(tmp_path / "pile", a__txt=f"{words(BEREK)} {ENGLISH} {ENGLISH}", b__csv=f"id,text\n1,{words(KARR)}\n")
        with Case(tmp_path / "case") as case:
            add(case, [folder], Pipeline(FakeTagger()))
            monkeypatch.setattr(readers, "MAX_BYTES", 200)
            reread(case, Pipeline(FakeTagger(BEREK, KARR, version="fake 2")))
            assert [claims for _, _, claims in state(case)] == [(), ("“the ward was full”",)]
            assert [file for file, _ in unread(case)] == ["a.txt"]


class TestProgress:
    def test_each_file_is_told_before_it_is_read(self, tmp_path: Path) -> None:
        told: list[tuple[str, int, int]] = []
        with Case() as case:
            add(case, [pile(tmp_path, a__txt="", b__txt=words(BEREK))], PIPELINE, progress=lambda *facts: told.append(facts))
        assert told == [("a.txt", 1, 2), ("b.txt", 2, 2)]


class TestSearch:
    @pytest.fixture
    def case(self, tmp_path: Path) -> Case:
        folder = pile(tmp_path, berek__txt=f"Why we left\n\n{words(BEREK)}\n", karr__txt=f"The ward\n\n{words(KARR)}\n")
        case = read_files([folder], PIPELINE)
        yield case
        case.close()

    def test_claims_come_before_running_text_and_name_their_teller(self, case: Case) -> None:
        places = search(case, "nobody")
        assert [place.words for place in places] == ["“We left because nobody came.”", "nobody came → We left", words(BEREK)]
        assert places[0].headline == "Tom Berek — Why we left [berek.txt]"
        assert places[1].headline == "Tom Berek — Why we left [berek.txt], a reason"
        assert places[2].headline == "Why we left [berek.txt], paragraph"
        assert [place.headline.split(" [")[0] for place in search(case, "ward")] == ["Dr Karr — The ward", "The ward", "The ward"]

    def test_a_report_is_chosen_by_a_part_of_its_file_name_or_title_in_any_case(self, case: Case) -> None:
        assert {place.words for place in search(case, "the", report="KARR")} == {"“the ward was full”", words(KARR), "The ward"}
        assert len(search(case, "left", report="why we")) == 4
        assert search(case, "ward", report="berek") == []

    def test_a_report_that_is_not_there_is_refused(self, case: Case) -> None:
        with pytest.raises(UsageError, match="no report named 'nothing'"):
            search(case, "left", report="nothing")

    def test_all_that_one_voice_says_is_found_without_words(self, case: Case) -> None:
        assert [place.words for place in search(case, "", said_by="karr")] == ["“the ward was full”"]


class TestExport:
    def test_a_form_nobody_knows_is_refused_with_those_there_are(self, tmp_path: Path) -> None:
        with Case() as case, pytest.raises(UsageError, match="no export 'xml'; needed: one of dossier, jsonl, csv"):
            export(case, "xml", tmp_path / "out", None)

    def test_a_target_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        with Case() as case, pytest.raises(UsageError, match=r"No such file or directory: .*out\.jsonl"):
            export(case, "jsonl", tmp_path / "no folder" / "out.jsonl", None)

    @pytest.mark.parametrize("day", ["soon", "2026-13-01", "22.11.2026"])
    def test_a_day_that_is_none_is_refused(self, tmp_path: Path, day: str) -> None:
        with Case() as case, pytest.raises(UsageError, match="YYYY-MM-DD"):
            export(case, "jsonl", tmp_path / "out.jsonl", day)
        assert not (tmp_path / "out.jsonl").exists()

    def test_terms_are_judged_as_of_the_day_given(self, tmp_path: Path) -> None:
        note = f"---\ninterview with: Tom Berek\nwhen: 6 May 2031\nterms: on record\nmay be named: yes\nuntil: 31 May 2031\n---\n\n{words(BEREK)}\n"
        with read_files([pile(tmp_path / "pile", note__txt=note)], PIPELINE) as case:
            assert len(export(case, "jsonl", tmp_path / "out.jsonl", "2031-05-31").pages) == 1
            assert len(export(case, "jsonl", tmp_path / "out.jsonl", "2031-06-01").pages) == 0


class TestCaseOrPile:
    def test_a_folder_with_a_case_is_opened_and_no_network_is_needed(self, tmp_path: Path) -> None:
        with Case(tmp_path) as made:
            add(made, [pile(tmp_path / "pile", a__txt=words(BEREK))], PIPELINE)

        def never() -> Pipeline:
            raise AssertionError

        with case_or_pile(tmp_path, never) as case:
            assert case.folder == tmp_path
            assert len(state(case)) == 1

    def test_any_other_folder_is_read_and_nothing_is_written(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, a__txt=words(BEREK))
        with case_or_pile(folder, lambda: PIPELINE) as case:
            assert (case.folder, len(state(case))) == (None, 1)
        assert [path.name for path in folder.iterdir()] == ["a.txt"]


class TestExtract:
    def test_offsets_count_characters_of_the_text_as_given(self) -> None:
        text = f"\ufeffA\u00ad head\r\n\r\n\r\n  🏚️ e\u0301tat \u202bשלום\u202c  \t{words(BEREK)}  \r\n"
        (line,) = extract_lines([json.dumps({"doc_id": "d1", "text": text, "other": 1})], PIPELINE)
        found = json.loads(line.json)
        assert (found["doc_id"], line.error) == ("d1", None)
        (claim,) = found["extraction"]["claims"]
        passages = [*claim["source"], *claim["cue"], *claim["content"], *found["extraction"]["mentions"]]
        assert [text[p["start"] : p["end"]] for p in passages] == [p["text"] for p in passages]
        assert [p["text"] for p in claim["content"]] == ["“We left because nobody came.”"]

    def test_a_bad_line_gives_its_error_and_the_rest_goes_on(self) -> None:
        good = json.dumps({"doc_id": "good", "text": words(BEREK)})
        lines = ["{", "", '{"doc_id": "no text"}', '{"doc_id": 7, "text": ""}', json.dumps({"doc_id": "german", "text": GERMAN}), good]
        found = list(extract_lines(lines, PIPELINE))
        assert [json.loads(line.json)["doc_id"] for line in found] == ["line 1", "line 3", "line 4", "german", "good"]
        assert [line.error is None for line in found] == [False, False, False, False, True]
        assert all(line.json.endswith("\n") and line.json.count("\n") == 1 for line in found)
        assert "`text`" in (found[1].error or "")
        assert "'de'" in (found[3].error or "")

    def test_an_empty_text_holds_nothing(self) -> None:
        (line,) = extract_lines(['{"doc_id": "d", "text": ""}'], PIPELINE)
        assert json.loads(line.json)["extraction"]["mentions"] == []

    def test_a_byte_order_mark_before_the_first_line_is_no_error(self) -> None:
        (line,) = extract_lines(["\ufeff" + json.dumps({"doc_id": "d", "text": words(BEREK)})], PIPELINE)
        assert line.error is None


class TestColumns:
    def test_pairs_become_a_mapping_and_a_column_may_hold_an_equals_sign(self) -> None:
        assert parse_columns(["text=Story", "title=a=b"]) == {"text": "Story", "title": "a=b"}

    @pytest.mark.parametrize("pairs", [["text"], ["body=Story"], ["text=Story", "x"], ["text=a", "text=b"]])
    def test_a_pair_that_does_not_fit_is_refused(self, pairs: list[str]) -> None:
        with pytest.raises(UsageError, match="field=column with one of id, title, text"):
            parse_columns(pairs)

    def test_named_columns_are_read(self, tmp_path: Path) -> None:
        folder = pile(tmp_path, t__csv=f"Wording,Nr\n{words(KARR)},1\n")
        with Case() as case:
            added = add(case, [folder], PIPELINE, columns={"text": "Wording", "id": "Nr"})
            assert [entry.report.row for entry in case.entries()] == ["1"]
        assert added.claims == 1

    def test_reading_again_remembers_the_columns_that_were_named(self, tmp_path: Path) -> None:
        folder = pile(tmp_path / "pile", t__csv=f"Wording,Nr\n{words(KARR)},1\n")
        with Case(tmp_path / "case") as case:
            add(case, [folder], Pipeline(FakeTagger()), columns={"text": "Wording"})
            added = reread(case, Pipeline(FakeTagger(KARR, version="fake 2")))
            assert (case.unread(), added.claims) == ((), 1)


def test_a_run_that_added_nothing_says_so() -> None:
    with Case() as case:
        assert add(case, [], PIPELINE) == Added()


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder, text in (("one", ""), ("two", "The mayor said the road was open.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    with Case() as case:
        add(case, [tmp_path / "one", tmp_path / "two"], Pipeline(FakeTagger()))
        assert [unread.file for unread in case.unread()] == ["one/a.txt"]
        assert [entry.report.file for entry in case.entries()] == ["two/a.txt"]
