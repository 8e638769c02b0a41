"""Web pages: the article parted from the page around it, and the facts the page gives about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from testimonia.domain import BlockKind, Document, Location, Reading, Report, Unread
from testimonia.errors import UnreadableError
from testimonia.readers.furniture import byline, is_date_line, is_hour
from testimonia.readers.published import find_dateline, published
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import TextBuilder
from testimonia.readers.webpage_body import Body, Vote, find_body, squeeze
from testimonia.readers.webpage_facts import Facts, Metadata, date_beside, title_path
from testimonia.readers.webpage_walk import MAX_DEPTH, Candidate, candidates, too_deep

VERSION = "html 1"

AUTHOR_NAMES = frozenset(("byline", "author", "authors", "authorname", "postauthor", "entryauthor"))
OPENING = 3  # the dateline stands in one of so many first paragraphs
MAX_TAGS = 300_000  # more would keep the extractor busy for over ten seconds; the page's structure decides alone then
LEAST = 20  # letters in the longest paragraph of anything one would call a report

_TAG = re.compile(r"<(/?)(article|aside|blockquote|center|div|dl|fieldset|figure|footer|form|header|main|nav|ol|section|table|ul)\b", re.IGNORECASE)
_SELF_CLOSED = re.compile(r"<(script|title|style|textarea|iframe|noscript)\b([^<>]*)/>", re.IGNORECASE)


def read(received: Received) -> Iterator[Reading | Unread]:
    """The one report on a web page."""
    source = _source(received)
    page = LexborHTMLParser(source)
    facts = Metadata(page).facts()
    found = candidates(page.body) if page.body is not None else []
    names = tuple(name for name in (facts.byline, facts.outlet) if name)
    body = find_body(found, _vote(source), titles=(*facts.titles, *facts.parts), names=names)
    if not any(len(block.text) >= LEAST and block.kind is not BlockKind.HEADING for block in body.blocks):
        raise UnreadableError(
            "a page without an article", "paragraphs of text in the file itself", "open the page in a browser and save it again, or save its text"
        )
    report = _report(received, page, facts, body)
    yield Reading(report=report, document=_document(report, page, body))


def _source(received: Received) -> str:
    """The page as text that the parser takes as the sender meant it."""
    source = received.text().encode("utf-8", "replace").decode("utf-8")
    if source.lstrip().startswith("<?xml") or received.suffix == ".xhtml":
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", source)  # in XHTML these may be closed so; a browser's parser would swallow the rest
    depth = _depth(source)
    if depth > MAX_DEPTH:
        raise too_deep(depth)
    return source


def _depth(source: str) -> int:
    """How many block elements are open at once at most."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _vote(source: str) -> Vote:
    """What trafilatura takes for the article; nothing, where it gives up."""
    if source.count("<") > MAX_TAGS:
        return Vote("")
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    try:
        tree = load_html(source)
        # A tree, never a string: a string that looks like an address would be fetched.
        extracted = bare_extraction(tree, include_comments=False, favor_recall=True) if tree is not None else None
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return Vote("")  # its vote is welcome, not needed
    return Vote(getattr(extracted, "text", None) or "")


# ------------------------------------------------------------------ report


def _report(received: Received, page: LexborHTMLParser, facts: Facts, body: Body) -> Report:
    lines = [candidate.text for candidate in body.above]
    dateline = _dateline(body.blocks)
    title = facts.title or (body.headline.text if body.headline else None) or next(iter(facts.titles), None)
    return Report(
        id=received.id,
        file=received.file,
        title=title,
        outlet=facts.outlet or _site(facts, body.headline),
        byline=facts.byline or next((names for names in map(_names_in, body.above) if names), None),
        dateline=dateline,
        published=published(dateline=dateline, metadata=facts.published) or published(metadata=date_beside(page, _times(page, body), lines)),
        url=facts.url,
    )


def _names_in(line: Candidate) -> str | None:
    """The authors a line names: by its words, or because its element is named so."""
    is_named = any(element.names & AUTHOR_NAMES for element in line.element.lineage())
    return byline(line.text) or (byline(f"By {line.text}") if is_named else None)


def _site(facts: Facts, headline: Candidate | None) -> str | None:
    """What the title in the page's head says besides the headline: the name of the site."""
    others = [part for part in facts.parts if headline is None or squeeze(part) != squeeze(headline.text)]
    return others[0] if len(facts.parts) == 2 and len(others) == 1 else None


def _dateline(blocks: list[Candidate]) -> str | None:
    paragraphs = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH][:OPENING]
    found = next((dateline for dateline in map(find_dateline, paragraphs) if dateline), None)
    return found or next((text for text in paragraphs if is_date_line(text) and not is_hour(text)), None)


def _times(page: LexborHTMLParser, body: Body) -> list[LexborNode]:
    """The time elements of the smallest part of the page that holds the whole article; a sidebar's dates are not its own."""
    first = body.blocks[0].element
    outer = next((element for element in first.lineage() if element.tag in ("article", "main")), None)
    return page.css(f"{outer.path} time") if outer is not None else []


def _document(report: Report, page: LexborHTMLParser, body: Body) -> Document:
    builder = TextBuilder()
    if body.headline is not None:
        builder.add(body.headline.text, BlockKind.HEADLINE, Location(path=body.headline.element.path))
    elif report.title:
        builder.add(report.title, BlockKind.HEADLINE, Location(path=title_path(page, report.title)))
    for block in body.blocks:
        kind = BlockKind.DATELINE if block.kind is not BlockKind.CAPTION and is_date_line(block.text) else block.kind
        builder.add(block.text, kind, Location(path=block.element.path))
    return builder.document(report.id, VERSION)
