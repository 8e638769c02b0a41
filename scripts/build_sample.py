"""Build the PDF, DOCX and XLSX reports of the sample pile from resources/sample."""

from __future__ import annotations

import argparse
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
import yaml
from openpyxl.styles import Alignment, Font
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "resources" / "sample"
PILE = ROOT / "src" / "testimonia" / "sample" / "pile"

Report = dict[str, Any]
Block = dict[str, Any]

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
MARGIN = 20 * mm
GUTTER = 8 * mm

TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=20, leading=24, spaceAfter=10)
HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=5)
BODY = ParagraphStyle(
    "body",
    fontName="Times-Roman",
    fontSize=11,
    leading=14,
    spaceAfter=8,
    allowWidows=0,
    allowOrphans=0,
)
GRID = TableStyle(
    [
        ("FONT", (0, 0), (-1, 0), "Times-Bold", 10),
        ("FONT", (0, 1), (-1, -1), "Times-Roman", 10),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.grey),
    ]
)


def read_source(path: Path) -> Report:
    """Read one report source."""
    report: Report = yaml.safe_load(path.read_text(encoding="utf-8"))
    return report


def noon(report: Report) -> datetime.datetime:
    """Give the fixed time written into the file in place of the clock."""
    return datetime.datetime.combine(report["date"], datetime.time(12))


def steady_zip(data: bytes, *, modified: datetime.datetime) -> bytes:
    """Pack an office file again with fixed dates, so that the same text gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = steady_core(content, modified=modified)
            entry = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return packed.getvalue()


def steady_core(xml: bytes, *, modified: datetime.datetime) -> bytes:
    """Replace every time of day in the document properties by a fixed one."""
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, xml)


def build_docx(report: Report) -> bytes:
    """Build a word-processor file with a title, headings, paragraphs and tables."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = report["title"], report["author"], ""
    properties.created = properties.modified = noon(report)
    if report["title"]:
        document.add_heading(report["title"], level=0)
    for block in report["blocks"]:
        add_docx_block(document, block)
    saved = io.BytesIO()
    document.save(saved)
    return steady_zip(saved.getvalue(), modified=noon(report))


def add_docx_block(document: Any, block: Block) -> None:
    """Add one heading, paragraph or table to a word-processor file."""
    if "heading" in block:
        document.add_heading(block["heading"], level=1)
    elif "table" in block:
        rows = block["table"]
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for table_row, row in zip(table.rows, rows, strict=True):
            for cell, value in zip(table_row.cells, row, strict=True):
                cell.text = value
    else:
        document.add_paragraph(block["text"])


def build_xlsx(report: Report) -> bytes:
    """Build a spreadsheet with one report a row."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Bulletins"
    for row in [report["header"], *report["rows"]]:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in zip("ABCDEF", (8, 40, 90, 12, 14, 42), strict=True):
        sheet.column_dimensions[column].width = width
    workbook.properties.title, workbook.properties.creator = report["title"], report["author"]
    workbook.properties.created = noon(report)
    saved = io.BytesIO()
    workbook.save(saved)
    return steady_zip(saved.getvalue(), modified=noon(report))


def build_pdf(report: Report) -> bytes:
    """Build a printed page or pages in one or two columns."""
    saved = io.BytesIO()
    document = BaseDocTemplate(
        saved,
        pagesize=A4,
        invariant=1,
        title=report["title"],
        author=report["author"],
        creator="",
        producer="",
    )
    document.addPageTemplates(PageTemplate("page", frames=frames(report["columns"]), onPage=footer_writer(report["footer"])))
    story: list[Flowable] = [Paragraph(escape(report["title"]), TITLE)]
    story += [flowable(block) for block in report["blocks"]]
    document.build(story)
    return saved.getvalue()


def frames(columns: int) -> list[Frame]:
    """Divide an A4 page into columns."""
    page_width, page_height = A4
    width = (page_width - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    height = page_height - 2 * MARGIN
    lefts = [MARGIN + column * (width + GUTTER) for column in range(columns)]
    return [Frame(left, MARGIN, width, height, leftPadding=0, rightPadding=0) for left in lefts]


def footer_writer(footer: str) -> Callable[[Canvas, BaseDocTemplate], None]:
    """Make the function that prints the line at the foot of every page."""

    def write(canvas: Canvas, document: BaseDocTemplate) -> None:
        """Print the foot line and the page number."""
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(MARGIN, MARGIN / 2, f"{footer} · {document.page}")

    return write


def flowable(block: Block) -> Flowable:
    """Turn one heading, paragraph, table or page break into something that can be set on a page."""
    if "heading" in block:
        return Paragraph(escape(block["heading"]), HEADING)
    if "table" in block:
        return Table(block["table"], style=GRID, hAlign="LEFT", spaceAfter=8)
    if "newpage" in block:
        return PageBreak()
    return Paragraph(escape(block["text"]), BODY)


BUILDERS: dict[str, Callable[[Report], bytes]] = {
    ".docx": build_docx,
    ".xlsx": build_xlsx,
    ".pdf": build_pdf,
}


def build_all(pile: Path) -> list[Path]:
    """Build every report that has a source and give the files written."""
    written = []
    for source in sorted(SOURCES.glob("*.yaml")):
        report = read_source(source)
        target = pile / report["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(BUILDERS[target.suffix](report))
        written.append(target)
    return written


def main() -> None:
    """Build the files into the sample pile, or into a folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=PILE, help="folder of the pile")
    for path in build_all(parser.parse_args().into):
        print(path)


if __name__ == "__main__":
    main()
