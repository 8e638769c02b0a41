"""What still points to somebody in an account that is about to leave: descriptions few people fit, words that can be searched for, addresses.

It looks only at what leaves, and shows only words that leave. It finds what a rule can find: nothing found does not mean that nobody can be told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from testimonia.domain import Manner, Passage, Record, Report, Span
from testimonia.names import fold, is_pronoun, proper_name
from testimonia.people import is_office, is_role
from testimonia.protection import STAND_IN, Guard, people_of
from testimonia.views import Account, Line, Page

CELL = "small cell"
_TELLING = 9  # weight of what may tell of a source on terms of no name: before all else
SEARCHABLE = "searchable quotation"
METADATA = "metadata"
NEIGHBOURS = "neighbours"
_WORST_FIRST = (CELL, METADATA, NEIGHBOURS, SEARCHABLE)
_MOST = 12  # risks of one kind that are shown: a list that nobody reads protects nobody
_MOST_OF_REPORT = 3
_NEAR = 60  # characters on either side of a pseudonym that are read for who the person is
_LONG = 8  # a run of so many words is found again by any search engine
_CROWD = 5  # where the pile has so many people of one description, it tells nobody

_PSEUDONYM = re.compile(r"Person (?:\d+|[B-DF-HJ-NP-TV-Z2-9]{5,})(?!\w)|A person interviewed on terms of no name \(\d+\)")
_AGE = re.compile(
    r"\b\d{1,2}[- ]years?[- ]old\b|\baged \d{1,2}\b|(?<=, )\d{2}(?=[,.])|\bin (?:his|her|their) (?:teens|(?:twen|thir|for|fif|six|seven|eigh)ties)\b"
)
_PLACE = re.compile(r"\b(?:from|in|at|near|of)\s+(?:the\s+)?([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
_RELATIVE = "brother|sister|mother|father|son|daughter|wife|husband|uncle|aunt|cousin|nephew|niece|neighbou?r|widow|widower|fianc[ée]e?|grand\\w+"
_RELATION = re.compile(rf"\b(?:his|her|their|whose|my|our|[A-Z0-9][\w-]*[’']s?)\s+(?:\w+\s+)?(?:{_RELATIVE})\b|\b(?:{_RELATIVE}) of\b", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:at|of|for|with|runs?|ran|heads?|headed|works?|worked|who leads?)\s+(?:(?:at|in|for)\s+)?(?:the\s+)?"
    r"(?:[A-Z][\w’'-]+\s+)*(?:[A-Z][\w’'-]+|hospital|school|bakery|bakers’ cooperative|university|clinic|market|camp|company|church|mosque|newspaper)"
)
_MONTHS = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b")

_ADVICE = {
    CELL: "Few people fit this. Leave out the age or the place, or say it less exactly.",
    SEARCHABLE: "These words can be searched for, and the page they are found on may name the person. Paraphrase them, or quote fewer.",
    METADATA: "This leads to the report itself, which names people who are hidden here. Leave it out, or ask whether they agree.",
    NEIGHBOURS: "These words beside the pseudonym say who it is to whoever knows the person. Leave them out.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Something that may tell who somebody is: its kind, where it stands, the words that leave, what to do, and the report it is in.

    `more` counts what is like it and not shown.
    """

    kind: str
    where: str
    words: str
    advice: str
    report_id: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    risk: Risk
    weight: int


def check(account: Account, outgoing: Account, guard: Guard) -> tuple[Risk, ...]:
    """What in the outgoing account may still tell who a protected person is, the worst first and not more than a person reads.

    `account` is the account as it is kept: it tells the names of those `guard` holds to be public, and how many people fit a description.
    """
    public = {fold(person.name) for person in people_of(account) if person.id in guard.public} if guard.public else set()
    found = [risk for page in outgoing.pages for risk in _of_page(page, public)]
    crowded = _crowded(found)
    return _readable(one for one in found if one.risk.kind != CELL or (role := _cell(one.risk.words)) is None or role not in crowded)


def _of_page(page: Page, public: set[str]) -> Iterator[_Found]:
    told: list[Span] = []
    for passage in _people(page):
        words = _around(page, passage)
        if any(name in fold(words) for name in public) and not _PSEUDONYM.search(words):
            continue
        found = _described(page, passage, words)
        if found and not any(passage.touches(span) for span in told):
            told.append(passage)
            yield found
    yield from _unnamed(page)
    yield from _quotations(page)
    yield from _metadata(page)


def _unnamed(page: Page) -> Iterator[_Found]:
    """By what somebody interviewed on terms of no name is told of in their own notes: "the supply officer" may be the only one."""
    terms = page.report.interview.terms if page.report.interview else None
    if terms is None or (terms.may_be_named and terms.record is Record.ON):
        return
    told = dict.fromkeys(line.teller for line in page.lines if not is_pronoun(line.teller) and not line.teller.startswith(STAND_IN))
    for teller in told:
        if any(is_role(fold(word)) for word in re.findall(r"\w+", teller)):
            yield _risk(CELL, page, teller, _TELLING, ", told of in the notes of an interview on terms of no name")


def _risk(kind: str, page: Page, words: str, weight: int, what: str = "") -> _Found:
    shown = " ".join(words.split())
    return _Found(Risk(kind=kind, where=f"{_called(page.report)}{what}", words=shown, advice=_ADVICE[kind], report_id=page.report.id), weight)


def _called(report: Report) -> str:
    return report.outlet or report.title or report.file


# ------------------------------------------------------------------ descriptions


def _people(page: Page) -> Iterator[Passage]:
    """Where somebody who is protected stands in the text: each pseudonym, and each speaker told by a description alone."""
    for match in _PSEUDONYM.finditer(page.document.text):
        yield page.document.passage(*match.span())
    for line in page.lines:
        speaker = line.claim.speaker
        if speaker and _is_told_by_description(speaker.text):
            yield speaker


def _is_told_by_description(mention: str) -> bool:
    return not _PSEUDONYM.search(mention) and not is_pronoun(mention) and _is_nameless(mention) and _is_one(mention)


def _is_nameless(mention: str) -> bool:
    """Whether a mention names nobody: the place somebody is from is no name of theirs."""
    return not proper_name(_PLACE.sub("", mention))


def _is_one(mention: str) -> bool:
    """Whether a mention is of one person by what they do, and not by an office everybody knows the holder of."""
    words = [fold(word) for word in re.findall(r"[\w’'-]+", mention.split(",", maxsplit=1)[0])]
    own = [word for word in words[:6] if is_role(word)]
    return bool(own) and not any(is_office(word) for word in own) and words[0] not in ("two", "three", "some", "several", "many")


def _around(page: Page, passage: Passage) -> str:
    """The words on either side within the sentence."""
    sentence = next((s for s in page.document.sentences if s.start <= passage.start < s.end), passage)
    start = max(sentence.start, passage.start - _NEAR)
    end = min(max(sentence.end, passage.end), passage.end + _NEAR)
    while start > sentence.start and not page.document.text[start - 1].isspace():
        start -= 1
    while end < sentence.end and not page.document.text[end].isspace():
        end += 1
    return page.document.text[start:end]


def _described(page: Page, passage: Passage, words: str) -> _Found | None:
    """What the words beside a person say of them: a role with an age or a place is a small cell; a relation, an age or a workplace is a neighbour."""
    about = _own_words(words, passage.text)
    marks = [bool(_AGE.search(about)), bool(_places(about))]
    roles = [word for word in re.findall(r"[\w-]+", about) if is_role(fold(word))]
    relation = _RELATION.search(about)
    if roles and any(marks):
        return _risk(CELL, page, words, 2 + sum(marks) + bool(relation) + bool(_MONTHS.search(about)))
    if relation or marks[0] or _WORK.search(about):
        return _risk(NEIGHBOURS, page, words, 2 * bool(relation) + marks[0] + 1)
    return None


def _own_words(words: str, person: str) -> str:
    """The words beside a person without what anybody says in quotation marks."""
    return re.sub(r"[“\"«„‘][^”\"»“’]*(?:[”\"»“’]|$)", " ", words) if person in words else words


def _places(words: str) -> list[str]:
    return [match[1] for match in _PLACE.finditer(words) if not _MONTHS.match(match[1]) and not _PSEUDONYM.match(match[1])]


def _cell(words: str) -> tuple[str, str] | None:
    """The role and the place of a description, by which people are counted; None where an age tells them apart."""
    role = next((fold(word) for word in re.findall(r"[\w-]+", words) if is_role(fold(word))), None)
    place = next(iter(_places(words)), None)
    return (role, fold(place)) if role and place and not _AGE.search(words) else None


def _crowded(found: Iterable[_Found]) -> set[tuple[str, str]]:
    """The cells so many different people of the pile fit that the description tells nobody."""
    people: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found:
        if one.risk.kind == CELL and (cell := _cell(one.risk.words)) is not None:
            people[cell] |= set(_PSEUDONYM.findall(one.risk.words)) or {one.risk.words}
    return {cell for cell, who in people.items() if len(who) >= _CROWD}


# ------------------------------------------------------------------ quotations, addresses


def _quotations(page: Page) -> Iterator[_Found]:
    """The longest verbatim words of each protected person in a report that others can find."""
    if page.report.interview is not None and page.report.url is None:
        return
    longest: dict[str, tuple[int, str]] = {}
    for line in page.lines:
        words = _verbatim(line)
        if words and len(words.split()) > longest.get(line.voice or line.teller, (0, ""))[0]:
            longest[line.voice or line.teller] = (len(words.split()), words)
    yield from (_risk(SEARCHABLE, page, words, count) for count, words in longest.values() if count >= _LONG)


def _verbatim(line: Line) -> str:
    """The longest stretch quoted of somebody protected; empty where there is none."""
    who = f"{line.teller} {line.stands_for or ''}"
    if line.claim.manner is Manner.INDIRECT or not (_PSEUDONYM.search(who) or (_is_one(line.teller) and _is_nameless(who))):
        return ""
    return max((piece.text for piece in line.claim.content), key=lambda text: len(text.split()), default="")


def _metadata(page: Page) -> Iterator[_Found]:
    """The address, the author and the title of a report in which people are hidden."""
    report = page.report
    hidden = set(_PSEUDONYM.findall(page.document.text))
    if report.byline and _PSEUDONYM.search(report.byline):
        yield _risk(METADATA, page, " · ".join(part for part in (report.byline, report.outlet, _date(report)) if part), 2, ", its author")
    if hidden and report.url:
        yield _risk(METADATA, page, report.url, 3 + len(hidden), ", its address")
    elif hidden and report.title and report.interview is None:
        yield _risk(METADATA, page, report.title, 1 + len(hidden), ", its title")


def _date(report: Report) -> str | None:
    return report.published.date if report.published else None


# ------------------------------------------------------------------ a list that can be read


def _readable(found: Iterable[_Found]) -> tuple[Risk, ...]:
    """The same words once, at most three of a kind from a report and twelve of a kind in all; the last shown of each kind counts the others."""
    once: dict[tuple[str, str], _Found] = {}
    for one in found:
        once.setdefault((one.risk.kind, fold(one.risk.words)), one)
    shown: list[Risk] = []
    for kind in _WORST_FIRST:
        ranked = sorted((one for one in once.values() if one.risk.kind == kind), key=lambda one: -one.weight)
        kept: list[Risk] = []
        of_report: defaultdict[str, int] = defaultdict(int)
        for one in ranked:
            of_report[one.risk.report_id] += 1
            if of_report[one.risk.report_id] <= _MOST_OF_REPORT and len(kept) < _MOST:
                kept.append(one.risk)
        if kept and len(ranked) > len(kept):
            kept[-1] = replace(kept[-1], more=len(ranked) - len(kept))
        shown += kept
    return tuple(shown)
