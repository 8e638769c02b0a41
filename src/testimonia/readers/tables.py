"""Piles: CSV, TSV, JSON Lines and spreadsheets with one report a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from testimonia.domain import BlockKind, Location, Published, Reading, Report, Unread, digest
from testimonia.errors import UnreadableError, UsageError
from testimonia.readers.published import find_dateline, habit, published
from testimonia.readers.received import Received
from testimonia.readers.rows import Row, Table, tables_in
from testimonia.readers.textbuilder import TextBuilder, settle

VERSION = "tables 1"

# Our fields, and how columns that hold them are usually named: small letters and digits only, the likeliest first.
# A column that says when a row was made, scraped or when the event took place is not a publication date and is not listed.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "uid", "uuid", "guid", "unitid", "articleid", "storyid", "reportid", "documentid", "docid", "itemid", "postid", "recordid", "key"),
    "title": ("title", "headline", "articletitle", "storytitle", "newstitle", "sourceheadline", "heading", "head", "hed", "subject"),
    "text": (
        *("text", "fulltext", "body", "bodytext", "content", "contents", "articletext", "articlebody", "article", "storytext", "storybody", "story"),
        *("maintext", "newstext", "cleantext", "plaintext", "rawtext", "contenttext", "reporttext", "report", "transcript", "message", "posttext"),
        *("post", "tweet", "description", "notes", "summary"),
    ),
    "outlet": (
        *("outlet", "publisher", "publication", "newspaper", "sourcename", "source", "newssource", "mediaoutlet", "media", "medium", "agency"),
        *("sitename", "website", "site", "sourcedomain", "domain", "channel", "journal"),
    ),
    "byline": ("byline", "author", "authors", "reporter", "journalist", "writer"),
    "date": (
        *("published", "publishedat", "publishedon", "publicationdate", "datepublished", "dateofpublication", "publisheddate", "publishdate"),
        *("pubdate", "datepublish", "publishtime", "date", "articledate", "storydate", "newsdate", "sourcedate", "postdate", "posted", "postedat"),
        *("datecolumn", "datetime", "day"),
    ),
    "url": ("url", "link", "href", "uri", "permalink", "articleurl", "storyurl", "sourceurl", "weburl", "canonicalurl"),
}
SHOWN = 20  # column names in an error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How the rows of one table are read: which column holds which field, and whether its dates write the day first."""

    file: str
    columns: Mapping[str, str]
    day_first: bool | None
    sheet: str | None

    def fact(self, row: Row, field: str) -> str | None:
        """What the row gives for a field, in one line; None if nothing."""
        return " ".join(settle(row.cells.get(self.columns.get(field, ""), "")).split()) or None

    def text(self, row: Row) -> str:
        """The text of the row, its lines kept."""
        return settle(row.cells.get(self.columns["text"], ""))

    def name(self, row: Row) -> str:
        """What the row is called: its id, else its number, with its sheet where there are several."""
        return self.fact(row, "id") or (f"{self.sheet} {row.number}" if self.sheet else str(row.number))


def read(received: Received, columns: Mapping[str, str] | None = None) -> Iterator[Reading | Unread]:
    """The reports in a pile, one a row; `columns` says which column holds which of our fields where their names do not."""
    given = _checked(columns or {})
    tables = list(tables_in(received, lambda names: _score(names, given)))
    readable = [table for table in tables if find_columns(table.columns, given).keys() >= {"text", *given}]
    if not readable:
        raise _not_found(tables, given)
    items = chain.from_iterable(_read_table(table, received.file, given) for table in readable)
    first = next(items, None)
    if first is None:
        raise UnreadableError("a table with no rows under its header", "one report a row", "leave it out, or export it again")
    yield from chain([first], items)


def find_columns(names: tuple[str, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Which of these columns holds which field: as given, else by the usual names; case and punctuation do not count."""
    plain = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, usual in FIELDS.items():
        wanted = (_plain(given[field]),) if field in given else usual
        name = next((plain[spelling] for spelling in wanted if spelling in plain and spelling not in map(_plain, found.values())), None)
        if name is not None:
            found[field] = name
    return found


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _checked(columns: Mapping[str, str]) -> Mapping[str, str]:
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise UsageError(f"columns for {', '.join(unknown)}", f"fields among {', '.join(FIELDS)}", "name the field first, then its column")
    return columns


def _score(names: list[str], given: Mapping[str, str]) -> int:
    """How many fields a header names; 0 if it names no text, because then it is no header."""
    found = find_columns(tuple(names), given)
    return len(found) if "text" in found else 0


def _not_found(tables: list[Table], given: Mapping[str, str]) -> UnreadableError:
    names = [name if len(name) <= 40 else name[:39] + "…" for table in tables for name in table.columns if name]
    shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
    missing = [name for name in given.values() if all(_plain(name) != _plain(column) for table in tables for column in table.columns)]
    needed = f"the columns asked for ({', '.join(missing)})" if missing else "a column of text, named text, body, content or the like"
    return UnreadableError(f"a table with the columns {shown or '(none)'}", needed, "say which column it is, for example text=COLUMN")


def _read_table(table: Table, file: str, given: Mapping[str, str]) -> Iterator[Reading | Unread]:
    columns = find_columns(table.columns, given)
    date = columns.get("date")
    values = (row.cells.get(date, "") for row in table.rows() if isinstance(row, Row)) if date else ()
    plan = _Plan(file=file, columns=columns, day_first=habit(values), sheet=table.sheet)
    for row in table.rows():
        yield row if isinstance(row, Unread) else _read_row(row, plan)


def _read_row(row: Row, plan: _Plan) -> Reading | Unread:
    try:
        return _reading(row, plan)
    except UnreadableError as error:
        return Unread(file=plan.file, row=plan.name(row), reason=str(error))


def _reading(row: Row, plan: _Plan) -> Reading:
    """The report in one row; its id is made of what it says and not of where it stands, so that the same one twice is one report."""
    facts = {field: plan.fact(row, field) for field in FIELDS if field != "text"}
    text, title = plan.text(row), facts["title"]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        raise UnreadableError("a row without text", "text", "leave it out, or fill it in")
    dateline = next((found for line in lines[:2] if line != title and (found := find_dateline(line))), None)
    report = Report(
        id=digest(*(facts[field] or "" for field in ("title", "outlet", "date", "url")), " ".join(text.split())),
        file=plan.file,
        row=plan.name(row),
        title=title,
        outlet=facts["outlet"],
        byline=facts["byline"],
        dateline=dateline,
        published=_published(dateline, facts["date"], plan),
        url=facts["url"],
    )
    return Reading(report=report, document=_build(title, lines, row, plan).document(report.id, VERSION))


def _published(dateline: str | None, column: str | None, plan: _Plan) -> Published | None:
    return published(dateline=dateline, column=column, day_first=plan.day_first)


def _build(title: str | None, lines: list[str], row: Row, plan: _Plan) -> TextBuilder:
    """The title, unless the text opens with it, and the lines of the text."""
    location = Location(line=row.number, path=plan.sheet)
    builder = TextBuilder()
    if title and not opens_with(lines[0], title):
        builder.add(title, BlockKind.HEADLINE, location)
    for line in lines:
        builder.add(line, BlockKind.HEADLINE if builder.empty and line == title else BlockKind.PARAGRAPH, location)
    return builder


def opens_with(line: str, title: str) -> bool:
    """Whether a line begins with the title, perhaps after its dateline; case and punctuation do not count."""
    reach = 2 * len(title) + 100
    bare = line[len(find_dateline(line) or "") :]
    return any(_plain(opening[:reach]).startswith(_plain(title)) for opening in (line, bare))
