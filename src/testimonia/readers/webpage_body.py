"""Which of a page's runs of text are the report: an extractor votes, the page's structure votes, and neighbours fill the gaps."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass

from testimonia.domain import BlockKind
from testimonia.readers.furniture import byline, is_date_line, is_furniture
from testimonia.readers.webpage_walk import Candidate, Element, words

# Elements and names that promise something else than the report. A zone that holds over half of the report is no zone after all.
_ZONE_TAGS = frozenset(("nav", "aside", "form"))
_ZONE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"))
_ZONE_NAMES = words(
    "nav navigation navbar menu menubar topbar breadcrumb breadcrumbs crumb crumbs footer sidebar copyright masthead logo motto kicker eyebrow banner"
    " toolbar tools related relatedposts relatedarticles readalso readmore alsoread seealso morestories morenews moreon morefrom recommended"
    " recommendation recommendations trending popular mostread mostviewed promo teaser teasers outbrain taboola prevnext postnavigation"
    " share sharing shares sharebar sharedaddy social socialmedia addthis addtoany comment comments commentlist disqus respond pagination pager"
    " cookie cookies consent gdpr newsletter subscribe signup popup modal overlay login search searchform skiplink"
    " advert advertisement advertising ad ads adslot sponsor sponsored tags taglist taglinks posttags entrytags keywords player pullquote"
    " byline author authors authorbio bio meta postmeta entrymeta date pubdate timestamp postdate entrydate readingtime readtime"
)
_NEVER_ZONES = frozenset(("socialembed", "embedsocial", "twittertweet", "articlebody"))
_ARTICLE_TAGS = frozenset(("article", "main"))
_SENTENCE = re.compile(r".*[.!?…:。।؟][\"'”’»“)\]]*", re.DOTALL)
_WORD = re.compile(r"\w+")
_SHORT, _LONG = 25, 80  # characters; between them, only what ends as a sentence does is taken for text
_GRAM = 4
_NEAR = 4  # so many lines before the first block may be of it, where no headline says how many
_ROOT_SHARE = 0.9

for _name in ("trafilatura", "htmldate", "justext", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what an extractor mutters is no message to the reader


class Vote:
    """What an extractor took for the report, to be asked about any run of text."""

    def __init__(self, text: str) -> None:
        """Remember the extractor's lines, and every four words in a row."""
        self._lines = {squeeze(line) for line in text.splitlines()}
        self._grams = set(_grams(_spoken(text)))

    def has(self, text: str) -> bool:
        """Whether the extractor took this run: as a line of its own, or most of its words in this order."""
        spoken = _spoken(text)
        grams = _grams(spoken)
        return "".join(spoken) in self._lines or (bool(grams) and sum(gram in self._grams for gram in grams) > 0.7 * len(grams))


def _grams(spoken: list[str]) -> list[str]:
    return [" ".join(spoken[at : at + _GRAM]) for at in range(len(spoken) - _GRAM + 1)]


def squeeze(text: str) -> str:
    """Letters and figures alone, to compare what pages print in different dress."""
    return "".join(_spoken(text))


def _spoken(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u00ad", "").casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The report as found on the page: its headline, its blocks in order, and what stands between headline and first block."""

    headline: Candidate | None
    blocks: list[Candidate]
    above: list[Candidate]


def find_body(found: list[Candidate], vote: Vote, *, titles: tuple[str, ...], names: tuple[str, ...] = ()) -> Body:
    """Part the report from the page; `names` are those of its authors and its outlet, which as lines of their own are not its text."""
    headline = _headline(found, titles)
    others = _without(found, headline, (*titles, *names))
    zones = _Zones(others, vote)
    above = found.index(headline) if headline in found else 0
    labels = {id(c) for c in found[:above] if not _reads_as_text(c)}  # a section's name, a line above the headline
    others = [c for c in others if id(c) not in labels]
    core = [c for c in others if _is_plausible(c, zones) and vote.has(c.text) and not is_date_line(c.text)]
    if not any(_SENTENCE.fullmatch(c.text) for c in core):
        core = [c for c in others if _is_plausible(c, zones) and _reads_as_text(c)]
    blocks = _trimmed(_filled(others, core, zones))
    return Body(headline=headline, blocks=blocks, above=_above(found, headline, blocks))


def _above(found: list[Candidate], headline: Candidate | None, blocks: list[Candidate]) -> list[Candidate]:
    """What stands between the headline and the first block; higher up stand the site's name and, often, the day the page was saved."""
    if not blocks:
        return []
    first = found.index(blocks[0])
    start = found.index(headline) + 1 if headline is not None else max(0, first - _NEAR)
    return found[start:first]


# ------------------------------------------------------------------ headline


def _headline(found: list[Candidate], titles: tuple[str, ...]) -> Candidate | None:
    """The first level-one heading that says what the title says, else any short line that does, else the first such heading outside a zone."""
    wanted = {squeeze(title) for title in titles}
    level_one = [c for c in found if c.element.tag == "h1" or any(e.tag == "h1" for e in c.element.lineage())]
    named = sorted((c for c in level_one if squeeze(c.text) in wanted), key=lambda c: -len(c.text))  # the site's name is shorter
    alike = [c for c in level_one if any(squeeze(c.text) in title or title in squeeze(c.text) for title in wanted if title and len(c.text) > 12)]
    exact = sorted((c for c in found if squeeze(c.text) in wanted and c.linked < 0.5), key=lambda c: -len(c.text))
    free = [c for c in level_one if not any(_is_zone(e) for e in c.element.lineage())]
    return next(iter([*named, *alike, *exact, *free]), None)


def _without(found: list[Candidate], headline: Candidate | None, known: tuple[str, ...]) -> list[Candidate]:
    """All the rest; a line that only repeats what is known is left out."""
    repeated = {squeeze(text) for text in (*known, *((headline.text,) if headline else ()))}
    return [c for c in found if c is not headline and squeeze(c.text) not in repeated]


# ------------------------------------------------------------------ zones


class _Zones:
    """The parts of the page that are not the report, by their names and by what the extractor left in them."""

    def __init__(self, found: list[Candidate], vote: Vote) -> None:
        votes: Counter[int] = Counter()
        total = 0
        self._of: dict[int, frozenset[int]] = {}
        for candidate in found:
            zones = self.around(candidate.element)
            if candidate.linked < 0.5 and _SENTENCE.fullmatch(candidate.text) and vote.has(candidate.text):
                total += len(candidate.text)
                votes.update(dict.fromkeys(zones, len(candidate.text)))
        self._pardoned = {zone for zone, size in votes.items() if size * 2 > total}

    def around(self, element: Element) -> frozenset[int]:
        """The zones an element stands in."""
        chain: list[Element] = []
        zones: frozenset[int] = frozenset()
        for outer in element.lineage():
            known = self._of.get(id(outer))
            if known is not None:
                zones = known
                break
            chain.append(outer)
        for inner in reversed(chain):
            zones = zones | {id(inner)} if _is_zone(inner) else zones
            self._of[id(inner)] = zones
        return zones

    def hold(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in a part of the page that is not the report."""
        return bool(self.around(candidate.element) - self._pardoned)


def _is_zone(element: Element) -> bool:
    if element.tag in ("body", "html") or element.names & _NEVER_ZONES:
        return False
    if element.tag in _ZONE_TAGS or element.role in _ZONE_ROLES or element.names & _ZONE_NAMES:
        return True
    if element.tag == "footer":
        return all(outer.tag not in ("blockquote", "figure") for outer in element.lineage())
    return element.tag == "header" and all(outer.tag not in _ARTICLE_TAGS for outer in element.lineage())


# ------------------------------------------------------------------ body


def _is_plausible(candidate: Candidate, zones: _Zones) -> bool:
    if zones.hold(candidate) or is_furniture(candidate.text) or byline(candidate.text):
        return False
    return candidate.linked < 0.5 or (candidate.linked < 0.9 and candidate.kind is BlockKind.PARAGRAPH and _reads_as_text(candidate))


def _reads_as_text(candidate: Candidate) -> bool:
    """Whether it is a sentence or two, and not the label of something."""
    size = len(candidate.text)
    return not candidate.small and (size >= _LONG or (size >= _SHORT and _SENTENCE.fullmatch(candidate.text) is not None))


def _filled(found: list[Candidate], core: list[Candidate], zones: _Zones) -> list[Candidate]:
    """The core, and what stands between or beside its parts in the same container and looks like the report."""
    if not core:
        return []
    held = set(map(id, core))
    places = [at for at, c in enumerate(found) if id(c) in held]
    root = _root(core)
    containers = {id(_container(c)) for c in core}
    blocks = []
    for at, candidate in enumerate(found):
        is_between = places[0] < at < places[-1]
        if id(candidate) in held or (
            _is_plausible(candidate, zones)
            and _belongs(candidate, is_between=is_between, is_beside=id(_container(candidate)) in containers, root=root)
        ):
            blocks.append(candidate)
    return blocks


def _belongs(candidate: Candidate, *, is_between: bool, is_beside: bool, root: Element) -> bool:
    if not any(element is root for element in candidate.element.lineage()):
        return False
    if candidate.kind is BlockKind.CAPTION:
        return is_between or _in_article(candidate.element)
    if is_between or (is_beside and is_date_line(candidate.text)):
        return True
    return (is_beside or _in_article(candidate.element)) and _reads_as_text(candidate)


def _in_article(element: Element) -> bool:
    return any(outer.tag in _ARTICLE_TAGS or "articlebody" in outer.names for outer in element.lineage())


def _container(candidate: Candidate) -> Element:
    """What a block stands in; a quotation or a list is looked through."""
    element = candidate.element if candidate.element.tag in ("div", "td", "body", "section", "article", "main") else candidate.element.parent
    while element is not None and element.tag in ("blockquote", "ul", "ol", "figure", "li", "tr", "tbody", "table"):
        element = element.parent
    return element or candidate.element


def _root(core: list[Candidate]) -> Element:
    """The innermost element that holds nearly all of the core."""
    sizes: Counter[int] = Counter()
    total = 0
    for candidate in core:
        total += len(candidate.text)
        for element in candidate.element.lineage():
            sizes[id(element)] += len(candidate.text)
    best = _container(max(core, key=lambda c: len(c.text)))
    return next(element for element in best.lineage() if sizes[id(element)] >= _ROOT_SHARE * total or element.parent is None)


def _trimmed(blocks: list[Candidate]) -> list[Candidate]:
    """Without the headings, dates and small print that trail the report, and the dates that lead it."""
    while blocks and (blocks[-1].kind is BlockKind.HEADING or blocks[-1].small or is_date_line(blocks[-1].text)):
        blocks = blocks[:-1]
    return blocks
