"""One body of behaviour for a case in memory and a case in a folder, and what only a folder can do."""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from factories import FakeTagger, marked, reading

from testimonia.case.schema import MIGRATIONS
from testimonia.case.store import FILE, ORIGINALS, Case, Hit, open_case
from testimonia.case.words import Words
from testimonia.domain import Extraction, Reading, Unread
from testimonia.errors import CaseError
from testimonia.pipeline import Pipeline

SENTENCE = "{S:Tom Berek} {Q:said}: {C:“We left because nobody came.”}"
NONE = Extraction(document_id="", network="fake 1", mentions=(), links=(), claims=(), explanations=())

Kept = tuple[Reading, Extraction]


@pytest.fixture(params=["memory", "folder"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    with Case() if request.param == "memory" else Case(tmp_path / "case") as opened:
        yield opened


def kept(sentence: str, **facts: str) -> Kept:
    """A reading of the sentence freed of its marks, with what is marked in it."""
    read = reading(marked(sentence).text, **facts)
    return read, Pipeline(FakeTagger(sentence)).read(read.document)


def add(case: Case, *items: Kept) -> None:
    for read, extraction in items:
        case.add(read, extraction, "original")


def found(case: Case, words: str, said_by: str | None = None) -> list[tuple[str, str]]:
    return sorted((hit.report_id, hit.kind) for hit in case.find(words, said_by))


class TestReceiving:
    def test_what_was_added_is_read_back_equal(self, case: Case) -> None:
        read, extraction = kept(SENTENCE)
        assert extraction.claims, "the example must hold a claim"
        add(case, (read, extraction))
        (entry,) = case.entries()
        assert (entry.report, entry.document, entry.extraction) == (read.report, read.document, extraction)

    def test_a_report_that_could_not_be_read_is_kept_without_findings(self, case: Case) -> None:
        read = reading("Die Stadt fiel im Mai.")
        case.add(read, None, "original")
        (entry,) = case.entries()
        assert (entry.document, entry.extraction) == (read.document, None)

    def test_entries_come_by_file_then_row_whatever_order_they_were_added_in(self, case: Case) -> None:
        items = [
            kept("one.", report_id="d", file="a.txt"),
            kept("two.", report_id="c", file="b.csv", row="2"),
            kept("ten.", report_id="b", file="b.csv", row="10"),
            kept("named.", report_id="a", file="c.csv", row="story x"),
        ]
        add(case, *reversed(items))
        assert [entry.report.id for entry in case.entries()] == ["d", "c", "b", "a"]

    def test_the_same_report_twice_is_one_report_with_two_receipts(self, case: Case) -> None:
        add(case, kept(SENTENCE, file="a.txt"), kept(SENTENCE, file="b.csv", row="7"))
        assert len(list(case.entries())) == 1
        assert case.receipts("r1") == (("a.txt", ""), ("b.csv", "7"))

    def test_receiving_again_writes_a_receipt_and_changes_no_finding(self, case: Case) -> None:
        item = kept(SENTENCE, file="a.txt")
        add(case, item)
        case.receive_again(reading("…", file="copy.txt").report)
        (entry,) = case.entries()
        assert entry.extraction == item[1]
        assert case.receipts("r1") == (("a.txt", ""), ("copy.txt", ""))

    def test_reading_again_replaces_what_was_found_before(self, case: Case) -> None:
        add(case, kept(SENTENCE))
        read, extraction = reading("Nobody spoke."), Pipeline(FakeTagger(version="fake 2")).read(reading("Nobody spoke.").document)
        add(case, (read, extraction))
        (entry,) = case.entries()
        assert (entry.document.text, entry.extraction) == ("Nobody spoke.", extraction)
        assert found(case, "berek") == []

    def test_reading_again_without_success_drops_the_findings_of_the_older_text(self, case: Case) -> None:
        add(case, kept(SENTENCE))
        case.add(reading("Anderer Text."), None, "original")
        (entry,) = case.entries()
        assert entry.extraction is None

    def test_a_report_is_had_only_from_the_same_reader_and_network(self, case: Case) -> None:
        read, extraction = kept(SENTENCE)
        assert not case.knows("r1")
        add(case, (read, extraction))
        assert case.knows("r1")
        assert case.has("r1", read.document.reader, "fake 1")
        assert not case.has("r1", read.document.reader, "fake 2")
        assert not case.has("r1", "plain 9", "fake 1")
        assert not case.has("r2", read.document.reader, "fake 1")

    def test_a_report_without_findings_is_not_had_so_that_it_is_tried_again(self, case: Case) -> None:
        read = reading("Die Stadt fiel.")
        case.add(read, None, "original")
        assert case.knows("r1")
        assert not case.has("r1", read.document.reader, "fake 1")

    def test_a_file_is_done_for_the_versions_that_read_it_and_older_for_others(self, case: Case) -> None:
        assert not case.is_older("sha")
        case.mark_done("sha", "a.txt", "plain 1", "fake 1")
        assert case.is_done("sha", "plain 1", "fake 1")
        assert not case.is_done("sha", "plain 2", "fake 1")
        assert not case.is_done("sha", "plain 1", "fake 2")
        assert case.is_older("sha")

    def test_an_addition_that_breaks_off_leaves_nothing_behind(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Words, "put", broken)
        with pytest.raises(KeyboardInterrupt):
            add(case, kept(SENTENCE))
        monkeypatch.undo()
        assert (list(case.entries()), case.receipts("r1")) == ([], ())
        add(case, kept(SENTENCE))  # and the case can still be written
        assert len(list(case.entries())) == 1


class TestQuestionsAndUnread:
    def test_questions_keep_the_order_they_were_asked_in(self, case: Case) -> None:
        for words in ("Why?", "How many?", "Why?"):
            case.ask(words)
        assert case.questions() == ("Why?", "How many?")

    def test_unread_files_are_listed_by_name_with_their_reason(self, case: Case) -> None:
        later, earlier = Unread(file="b.txt", row=None, reason="empty"), Unread(file="a.csv", row="3", reason="a row without text")
        case.add_unread(later)
        case.add_unread(earlier)
        assert case.unread() == (earlier, later)

    def test_a_second_reason_for_the_same_row_replaces_the_first(self, case: Case) -> None:
        case.add_unread(Unread(file="a.csv", row="3", reason="first"))
        case.add_unread(Unread(file="a.csv", row="3", reason="second"))
        assert case.unread() == (Unread(file="a.csv", row="3", reason="second"),)

    def test_forgetting_drops_only_the_rows_of_that_file(self, case: Case) -> None:
        for file, row in (("a.csv", "1"), ("a.csv", "2"), ("b.csv", "1")):
            case.add_unread(Unread(file=file, row=row, reason="junk"))
        case.forget_unread("a.csv")
        assert [(unread.file, unread.row) for unread in case.unread()] == [("b.csv", "1")]

    def test_a_report_that_is_read_after_all_is_no_longer_unread(self, case: Case) -> None:
        case.add_unread(Unread(file="report.txt", row=None, reason="another language"))
        add(case, kept(SENTENCE))
        assert case.unread() == ()


class TestFind:
    def test_words_are_found_in_the_text_and_in_the_claim(self, case: Case) -> None:
        add(case, kept(SENTENCE))
        assert found(case, "nobody") == [("r1", "claim"), ("r1", "text")]

    def test_a_hit_leads_to_its_claim_and_to_the_start_of_its_block(self, case: Case) -> None:
        read, extraction = kept(f"A headline\n{SENTENCE}")
        add(case, (read, extraction))
        hits = set(case.find("nobody came"))
        assert hits == {
            Hit(report_id="r1", kind="claim", ref=extraction.claims[0].id),
            Hit(report_id="r1", kind="text", ref=str(read.document.blocks[1].start)),
        }

    def test_all_words_must_stand_there(self, case: Case) -> None:
        add(case, kept("The river rose.", report_id="river"), kept("The bridge fell.", report_id="bridge"))
        assert found(case, "river rose") == [("river", "text")]
        assert found(case, "river bridge") == []

    def test_the_beginning_of_a_word_finds_it_and_its_end_does_not(self, case: Case) -> None:
        add(case, kept("The commander withdrew."))
        assert found(case, "withdr") == [("r1", "text")]
        assert found(case, "drew") == []

    @pytest.mark.parametrize(
        ("written", "sought"),
        [
            ("General Müller", "muller"),
            ("General Muller", "Müller"),
            ("Cafe\u0301 Zoé", "café zoe"),
            ("مُحَمَّد", "محمد"),
            ("محمد", "مُحَمَّد"),
            ("أحمد", "احمد"),
            ("مدرسة", "مدرسه"),
            ("مستشفى", "مستشفي"),
            ("محـــمد", "محمد"),
            ("İstanbul", "istanbul"),
            ("al-Nour camp", "al-nour"),
            ("STRASSE", "straße"),
        ],
    )
    def test_spelling_of_letters_does_not_count(self, case: Case, written: str, sought: str) -> None:
        add(case, kept(f"Seen near {written} today."))
        assert found(case, sought) == [("r1", "text")]

    def test_said_by_finds_only_the_claims_of_that_voice(self, case: Case) -> None:
        other = "{S:Ana Berić} {Q:said}: {C:“Nobody left the school.”}"
        add(case, kept(SENTENCE, report_id="tom"), kept(other, report_id="ana"))
        assert found(case, "nobody", said_by="berek") == [("tom", "claim")]
        assert found(case, "nobody", said_by="beric") == [("ana", "claim")]
        assert found(case, "", said_by="tom") == [("tom", "claim")]
        assert found(case, "school", said_by="tom") == []

    @pytest.mark.parametrize(
        "query",
        [
            *('"', "'", '"left', "left OR school", "left NOT came", "NEAR(left came)", "left*", "*", "body: left", "^left", "-left", "(", "left)"),
            *(
                "left + came",
                "{left}",
                "said_by:tom",
                "\\",
                "; DROP TABLE report",
                "%",
                "",
                "   ",
                "“left”",
                "a\x00b",
                "left\x00",
                "\udc80",
                "left\udcff",
            ),
        ],
    )
    def test_marks_and_operators_in_a_query_are_only_words(self, case: Case, query: str) -> None:
        add(case, kept(SENTENCE))
        in_text, of_voice = case.find(query), case.find("left", said_by=query)
        assert {hit.kind for hit in in_text} <= {"text", "claim"}
        assert {hit.kind for hit in of_voice} <= {"text", "claim"}
        assert len(list(case.entries())) == 1

    @pytest.mark.parametrize("query", ['"left', 'left"', "“left”", "(left)", "left*", "^left", "-left", "left\x00"])
    def test_a_word_among_marks_is_found(self, case: Case, query: str) -> None:
        add(case, kept(SENTENCE))
        assert found(case, query) == [("r1", "claim"), ("r1", "text")]

    def test_an_operator_is_sought_as_a_word(self, case: Case) -> None:
        add(case, kept("They left or stayed.", report_id="r1"), kept("They left.", report_id="r2"))
        assert found(case, "left OR") == [("r1", "text")]

    def test_nothing_to_look_for_finds_nothing(self, case: Case) -> None:
        add(case, kept(SENTENCE))
        assert case.find("…") == ()


class TestFolder:
    def test_what_was_written_is_there_when_the_case_is_opened_again(self, tmp_path: Path) -> None:
        item = kept(SENTENCE)
        with Case(tmp_path) as case:
            add(case, item)
            case.ask("Why?")
        with open_case(tmp_path) as case:
            assert [entry.extraction for entry in case.entries()] == [item[1]]
            assert case.questions() == ("Why?",)

    def test_originals_are_kept_read_only_under_their_hash(self, tmp_path: Path) -> None:
        data = b"what the sender sent\r\n"
        with Case(tmp_path) as case:
            sha256 = case.keep_original(data, ".txt")
            case.keep_original(data, ".txt")
        (original,) = (tmp_path / ORIGINALS).iterdir()
        assert original.name == f"{hashlib.sha256(data).hexdigest()}.txt" == f"{sha256}.txt"
        assert original.read_bytes() == data
        assert stat.S_IMODE(original.stat().st_mode) == 0o444

    def test_a_half_written_original_is_written_again(self, tmp_path: Path) -> None:
        with Case(tmp_path) as case:
            sha256 = hashlib.sha256(b"whole").hexdigest()
            half = tmp_path / ORIGINALS / f"{sha256}.part"
            half.write_bytes(b"wh")
            case.keep_original(b"whole", ".txt")
            assert [path.name for path in (tmp_path / ORIGINALS).iterdir()] == [f"{sha256}.txt"]

    def test_originals_are_listed_with_the_file_they_came_from_once_read_to_the_end(self, tmp_path: Path) -> None:
        with Case(tmp_path) as case:
            done, broken_off = case.keep_original(b"done", ".txt"), case.keep_original(b"broken off", ".txt")
            case.mark_done(done, "pile/done.txt", "plain 1", "fake 1")
            assert case.originals() == [(tmp_path / ORIGINALS / f"{done}.txt", "pile/done.txt")]
            assert (tmp_path / ORIGINALS / f"{broken_off}.txt").is_file()

    def test_a_case_in_memory_writes_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with Case() as case:
            case.keep_original(b"data", ".txt")
            case.mark_done("sha", "a.txt", "plain 1", "fake 1")
            add(case, kept(SENTENCE))
            assert case.originals() == []
        assert list(tmp_path.iterdir()) == []

    def test_only_its_owner_may_look_into_the_folder(self, tmp_path: Path) -> None:
        Case(tmp_path / "case").close()
        assert stat.S_IMODE((tmp_path / "case").stat().st_mode) == 0o700

    def test_opening_does_not_make_a_case(self, tmp_path: Path) -> None:
        with pytest.raises(CaseError, match="no case in"):
            open_case(tmp_path / "nothing")
        assert not (tmp_path / "nothing").exists()


class TestWhatStandsInTheWay:
    def test_a_case_of_a_newer_version_is_refused_and_left_as_it_is(self, tmp_path: Path) -> None:
        Case(tmp_path).close()
        newer = len(MIGRATIONS) + 1
        with sqlite3.connect(tmp_path / FILE) as db:
            db.execute(f"PRAGMA user_version = {newer}")
        db.close()
        with pytest.raises(CaseError, match=rf"newer testimonia \(format {newer}\)"):
            open_case(tmp_path)

    def test_a_file_that_is_no_database_is_no_case(self, tmp_path: Path) -> None:
        (tmp_path / FILE).write_bytes(b"a letter, not a database" * 50)
        with pytest.raises(CaseError, match="a case file that cannot be used"):
            open_case(tmp_path)

    def test_a_file_where_the_folder_should_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "case").write_text("a file")
        with pytest.raises(CaseError, match="check the folder"):
            Case(tmp_path / "case")

    def test_a_case_that_another_process_writes_is_in_use(self, tmp_path: Path) -> None:
        with Case(tmp_path) as case:
            case.db._db.execute("PRAGMA busy_timeout = 0")
            other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CaseError, match="in use by another process"):
                case.ask("Why?")
            other.execute("ROLLBACK")
            other.close()
            case.ask("Why?")
            assert case.questions() == ("Why?",)

    def test_a_reader_is_not_kept_waiting_by_a_writer(self, tmp_path: Path) -> None:
        with Case(tmp_path) as case:
            case.ask("Why?")
            other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with open_case(tmp_path) as second:
                assert second.questions() == ("Why?",)
            other.close()

    def test_a_full_disk_gives_one_clear_line_and_loses_nothing_that_was_written(self, tmp_path: Path) -> None:
        first, large = kept(SENTENCE, report_id="first"), kept("All of it. " * 3_000, report_id="large")
        with Case(tmp_path) as case:
            add(case, first)
            pages = case.db._db.execute("PRAGMA page_count").fetchone()[0]
            case.db._db.execute(f"PRAGMA max_page_count = {pages + 2}")
            with pytest.raises(
                CaseError, match=r"^the disk is full; needed: room for the case in .*; do: free some space and run the same command again$"
            ):
                add(case, large)
            case.db._db.execute("PRAGMA max_page_count = 1000000")
            assert [entry.report.id for entry in case.entries()] == ["first"]
            add(case, large)
            assert [entry.report.id for entry in case.entries()] == ["first", "large"]

    @pytest.mark.parametrize(
        ("code", "do"), [(errno.ENOSPC, "free some space and run the same command again"), (errno.EACCES, "check the folder and your rights to it")]
    )
    def test_an_original_that_cannot_be_written_gives_one_clear_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, do: str
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(code, "the system's own words")

        with Case(tmp_path) as case:
            monkeypatch.setattr(Path, "write_bytes", refuse)
            with pytest.raises(CaseError, match=rf"the system's own words in .*; do: {do}"):
                case.keep_original(b"data", ".txt")

    @pytest.mark.parametrize("ask", [lambda case: list(case.entries()), lambda case: case.find("words"), lambda case: case.questions()])
    def test_a_damaged_case_gives_one_clear_line_when_it_is_asked(self, tmp_path: Path, ask: Callable[[Case], object]) -> None:
        with Case(tmp_path) as case:
            for table in ("document", "words", "question"):
                case.db._db.execute(f"DROP TABLE {table}")
            with pytest.raises(CaseError, match="a case file that cannot be used"):
                ask(case)
