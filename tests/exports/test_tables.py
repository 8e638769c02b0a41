"""The account as JSON Lines and CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from account_factory import account, page

from testimonia.domain import DateBasis, Published, Unread
from testimonia.exports import EXPORTS
from testimonia.exports.tables import CLAIM_COLUMNS, REASON_COLUMNS, write_csv, write_jsonl
from testimonia.views import REPORTER, Account

UNREAD = Unread(file="b.csv", row="7", reason="no text")


def json_lines(one: Account, folder: Path) -> list[dict[str, object]]:
    write_jsonl(one, folder / "out.jsonl")
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def tables(one: Account, folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The claims and the reasons of the CSV."""
    write_csv(one, folder / "out.csv")
    claims, reasons = ((folder / name).read_text("utf-8-sig") for name in ("out.csv", "out-reasons.csv"))
    return list(csv.DictReader(claims.splitlines(keepends=True))), list(csv.DictReader(reasons.splitlines(keepends=True)))


def test_each_claim_reason_and_unread_file_is_a_line_of_json(tmp_path: Path) -> None:
    lines = json_lines(account(page(), unread=(UNREAD,)), tmp_path)
    assert [line["kind"] for line in lines] == ["claim", "claim", "reason", "reason", "unread"]
    assert lines[-1] == {"kind": "unread", "file": "b.csv", "row": "7", "reason": "no text"}


def test_a_line_of_json_holds_words_and_offsets_that_agree(tmp_path: Path) -> None:
    one = page(outlet="VERNA", published=Published(date="2031-03-05", words="5 March", basis=DateBasis.COLUMN), url="https://verna.example")
    claim, *_ = json_lines(account(one), tmp_path)
    assert claim["source"] == [{"start": 0, "end": 11, "text": "Ilka Moreth"}]
    assert all(one.document.text[p["start"] : p["end"]] == p["text"] for p in claim["content"])
    assert (claim["outlet"], claim["published"], claim["published_basis"], claim["url"]) == ("VERNA", "2031-03-05", "column", "https://verna.example")


def test_csv_has_a_table_of_claims_and_one_of_reasons(tmp_path: Path) -> None:
    claims, reasons = tables(account(page(sure=False)), tmp_path)
    assert [row["teller"] for row in claims] == ["Ilka Moreth", "the nurses"]
    assert (claims[0]["content_at"], claims[0]["sure"], claims[0]["doubts"]) == ("18..36; 46..90", "no", "not a direct quotation")
    assert [(row["teller"], row["cause"], row["signals"], row["sure"]) for row in reasons] == [
        ("Ilka Moreth", "the nurses told us that the flour was gone", "because", "no"),
        (REPORTER, "the flood", "after", ""),
    ]


def test_the_columns_are_there_without_any_row(tmp_path: Path) -> None:
    write_csv(account(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == ",".join(CLAIM_COLUMNS) + "\n"
    assert (tmp_path / "out-reasons.csv").read_text("utf-8-sig") == ",".join(REASON_COLUMNS) + "\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_runs_in_a_spreadsheet(start: str, tmp_path: Path) -> None:
    write_csv(account(page(f"{{S1:{start}cmd}} {{Q1:said}} {{C1:{start}1+1}}.", title=f"{start}HYPERLINK()")), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["teller"], row["content"]) == (f"'{start}HYPERLINK()", f"'{start}cmd", f"'{start}1+1")


def test_words_keep_their_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    one = page('{S1:He} {Q1:said} {C1:"one, two\nthree"}.')
    write_csv(account(one), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["content"] == '"one, two\nthree"'


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_writes_the_same_bytes_again(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        EXPORTS[name](account(page(), unread=(UNREAD,)), tmp_path / folder / "out")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert [(tmp_path / "one" / name).read_bytes() for name in names] == [(tmp_path / "two" / name).read_bytes() for name in names]


def test_csv_opens_in_excel_as_utf_8(tmp_path: Path) -> None:
    write_csv(account(page()), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
