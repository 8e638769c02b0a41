"""Word documents."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reader_factory import everything, kinds, only, packed, texts

from testimonia.domain import DateBasis, Published, Record
from testimonia.errors import UnreadableError
from testimonia.readers.textbuilder import MAX_CHARACTERS

HEAD = ("---", "interview with: Ilka Moreth", "when: 6 May 2031", "terms: background", "---")
NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Seen by the author.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def written(*paragraphs: str | tuple[str, str]) -> Any:
    """A document of paragraphs, each a text or a text with its style."""
    document = docx.Document()
    for item in paragraphs:
        text, style = (item, None) if isinstance(item, str) else item
        document.add_paragraph(text, style=style)
    return document


def word(*paragraphs: str | tuple[str, str]) -> bytes:
    return saved(written(*paragraphs))


def with_xml(xml: str) -> bytes:
    """A document with one paragraph whose inside is given as XML."""
    document = written("Before.")
    document.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    return saved(document)


def paths(data: bytes) -> list[str | None]:
    return [block.location.path for block in only("a.docx", data).document.blocks]


# ------------------------------------------------------------------ what the parts are


def test_styles_tell_headline_headings_items_and_captions() -> None:
    data = word(
        ("Truce signed", "Title"),
        "It was signed.",
        ("Terms", "Heading 1"),
        ("Buses leave.", "List Bullet"),
        ("Rifles stay.", "List Number 2"),
        ("The bridge.", "Caption"),
    )
    assert kinds(only("a.docx", data)) == [
        ("headline", "Truce signed"),
        ("paragraph", "It was signed."),
        ("heading", "Terms"),
        ("item", "Buses leave."),
        ("item", "Rifles stay."),
        ("caption", "The bridge."),
    ]


def test_the_first_heading_is_the_headline_where_there_is_no_title() -> None:
    assert kinds(only("a.docx", word("Report 31", ("Truce signed", "Heading 1"), ("Terms", "Heading 1"), "It was."))) == [
        ("paragraph", "Report 31"),
        ("headline", "Truce signed"),
        ("heading", "Terms"),
        ("paragraph", "It was."),
    ]


def test_a_heading_deep_in_the_text_is_no_headline() -> None:
    data = word("It was signed at the bridge.", "Nobody cheered.", "Buses left.", ("Terms", "Heading 1"), "Rifles stay.")
    assert only("a.docx", data).report.title is None


def test_a_short_first_line_without_a_stop_is_the_headline() -> None:
    assert only("a.docx", word("Truce signed", "It was signed.")).report.title == "Truce signed"


def test_a_first_line_that_ends_in_a_stop_is_none() -> None:
    assert only("a.docx", word("It was signed.", "Nobody cheered.")).report.title is None


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    document = written(("Truce signed", "Title"))
    style = document.styles.add_style("Desk heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Terms", style="Desk heading")
    assert kinds(only("a.docx", saved(document)))[1] == ("heading", "Terms")


def test_a_numbered_paragraph_is_an_item() -> None:
    data = with_xml('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Rifles stay.</w:t></w:r>')
    assert kinds(only("a.docx", data))[1] == ("item", "Rifles stay.")


def test_tables_stand_where_they_stand_in_the_text() -> None:
    document = written("Before the table.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ["Day", "Buses", "Friday", "15"], strict=True):
        cell.text = text
    document.add_paragraph("After it.")
    reading = only("a.docx", saved(document))
    assert kinds(reading) == [("paragraph", "Before the table."), ("row", "Day | Buses"), ("row", "Friday | 15"), ("paragraph", "After it.")]
    assert paths(saved(document)) == ["paragraph 1", "table 1, row 1", "table 1, row 2", "paragraph 2"]


def test_a_frame_of_one_cell_holds_paragraphs() -> None:
    document = written("Before the frame.")
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Inside."
    cell.add_paragraph("And on.")
    assert kinds(only("a.docx", saved(document)))[1:] == [("paragraph", "Inside."), ("paragraph", "And on.")]


def test_blank_paragraphs_are_counted_and_left_out() -> None:
    assert paths(word("One was.", "", "Three was.")) == ["paragraph 1", "paragraph 3"]


# ------------------------------------------------------------------ the words


def test_what_was_inserted_is_in_and_what_was_deleted_is_out() -> None:
    data = with_xml(
        '<w:r><w:t xml:space="preserve">Some </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>200</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>300</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> left</w:t></w:r>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>, late</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r>'
    )
    assert texts(only("a.docx", data))[1] == "Some 300 left."


def test_links_tabs_and_breaks_are_read() -> None:
    data = with_xml(
        '<w:hyperlink w:anchor="x"><w:r><w:t>Corvane</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>Wire</w:t><w:br/><w:t>cease</w:t><w:noBreakHyphen/>'
        "<w:t>fire</w:t></w:r>"
    )
    assert texts(only("a.docx", data))[1] == "Corvane Wire cease-fire"


def test_a_raised_figure_does_not_glue_to_the_number_before_it() -> None:
    data = with_xml('<w:r><w:t>21</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>')
    assert texts(only("a.docx", data))[1] == "21³"


def test_content_controls_are_read() -> None:
    document = written("Before.")
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert texts(only("a.docx", saved(document))) == ["Before.", "Inside."]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    data = with_xml(
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>Beside it.</w:t></w:r>"
    )
    assert texts(only("a.docx", data)) == ["Before.", "Beside it.", "In the box."]
    assert paths(data)[2] == "paragraph 2, text box"


def test_footnotes_come_last() -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = written("It was signed.")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert texts(only("a.docx", saved(document))) == ["It was signed.", "Seen by the author."]
    assert paths(saved(document))[1] == "footnote 1"


def test_comments_are_told_of_and_not_read() -> None:
    document = written("It was signed.")
    document.add_comment(document.paragraphs[0].runs, text="Check this.", author="desk")
    reading = only("a.docx", saved(document))
    assert (texts(reading), reading.document.notes) == (["It was signed."], ("comments in the margin were not read",))


# ------------------------------------------------------------------ facts of the report


def test_byline_and_dateline_are_found_under_the_headline() -> None:
    report = only("a.docx", word(("Truce signed", "Title"), "By Ina Roth", "TARN FERRY, 30 April 2031 -- It was signed.")).report
    assert (report.byline, report.dateline) == ("Ina Roth", "TARN FERRY, 30 April 2031")
    assert report.published == Published(date="2031-04-30", words="TARN FERRY, 30 April 2031", basis=DateBasis.DATELINE)


def test_a_line_that_is_nothing_but_a_dateline_is_one() -> None:
    assert kinds(only("a.docx", word(("Truce signed", "Title"), "Tarn Ferry, 30 April 2031", "It was.")))[1] == (
        "dateline",
        "Tarn Ferry, 30 April 2031",
    )


def test_the_file_s_own_author_and_dates_are_no_byline_and_no_publication() -> None:
    document = written("It was signed.", "Nobody cheered.")
    document.core_properties.author = "desk"
    report = only("a.docx", saved(document)).report
    assert (report.byline, report.published) == (None, None)


def test_the_file_s_own_title_serves_where_there_is_no_headline() -> None:
    document = written("It was signed.", "Nobody cheered.")
    document.core_properties.title = "Truce signed"
    assert only("a.docx", saved(document)).report.title == "Truce signed"


@pytest.mark.parametrize("title", ["Word Document", "Microsoft Word - draft 3", "truce.docx", "(anonymous)", "Document1"])
def test_a_title_a_program_put_there_is_none(title: str) -> None:
    document = written("It was signed.", "Nobody cheered.")
    document.core_properties.title = title
    assert only("a.docx", saved(document)).report.title is None


def test_an_interview_note_has_its_terms_in_its_first_paragraphs() -> None:
    reading = only("a.docx", word(*HEAD, "She said so.", "She wept."))
    interview = reading.report.interview
    assert interview is not None
    assert (interview.asked, interview.terms.record, interview.terms.may_be_named) == ("Ilka Moreth", Record.BACKGROUND, False)
    assert [block.location.path for block in reading.document.blocks] == ["paragraph 6", "paragraph 7"]


def test_the_head_of_an_interview_note_may_be_one_paragraph() -> None:
    assert texts(only("a.docx", word("\n".join(HEAD), "She said so.", "She wept."))) == ["She said so.", "She wept."]


def test_the_title_of_an_interview_note_in_its_properties_is_not_used() -> None:
    document = written(*HEAD, "She said so.")
    document.core_properties.title = "Talk with Ilka Moreth"
    assert only("a.docx", saved(document)).report.title is None


# ------------------------------------------------------------------ what cannot be read


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"Dear all", "a file of another kind than its name says"),
        (packed(word__document_xml=b"<document/>"), "a damaged document"),
        (packed(word__document_xml=b"<document"), "a damaged document"),
        (word("It was signed.")[:2000], "a damaged file"),
        (word(""), "no text"),
        (word("x" * (MAX_CHARACTERS + 1)), "a text of 1,200,001 characters"),
    ],
    ids=["no zip", "no parts", "broken xml", "cut", "empty", "too long"],
)
def test_a_document_that_cannot_be_read_says_why(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableError, match=found):
        everything("a.docx", data)
