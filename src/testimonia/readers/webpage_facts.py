"""What a page says of its report: title, outlet, authors, date and address, from its metadata and from the lines beside the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from testimonia.readers.furniture import byline, date_beside_names, is_date_line
from testimonia.readers.published import FULL_DATE, iso_date
from testimonia.readers.webpage_walk import path_of

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author")
_DATES = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "dc.date.issued", "date")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|·|•|::|»|/)\s+")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_CHANGED = re.compile(r"\b(?:last |first )?(?:updated|modified|corrected|edited|changed|amended|reviewed)\b", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(r"modif|updat|revis|expir|copyright|review|creat|valid|access|event|birth", re.IGNORECASE)
_NUMERIC = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_NOBODY = frozenset(("admin", "administrator", "editor", "editors", "author", "unknown", "none", "staff", "root", "user", "webmaster", "guest"))
EARLIEST, LATEST = "1980-01-01", "2100-12-31"  # fixed, so that the day of reading does not change what is read

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the head of a page says of its report; None where it says nothing.

    `titles` are all its titles, the best first; `parts` are the pieces of the title in the head, one of which may be the site's name.
    """

    title: str | None
    titles: tuple[str, ...]
    parts: tuple[str, ...]
    outlet: str | None
    byline: str | None
    published: str | None
    url: str | None


class Metadata:
    """The metadata of one page, to be asked by name."""

    def __init__(self, page: LexborHTMLParser) -> None:
        """Collect the page's meta elements and its linked data."""
        self._page = page
        self._metas: dict[str, list[str]] = {}
        for node in page.css("meta"):
            name = (node.attrs.get("property") or node.attrs.get("name") or node.attrs.get("itemprop") or "").strip().lower()
            content = " ".join((node.attrs.get("content") or "").split())
            if name and content:
                self._metas.setdefault(name, []).append(content)
        self._article = _linked_article(page)

    def facts(self) -> Facts:
        """All that the metadata say."""
        outlet = self._first(_OUTLETS) or _name(self._article.get("publisher"))
        head_title, suffix = self._head_title(outlet)
        stated = (self._first(_TITLES[:1]), _text(self._article.get("headline")), self._first(_TITLES[1:]))
        titles = tuple(_without_suffix(title, outlet) for title in (*stated, head_title) if title and title != outlet)
        return Facts(
            title=titles[0] if titles and any(stated) else None,
            titles=titles,
            parts=tuple(_SEPARATOR.split(self._head())),
            outlet=outlet or suffix,
            byline=self._byline(outlet),
            published=self._published(),
            url=self._url(),
        )

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self._metas[name][0] for name in names if name in self._metas), None)

    def _head_title(self, outlet: str | None) -> tuple[str | None, str | None]:
        """The title in the page's head without the site's name, and that name."""
        words = self._head()
        separators = list(_SEPARATOR.finditer(words))
        if not separators:
            is_site = any(node.attrs.get("alt") == words for node in self._page.css("a img"))  # the name on the logo
            return (None, words) if is_site else (words or None, None)
        front, back = words[: separators[-1].start()], words[separators[-1].end() :]
        headings = {" ".join(node.text().split()) for node in self._page.css("h1")} | {self._first(_TITLES) or ""}
        is_cut = back == outlet or front in headings or "|" in separators[-1].group()
        return (front, back) if is_cut and words not in headings else (words, None)

    def _head(self) -> str:
        node = self._page.css_first("head > title")
        return " ".join(node.text().split()) if node is not None else ""

    def _byline(self, outlet: str | None) -> str | None:
        linked = self._article.get("author")
        authors = [_name(author) for author in (linked if isinstance(linked, list) else [linked])]
        elements: list[str | None] = [" ".join(node.text().split()) for node in self._page.css("[rel=author], [itemprop=author]")]
        sources: list[list[str | None]] = [*(list[str | None](self._metas.get(name, [])) for name in _AUTHORS), authors, elements]
        for names in sources:
            people = [person for person in (_person(name) for name in names if name) if person and person != outlet]
            if people:
                return _joined(list(dict.fromkeys(people)))
        return None

    def _published(self) -> str | None:
        linked = [_text(self._article.get("datePublished"))]
        metas = [content for name in _DATES for content in self._metas.get(name, [])]
        times = [node.attrs.get("datetime") or node.attrs.get("content") for node in self._page.css("[itemprop=datePublished], time[pubdate]")]
        return next((words for words in (*metas[:1], *linked, *metas[1:], *times) if words and iso_date(words)), None)

    def _url(self) -> str | None:
        canonical = self._page.css_first('link[rel="canonical"]')
        candidates = (canonical.attrs.get("href") if canonical is not None else None, self._first(("og:url",)))
        return next((url.strip() for url in candidates if url and url.strip().lower().startswith(("http://", "https://"))), None)


def date_beside(page: LexborHTMLParser, times: list[LexborNode], lines: list[str]) -> str | None:
    """The publication date shown with the article: in its time elements, then in a line of its own, then as htmldate votes on what is left."""
    for node in times:
        words = node.attrs.get("datetime") or node.text()
        if not _is_change(node) and iso_date(words):
            return words.strip()
    shown = [_CHANGED.split(line)[0].strip(" (,;|·–-") for line in lines]
    shown = [line for line in shown if line]
    for line in shown:
        words = date_beside_names(line) or line
        if (is_date_line(words) or byline(line)) and iso_date(words):
            return words
    return _voted_date(page, [line for line in shown if any(letter.isdigit() for letter in line)])


def _is_change(node: LexborNode) -> bool:
    """Whether a time element tells of a change and not of the publication."""
    outer = node.parent
    words = " ".join(
        value or "" for value in (node.attrs.get("itemprop"), node.attrs.get("class"), outer.attrs.get("class") if outer else "", _before(node))
    )
    return _NOT_PUBLISHED.search(words) is not None or _CHANGED.search(words) is not None


def _before(node: LexborNode) -> str:
    before = node.prev
    return (before.text() or "")[-30:] if before is not None and before.tag in ("-text", "span", "b", "strong", "em") else ""


def _voted_date(page: LexborHTMLParser, lines: list[str]) -> str | None:
    """What htmldate makes of the metadata and the dated lines; dates of changes, and those it would have to guess, are kept from it."""
    from htmldate import find_date
    from trafilatura.utils import load_html

    heads = [node for node in page.css('meta, link[rel="canonical"]') if not _NOT_PUBLISHED.search(" ".join(map(str, node.attrs.values())))]
    heads_html = [node.html or "" for node in heads if not _is_ambiguous(" ".join(map(str, node.attrs.values())))]
    dated = "".join(f'<p class="date">{line.replace("<", " ")}</p>' for line in lines if len(line) < 80 and not _is_ambiguous(line))
    tree = load_html(f"<html><head>{''.join(heads_html)}</head><body>{dated}<p></p></body></html>")
    if tree is None:
        return None
    # A tree, never a string: a string that looks like an address would be fetched.
    date: str | None = find_date(tree, original_date=True, extensive_search=False, min_date=EARLIEST, max_date=LATEST)
    return date


def _is_ambiguous(words: str) -> bool:
    """Whether a date in figures could be read in two ways."""
    return _NUMERIC.search(words) is not None and FULL_DATE.search(words) is None and iso_date(words) is None


def title_path(page: LexborHTMLParser, title: str) -> str:
    """The CSS path of the element in the page's head that gives this title."""
    for node in page.css('meta, title, script[type="application/ld+json"]'):
        words = node.attrs.get("content") if node.tag == "meta" else node.text()
        if title in " ".join((words or "").split()):
            return path_of(node)
    return "html > head"


# ------------------------------------------------------------------ linked data


def _linked_article(page: LexborHTMLParser) -> Json:
    """The article that the page's JSON-LD describes; empty if none."""
    things = [thing for node in page.css('script[type="application/ld+json"]') for thing in _things(node.text())]
    return next(iter(sorted(filter(_rank, things), key=_rank)), {})


def _things(source: str) -> Iterator[Json]:
    try:
        waiting = [json.loads(_WRAPPED.sub("", source), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = [*thing, *waiting]
        elif isinstance(thing, dict):
            yield thing
            waiting = [thing.get("@graph"), thing.get("mainEntity"), *waiting]


def _rank(thing: Json) -> int:
    """1 for an article, 2 for a page that may hold one, 0 for anything else."""
    kinds = thing.get("@type")
    names = [name for name in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(name, str)]
    if any(name.endswith(("Article", "Posting", "Report")) for name in names):
        return 1
    return 2 if "WebPage" in names else 0


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


# ------------------------------------------------------------------ words


def _person(name: str) -> str | None:
    """A name as it is printed; None for an address, a mere role or a whole paragraph."""
    name = byline(name) or re.sub(r"^by\s+", "", name.strip(), flags=re.IGNORECASE)
    is_name = 1 < len(name) <= 120 and not re.search(r"https?:|www\.|@|[<>{}]", name) and name.casefold() not in _NOBODY
    return name if is_name else None


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _without_suffix(title: str, outlet: str | None) -> str:
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        if outlet and title[separator.end() :].casefold() == outlet.casefold():
            return title[: separator.start()]
    return title
