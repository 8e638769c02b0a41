"""Text files: which line is the headline, the byline, the dateline, and which is furniture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from testimonia.domain import BlockKind, DateBasis, Published, Reading, Report
from testimonia.errors import UnreadableError
from testimonia.readers import plain, receive
from testimonia.readers.received import Received

BODY = "The rebels left the city on Friday, the mayor said, and nobody stopped them on the road."
NOTE = "---\ninterview with: A nurse\nwhen: 6 May 2031\nterms: on record\n---\n\n"


def reading(text: str) -> Reading:
    (one,) = plain.read(Received(file="a.txt", data=text.encode()))
    assert isinstance(one, Reading)
    return one


def report(text: str) -> Report:
    return reading(text).report


def kinds(text: str) -> list[tuple[str, str]]:
    document = reading(text).document
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_furniture_is_kept_and_marked() -> None:
    assert kinds(f"Rebels leave\n\nShare this article\n\n{BODY}") == [
        (BlockKind.HEADLINE, "Rebels leave"),
        (BlockKind.FURNITURE, "Share this article"),
        (BlockKind.PARAGRAPH, BODY),
    ]


def test_furniture_before_the_headline_is_not_the_headline() -> None:
    text = f"6 min read\n\nRebels leave\n\nBy Anna Low\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == [BlockKind.FURNITURE, BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.PARAGRAPH]
    assert report(text).title == "Rebels leave"


def test_a_byline_is_not_the_headline() -> None:
    assert report(f"By Anna Low\n\n{BODY}\n\n{BODY}").title is None


def test_the_first_byline_gives_the_authors() -> None:
    assert report(f"Rebels leave\n\nBy Anna Low and Omar Zed\n\n{BODY}\n\nBy Somebody Else").byline == "Anna Low and Omar Zed"


def test_front_matter_goes_before_the_byline() -> None:
    assert report(f"---\nbyline: Omar Zed\n---\nRebels leave\n\nBy Anna Low\n\n{BODY}").byline == "Omar Zed"


def test_no_byline_is_none() -> None:
    assert report(f"Rebels leave\n\n{BODY}").byline is None


def test_a_line_that_is_only_a_date_is_the_dateline() -> None:
    text = f"Rebels leave\n\n22 May 2014\n\n{BODY}"
    assert kinds(text)[1] == (BlockKind.DATELINE, "22 May 2014")
    assert report(text).dateline == "22 May 2014"


def test_a_date_beside_the_authors_is_the_dateline() -> None:
    found = report(f"Rebels leave\n\nBy Herald staff, Wednesday 30 April 2031\n\n{BODY}")
    assert found.published == Published(date="2031-04-30", words="Wednesday 30 April 2031", basis=DateBasis.DATELINE)


def test_a_dateline_may_open_the_first_paragraph() -> None:
    assert report(f"Rebels leave\n\nAMMAN, 22 May 2014 -- {BODY}").dateline == "AMMAN, 22 May 2014"


def test_a_full_date_goes_before_a_date_without_a_year() -> None:
    assert report(f"Rebels leave\n\nFriday 9 May\n\n10 May 2031\n\n{BODY}").dateline == "10 May 2031"


def test_a_date_without_a_year_publishes_nothing() -> None:
    found = report(f"Rebels leave\n\nFriday 9 May\n\n{BODY}")
    assert (found.dateline, found.published) == ("Friday 9 May", None)


def test_a_date_far_down_is_the_accounts_own() -> None:
    assert report(f"Rebels leave\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n9 April 2031\n\n{BODY}").dateline is None


def test_the_title_of_the_front_matter_is_found_in_the_text() -> None:
    assert kinds(f"---\ntitle: Rebels leave\n---\nRebels leave\n\n{BODY}")[0] == (BlockKind.HEADLINE, "Rebels leave")


def test_the_headline_is_marked_once() -> None:
    assert [kind for kind, _ in kinds(f"Rebels leave\n\n{BODY}\n\nRebels leave")] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_heading_of_markdown_after_furniture_is_the_headline() -> None:
    assert kinds(f"Share this\n\n# Rebels leave\n\n{BODY}")[1] == (BlockKind.HEADLINE, "Rebels leave")


def test_an_interview_note_gets_no_guessed_title() -> None:
    text = f"{NOTE}The ward at night\n\nNURSE: We had two books."
    assert report(text).title is None
    assert [kind for kind, _ in kinds(text)] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_an_interview_note_keeps_the_title_it_states() -> None:
    assert report(NOTE.replace("---\n\n", "title: The ward\n---\n\n") + "NURSE: We had two books.").title == "The ward"


def test_nothing_is_lost() -> None:
    text = f"6 min read\n\nRebels leave\n\n22 May 2014\n\nBy Anna Low\n\n{BODY}\n\nAll rights reserved."
    assert reading(text).document.text == text


def test_a_pipe_in_the_pile_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="no regular file"):
        receive(pipe)
