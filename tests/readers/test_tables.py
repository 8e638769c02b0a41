"""Piles: one report a row."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from reader_factory import everything, kinds, only, packed, texts

from testimonia.domain import DateBasis, Location, Reading, Unread
from testimonia.errors import UnreadableError, UsageError
from testimonia.readers.rows import ROWS_SWALLOWED
from testimonia.readers.tables import find_columns, opens_with
from testimonia.readers.textbuilder import MAX_CHARACTERS

HEAD = "id,title,text,date\n"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rows(file: str, data: bytes | str, columns: dict[str, str] | None = None) -> list[tuple[str | None, str]]:
    """Each row's name with its last block, or with the reason why it could not be read."""
    return [(item.row, item.reason) if isinstance(item, Unread) else (item.report.row, texts(item)[-1]) for item in everything(file, data, columns)]


# ------------------------------------------------------------------ columns


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Headline", "title"),
        ("FULL_TEXT", "text"),
        ("Body of article", None),
        ("content", "text"),
        ("source.name", "outlet"),
        ("Publication Date", "date"),
        ("date_column", "date"),
        ("created_at", None),
        ("event_date", None),
        ("Link", "url"),
        ("article-id", "id"),
        ("Author", "byline"),
    ],
)
def test_columns_are_found_by_their_usual_names_whatever_case_and_punctuation(name: str, field: str | None) -> None:
    found = find_columns((name,), {})
    assert found == ({field: name} if field else {})


def test_the_likelier_of_two_columns_is_taken() -> None:
    assert find_columns(("summary", "body"), {})["text"] == "body"


def test_a_column_holds_one_field_only() -> None:
    assert find_columns(("article",), {"title": "article"}) == {"title": "article"}


def test_a_column_can_be_named() -> None:
    assert rows("a.csv", "n,words of it\n1,Shells fell.\n", {"text": "Words of It"}) == [("2", "Shells fell.")]


def test_a_table_without_text_names_its_columns_and_what_to_say() -> None:
    with pytest.raises(UnreadableError, match=r"columns n, words; needed: a column of text.*text=COLUMN"):
        everything("a.csv", "n,words\n1,Shells fell.\n")


def test_a_column_asked_for_and_not_there_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"columns id, text; needed: the columns asked for \(day\)"):
        everything("a.csv", "id,text\n1,Shells fell.\n", {"date": "day"})


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="columns for words; needed: fields among id, title, text"):
        everything("a.csv", "id,text\n1,Shells fell.\n", {"words": "text"})


def test_columns_do_not_disturb_other_readers() -> None:
    [reading] = everything("a.txt", "Shells fell on Tuesday.", {"text": "Body"})
    assert isinstance(reading, Reading)


# ------------------------------------------------------------------ a row


def test_a_row_is_a_report_with_its_facts() -> None:
    data = (
        "id,headline,body,publisher,author,published,link\n"
        'n7,Truce signed,"TARN FERRY -- It was signed.\n\nNobody cheered.",Corvane Wire,Ina Roth,2031-04-30,https://x.example/7\n'
    )
    reading = only("briefs.csv", data)
    report = reading.report
    assert (report.file, report.row, report.title, report.outlet, report.byline, report.url) == (
        "briefs.csv",
        "n7",
        "Truce signed",
        "Corvane Wire",
        "Ina Roth",
        "https://x.example/7",
    )
    assert kinds(reading) == [("headline", "Truce signed"), ("paragraph", "TARN FERRY -- It was signed."), ("paragraph", "Nobody cheered.")]
    assert {block.location for block in reading.document.blocks} == {Location(line=2)}


def test_the_same_content_is_the_same_report_wherever_it_stands() -> None:
    first = only("a.csv", HEAD + "1,Truce,It was signed.,2031-04-30\n")
    second = only("b.jsonl", '{"date": "2031-04-30", "body": "It was  signed.", "id": 9, "headline": "Truce"}')
    other = only("a.csv", HEAD + "1,Truce,It was signed.,2031-05-01\n")
    assert first.report.id == second.report.id != other.report.id


def test_a_row_without_an_id_is_called_by_its_number_in_the_spreadsheet() -> None:
    assert rows("a.csv", "text\nFirst.\nSecond.\n") == [("2", "First."), ("3", "Second.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed.", [("headline", "Truce signed"), ("paragraph", "It was signed.")]),
        ("Truce signed\nIt was.", [("headline", "Truce signed"), ("paragraph", "It was.")]),
        ("TRUCE SIGNED: it was.", [("paragraph", "TRUCE SIGNED: it was.")]),
        ("30 April 2031 Truce signed. It was.", [("paragraph", "30 April 2031 Truce signed. It was.")]),
    ],
)
def test_the_title_is_the_headline_unless_the_text_opens_with_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(only("a.csv", f'title,text\nTruce signed,"{text}"\n')) == expected


def test_a_text_that_only_mentions_the_title_does_not_open_with_it() -> None:
    assert not opens_with("They spoke of a truce signed by nobody.", "Truce signed")


def test_a_row_without_text_is_unread_and_the_others_are_read() -> None:
    assert rows("a.csv", HEAD + "1,A,,\n2,B,Shells fell.,\n") == [
        ("1", "a row without text; needed: text; do: leave it out, or fill it in"),
        ("2", "Shells fell."),
    ]


@pytest.mark.parametrize("blank", ["nan", "NULL", "#N/A", "  "])
def test_what_programs_write_for_nothing_is_nothing(blank: str) -> None:
    [item] = everything("a.csv", f"id,text\n1,{blank}\n")
    assert isinstance(item, Unread)


def test_blank_rows_are_passed_over() -> None:
    assert rows("a.csv", "id,text\n\n,\n3,Shells fell.\n") == [("3", "Shells fell.")]


def test_a_text_over_the_limit_is_unread_for_its_row_alone() -> None:
    long, short = rows("a.csv", f"id,text\n1,{'x' * (MAX_CHARACTERS + 1)}\n2,Shells fell.\n")
    assert long == ("1", "a text of 1,200,001 characters; needed: at most 1,200,000; do: split it into its reports or chapters")
    assert short == ("2", "Shells fell.")


def test_a_table_with_a_header_alone_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="no rows under its header"):
        everything("a.csv", "id,text\n")


# ------------------------------------------------------------------ dates


def published(file: str, data: bytes | str) -> list[tuple[str, str, DateBasis] | None]:
    found = [item.report.published for item in everything(file, data) if isinstance(item, Reading)]
    return [(date.date, date.words, date.basis) if date else None for date in found]


def test_the_dateline_counts_more_than_the_column() -> None:
    assert published("a.csv", HEAD + "1,A,5 April 2031 Shells fell.,2031-04-09\n") == [("2031-04-05", "5 April 2031", DateBasis.DATELINE)]


def test_the_day_or_month_habit_is_that_of_the_whole_column() -> None:
    assert published("a.csv", "text,date\nOne.,04/05/2031\nTwo.,04/25/2031\n") == [
        ("2031-04-05", "04/05/2031", DateBasis.COLUMN),
        ("2031-04-25", "04/25/2031", DateBasis.COLUMN),
    ]


def test_a_column_that_never_tells_day_from_month_gives_no_date() -> None:
    assert published("a.csv", "text,date\nOne.,04/05/2031\n") == [None]


def test_a_date_cell_of_excel_is_a_date() -> None:
    data = workbook(Sheet=[["text", "date"], ["Shells fell.", datetime.datetime(2031, 4, 5)], ["Again.", datetime.datetime(2031, 4, 6, 9, 30)]])  # noqa: DTZ001
    assert published("a.xlsx", data) == [("2031-04-05", "2031-04-05", DateBasis.COLUMN), ("2031-04-06", "2031-04-06 09:30:00", DateBasis.COLUMN)]


# ------------------------------------------------------------------ CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    data = f"id{delimiter}text\n1{delimiter}Shells fell.\n"
    assert rows("a.csv", data) == [("1", "Shells fell.")]


@pytest.mark.parametrize(
    "data",
    [
        "id;text\r\n1;“Café”, she said\r\n".encode(),
        "\ufeffid;text\n1;“Café”, she said\n".encode(),
        "id;text\n1;“Café”, she said\n".encode("utf-16"),
        "id;text\n1;“Café”, she said\n".encode("cp1252"),
        "id;text\r1;“Café”, she said\r".encode(),
        "id;text\n1;“Ca\0fé”, she said\n".encode(),
        'sep=;\nid;text\n1;"“Café”, she said"\n'.encode(),
        "id; text\n1; “Café”, she said\n".encode(),
    ],
    ids=["crlf", "bom", "utf-16", "windows", "old mac", "nul", "sep line", "blank after delimiter"],
)
def test_the_ways_a_csv_is_written_make_no_difference(data: bytes) -> None:
    assert rows("a.csv", data) == [("1", "“Café”, she said")]


def test_lines_above_the_header_are_passed_over() -> None:
    assert rows("a.csv", "Export of the archive\n2031-04-30\nid,text\n1,Shells fell.\n") == [("1", "Shells fell.")]


def test_a_cell_over_the_usual_limit_of_the_csv_module_is_read() -> None:
    assert rows("a.csv", f"id,text\n1,{'x ' * 100_000}\n")[0][1] == ("x " * 100_000).strip()


def test_a_single_endless_cell_is_one_unread_row() -> None:
    long, short = rows("a.csv", f"id,text\n1,{'x' * 5_000_000}\n2,Shells fell.\n")
    assert long == ("line 2", "a cell of more than 4,800,000 characters")
    assert short == ("2", "Shells fell.")


def test_an_unclosed_quotation_mark_costs_its_own_row_only() -> None:
    data = HEAD + '1,A,"Text one",x\n2,"B,text two,x\n3,C,Text three.,x\n4,"D","Text\n\nfour",x\n'
    assert rows("a.csv", data) == [
        ("1", "Text one"),
        ("line 3", "a quotation mark that is not doubled, or never closed"),
        ("3", "Text three."),
        ("4", "four"),
    ]


def test_an_unclosed_quotation_mark_in_the_last_rows_swallows_none() -> None:
    data = HEAD + '1,A,"Text one,x\n' + "".join(f"{number},B,Text {number},x\n" for number in range(2, 80))
    found = rows("a.csv", data)
    assert found[0] == ("line 2", "a quotation mark that is not doubled, or never closed")
    assert len(found) == 79


def test_rows_swallowed_by_one_cell_are_given_back() -> None:
    swallowed = "".join(f"{number},B,Text {number},x\n" for number in range(2, 2 + ROWS_SWALLOWED))
    found = rows("a.csv", HEAD + '1,A,"Text one\n' + swallowed + 'end",x\n')
    assert found[:2] == [("line 2", "a quotation mark that is never closed"), ("2", "Text 2")]


def test_a_long_text_of_many_lines_is_no_broken_row() -> None:
    text = "\n".join(f"Line {number}, with commas, and more, of them" for number in range(80))
    assert len(texts(only("a.csv", HEAD + f'1,A,"{text}",x\n'))) == 81


def test_a_quotation_inside_a_cell_that_is_not_doubled_is_told() -> None:
    assert rows("a.csv", HEAD + '1,A,"He said "no, never" to him",x\n2,B,Fine.,x\n') == [
        ("line 2", "a quotation mark that is not doubled, or never closed"),
        ("2", "Fine."),
    ]


def test_a_row_with_too_many_cells_is_told() -> None:
    assert rows("a.csv", HEAD + "1,A,Shells, bread, and water,x\n2,B,Fine.,x\n")[0] == (
        "line 2",
        "6 cells where the header has 4: a quotation mark is missing or not doubled",
    )


def test_backslashes_before_quotation_marks_are_understood() -> None:
    assert rows("a.csv", 'id,text\n1,"He said \\"no\\" to him"\n') == [("1", 'He said "no" to him')]


def test_a_tab_separated_file_without_quoting_keeps_its_quotation_marks() -> None:
    assert rows("a.tsv", 'id\ttext\n1\t"We are hungry," he said\n') == [("1", '"We are hungry," he said')]


def test_a_tab_separated_file_with_quoting_loses_them() -> None:
    assert rows("a.tsv", 'id\ttext\n1\t"We are ""hungry"""\n') == [("1", 'We are "hungry"')]


@pytest.mark.parametrize(("data", "found"), [(b"", "an empty file"), (b"\x01\x02\x03" * 99, "bytes that are no text")])
def test_what_is_no_table_at_all_is_unreadable(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        everything("a.csv", data)


# ------------------------------------------------------------------ JSON Lines


def test_one_bad_line_of_json_is_unread_and_the_others_are_read() -> None:
    found = rows("a.jsonl", '{"id": 1, "text": "One."}\n{"id": 2,\n\n[3]\n{"id": 4, "text": "Four."}\n')
    assert found == [
        ("1", "One."),
        ("line 2", "no JSON: Expecting property name enclosed in double quotes: line 1 column 10 (char 9)"),
        ("line 4", "no JSON object but '[3]'"),
        ("4", "Four."),
    ]


def test_an_array_of_json_is_accepted() -> None:
    assert rows("a.jsonl", '[{"id": 1, "text": "One."},\n {"id": 2, "text": "Two."}]') == [("1", "One."), ("2", "Two.")]


def test_lists_and_inner_objects_are_read() -> None:
    reading = only("a.ndjson", '{"text": ["One.", "Two."], "source": {"name": "Corvane Wire"}, "id": 7.0, "title": NaN}')
    assert (reading.report.outlet, reading.report.row, reading.report.title) == ("Corvane Wire", "7", None)
    assert texts(reading) == ["One.", "Two."]


def test_a_column_that_only_later_rows_have_is_found() -> None:
    assert rows("a.jsonl", '{"id": 1}\n{"id": 2, "text": "Two."}\n')[1] == ("2", "Two.")


@pytest.mark.parametrize(
    ("data", "found"),
    [("words\nand words", "no JSON object in the first 2 lines"), ('[{"text": "One."},', "a JSON array that breaks off or is malformed")],
)
def test_a_file_without_json_is_unreadable(data: str, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        everything("a.jsonl", data)


def test_a_lone_surrogate_does_not_reach_the_report() -> None:
    assert only("a.jsonl", '{"title": "A\\ud83d", "text": "One\\ud83d."}').report.title == "A"


# ------------------------------------------------------------------ workbooks


def test_all_sheets_with_text_are_read_and_named() -> None:
    data = workbook(May=[["id", "text"], [1, "One."]], Notes=[["remark"], ["none"]], June=[["text"], ["Two."]])
    assert rows("a.xlsx", data) == [("1", "One."), ("June 2", "Two.")]


def test_the_sheet_is_part_of_the_place() -> None:
    data = workbook(May=[["text"], ["One."]], June=[["text"], ["Two."]])
    places = [item.document.blocks[0].location for item in everything("a.xlsx", data) if isinstance(item, Reading)]
    assert places == [Location(line=2, path="May"), Location(line=2, path="June")]


def test_rows_above_the_header_of_a_sheet_are_passed_over() -> None:
    assert rows("a.xlsx", workbook(Sheet=[["Archive"], [], ["id", "text"], [8.0, "One."]])) == [("8", "One.")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"id,text\n", "a file of another kind than its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a file locked with a password"),
        (packed(xl__workbook_xml=b"<workbook>"), "a damaged workbook"),
    ],
    ids=["csv", "locked", "damaged"],
)
def test_a_workbook_that_cannot_be_opened_is_unreadable(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        everything("a.xlsx", data)


def test_a_workbook_cut_off_is_unreadable() -> None:
    data = workbook(Sheet=[["text"], ["One."]])
    with pytest.raises(UnreadableError, match="a damaged file"):
        everything("a.xlsx", data[: len(data) // 2])


def test_a_broken_line_is_never_called_by_the_id_of_another_row() -> None:
    """A row whose id is 3 once took the place of "line 3" in the list of what could not be read."""
    found = rows("a.csv", 'id,text\n1,Fine.\n2,"Not closed.\n3,Good.\n')
    assert [name for name, _ in found] == ["1", "line 3", "3"]
