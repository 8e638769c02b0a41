"""No way out tells a name: piles of invented people are written in every form, and the bytes are searched for every spelling of every name."""

from __future__ import annotations

import dataclasses
import datetime
import html
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from factories import FakeTagger, interview, marked, reading, strings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testimonia.case.store import Case
from testimonia.domain import Reading, Record, Span, Unread
from testimonia.exports import EXPORTS
from testimonia.people import is_ordinary, person_id
from testimonia.pipeline import Pipeline
from testimonia.protection import Guard, outgoing
from testimonia.views import Account, account

TODAY = datetime.date(2026, 11, 22)
KEY = Guard(key=b"the key of this case")

Filed = tuple[Reading, tuple[str, ...]]


@dataclasses.dataclass(frozen=True)
class Invented:
    """Somebody invented: a given name and a family name."""

    given: str
    family: str

    @property
    def parts(self) -> tuple[str, str]:
        return self.given, self.family

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"


# ------------------------------------------------------------------ making people and piles

_LATIN = [*"bdfghklmnprstvz", "br", "dr", "kr", "tr", "ł", "ş", "č", "ñ"], [*"aeiou", "é", "ö", "á"]
_CYRILLIC = [*"бвгдзклмнпрстф"], [*"аеиоуя"]


def _names(letters: tuple[list[str], list[str]], least: int) -> st.SearchStrategy[str]:
    syllable = st.builds(lambda consonant, vowel: consonant + vowel, st.sampled_from(letters[0]), st.sampled_from(letters[1]))
    spoken = st.builds(lambda parts, end: "".join(parts) + end, st.lists(syllable, min_size=least, max_size=3), st.sampled_from(letters[0]))
    return spoken.map(str.capitalize).filter(lambda name: len(_loose(name)) >= 5 and not is_ordinary(_loose(name)))


def _people(letters: tuple[list[str], list[str]]) -> st.SearchStrategy[Invented]:
    prefixes = st.sampled_from(["", "", "", "al-"]) if letters is _LATIN else st.just("")
    family = st.builds(lambda prefix, name: prefix + name, prefixes, _names(letters, 2))
    return st.builds(Invented, _names(letters, 2), family).filter(lambda one: _loose(one.given)[:4] != _loose(one.family).removeprefix("al-")[:4])


SOMEBODY = st.one_of(_people(_LATIN), _people(_LATIN), _people(_CYRILLIC))

# Ways to name somebody that a rule of the language finds; the marks are those of `factories.marked`.
NAMING = (
    "{S:Governor %(full)s} {Q:said}: {C:“Nobody came.”}",
    "{S:%(full)s, 34, a nurse,} {Q:said} {C:the ward was full}.",
    "{S:Dr %(family)s} {Q:said}: {C:“We counted twice.”} %(full)s left the town.",
    "Her brother %(full)s was killed at dawn.",
    "{S:A neighbour} {Q:said} {C:that %(full)s had left}.",
    "A man named %(full)s closed the gate.",
    "Abu %(given)s sat by the door. {S:%(full)s} {Q:said}: {C:“I stayed.”}",
    "The house of %(full)s, a baker, burned.",
    "“We left,” said %(full)s. His sister wept.",
)
# Ways to come back to somebody named already, in other letters.
AGAIN = (
    "%(family)s’s house burned.",
    "%(FAMILY)s was seen again.",
    "They wrote to @%(joined)s and to %(given_small)s.%(family_small)s@ward.example.",
    "The %(family)ss left, too.",
    "The pro-%(family)s crowd stood by.",
    "Nobody spoke of %(hidden)s.",
    "They asked for %(accented)s.",
    "%(wide)s came back.",
    "{S:%(family)s} {Q:said}: {C:“I, %(given)s, saw it.”}",
    "The road was shut {G:because} {K:%(family)s was shot} and {E:the %(family)s family fled}.",
    "It was %(near)s who wrote it, they said of %(near)s.",
)


def _forms(person: Invented) -> dict[str, str]:
    given, family = person.parts
    bare = family.removeprefix("al-")
    return {
        "given": given,
        "family": family,
        "full": person.full,
        "FAMILY": family.upper(),
        "joined": _loose(given + bare),
        "given_small": given.lower(),
        "family_small": bare.lower(),
        "hidden": f"{bare[:2]}\u00ad{bare[2:]}",
        "accented": unicodedata.normalize("NFD", bare[0] + bare[1] + "\u0306" + bare[2:]),
        "wide": "".join(chr(ord(c) + 0xFEE0) if "A" <= c <= "z" else c for c in bare),
        "near": bare + bare[-1],
    }


@dataclasses.dataclass(frozen=True)
class Pile:
    """Invented people and the reports that name them."""

    people: tuple[Invented, ...]
    filed: tuple[Filed, ...]
    questions: tuple[str, ...]
    unread: tuple[Unread, ...]

    def account(self) -> Account:
        with Case() as case:
            for read, sentences in self.filed:
                case.add(read, Pipeline(FakeTagger(*sentences)).read(read.document), "original")
            for question in self.questions:
                case.ask(question)
            for one in self.unread:
                case.add_unread(one)
            return account(case)


@st.composite
def piles(draw: st.DrawFn) -> Pile:
    people = tuple(draw(st.lists(SOMEBODY, min_size=1, max_size=3)))
    filed = [_report(draw, number, draw(st.sampled_from(people))) for number in range(draw(st.integers(1, 3)))]
    asked = draw(st.sampled_from(people))
    filed.append(_notes(draw, asked))
    about = draw(st.sampled_from(people))
    questions = (f"Why did {about.full} leave?", f"Who shot {about.family}, the mayor?")
    unread = (Unread(file=f"more/{_loose(about.given)}-{_loose(about.family)}.bin", row=None, reason=f"no reader for what {about.full} sent"),)
    named = {one for one in people if any(one.family.upper() in read.document.text.upper() for read, _ in filed)} | {asked, about}
    return Pile(tuple(named), tuple(filed), questions, unread)


def _report(draw: st.DrawFn, number: int, person: Invented) -> Filed:
    forms = _forms(person)
    sentences = (draw(st.sampled_from(NAMING)) % forms, *(one % forms for one in draw(st.lists(st.sampled_from(AGAIN), max_size=4, unique=True))))
    text = "\n".join(marked(sentence).text for sentence in (f"{person.family} shot dead at the mill", *sentences))
    file = draw(st.sampled_from(["news/report.txt", "news/%(given_small)s_%(family_small)s.txt", "%(joined)s.html", "news/%(family)s talks.pdf"]))
    read = reading(text, report_id=f"report{number}", file=file % forms)
    report = dataclasses.replace(
        read.report,
        title=f"{person.family} shot dead at the mill",
        byline=draw(st.sampled_from([None, f"By {person.full}", f"{person.full} and agencies", person.full.lower()])),
        url=draw(st.sampled_from([None, "https://news.example/1", f"https://news.example/{_loose(person.given)}-{_loose(person.family)}%20talks"])),
    )
    return Reading(report=report, document=dataclasses.replace(read.document, notes=(f"page 2, with {person.full}, has no text",))), sentences


def _notes(draw: st.DrawFn, person: Invented) -> Filed:
    record = draw(st.sampled_from(Record))
    terms = interview(f"{person.full}, nurse", record, may_be_named=draw(st.booleans()), where="the camp")
    sentences = tuple(sentence % _forms(person) for sentence in ("{S:A nurse} {Q:said}: {C:“I, %(full)s, saw it.”}", "%(FAMILY)s: I slept there."))
    text = "\n".join(marked(sentence).text for sentence in sentences)
    return reading(text, report_id="notes", file=f"interviews/{_loose(person.full).replace(' ', '-')}.txt", interview=terms), sentences


# ------------------------------------------------------------------ searching what was written


def _loose(text: str) -> str:
    """Small letters without accents, variants or unseen signs; written apart from the package's own folding."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans({"ł": "l", "Ł": "L", "ı": "i"})).casefold())
    return "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))


def written(left: Account) -> Iterator[tuple[str, str]]:
    """What every export writes: the name of each file with its bytes read as text, as escaped and as shown."""
    with tempfile.TemporaryDirectory() as folder:
        for form, write in EXPORTS.items():
            Path(folder, form).mkdir()
            write(left, Path(folder, form, f"out.{form}"))
            for path in sorted(Path(folder, form).rglob("*")):
                if path.is_file():
                    raw = path.read_bytes().decode("utf-8", "replace")
                    yield form, "\n".join([path.name, raw, html.unescape(raw), unquote(raw), _unquoted(raw)])


def _unquoted(raw: str) -> str:
    """The strings of JSON lines as they are read back."""
    try:
        return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in raw.splitlines() if line.startswith("{"))
    except ValueError:
        return ""


def told(pile: Pile, left: Account) -> list[str]:
    """Which parts of names, or names run together, stand in anything that was written, or in the account itself."""
    found = []
    for form, text in (*written(left), ("account", "\n".join(strings(left)))):
        words = set(re.findall(r"[^\W\d_]+", _loose(re.sub(r"<[^>]*>", " ", text)))) | set(re.findall(r"[^\W\d_]+", _loose(text)))
        for person in pile.people:
            parts = [_loose(part).removeprefix("al-") for part in person.parts]
            wanted = {*parts, "".join(parts), "".join(reversed(parts)), *(f"{part}s" for part in parts), parts[1] + parts[1][-1]}
            found += [f"{form}: {part}" for part in wanted & words]
    return found


def spans(value: object) -> Iterator[Span]:
    """Every span anywhere in the value."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


# ------------------------------------------------------------------ the tests


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(piles(), st.sampled_from([KEY, Guard()]))
def test_no_way_out_tells_a_name(pile: Pile, guard: Guard) -> None:
    left = outgoing(pile.account(), TODAY, guard)
    assert told(pile, left) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(piles())
def test_what_points_into_a_text_points_at_its_words(pile: Pile) -> None:
    left = outgoing(pile.account(), TODAY, KEY)
    for page in left.pages:
        for span in spans((page.document, page.lines, page.reasons)):
            assert 0 <= span.start < span.end <= len(page.document.text)
            assert page.document.text[span.start : span.end] == getattr(span, "text", page.document.text[span.start : span.end])


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(piles())
def test_the_search_finds_the_names_where_an_export_goes_round_the_protection(pile: Pile) -> None:
    """The search itself is worth nothing if it passes over a name: what was not protected must be found by it."""
    assert any(found.startswith("dossier") for found in told(pile, pile.account()))
    assert any(found.startswith("jsonl") for found in told(pile, pile.account()))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(piles(), st.sampled_from([KEY, Guard()]))
def test_the_same_pile_leaves_in_the_same_bytes(pile: Pile, guard: Guard) -> None:
    whole = pile.account()
    assert list(written(outgoing(whole, TODAY, guard))) == list(written(outgoing(whole, TODAY, guard)))


@pytest.mark.parametrize("guard", [KEY, Guard()], ids=["with a key", "without"])
def test_a_public_name_stays_and_everybody_else_is_hidden(guard: Guard) -> None:
    sentences = ("{S:Governor Olav Brandur} {Q:said}: {C:“Ilka Moreth has left.”}", "Brandur waited. Moreth did not come.")
    read = reading("\n".join(marked(sentence).text for sentence in sentences), report_id="one")
    pile = Pile((Invented("Ilka", "Moreth"),), ((read, sentences),), (), ())
    left = outgoing(pile.account(), TODAY, dataclasses.replace(guard, public=frozenset([person_id(("olav", "brandur"))])))
    assert told(pile, left) == []
    assert left.pages[0].document.text.count("Brandur") == 2
    assert left.voices[0].name == "Governor Olav Brandur"
