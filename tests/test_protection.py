"""What leaves a case: every string of the outgoing account and of every export is searched for what must not be in it."""

from __future__ import annotations

import dataclasses
import datetime
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import FakeTagger, interview, marked, reading, strings

from testimonia.actions import add, read_files
from testimonia.case.store import Case
from testimonia.domain import DateBasis, Interview, Passage, Published, Reading, Record, Unread
from testimonia.exports import EXPORTS
from testimonia.judgement import Judgement, Standing, State, Verb
from testimonia.people import person_id
from testimonia.pipeline import Pipeline
from testimonia.protection import MASK, Guard, outgoing, people_of
from testimonia.views import Account, account

TODAY = datetime.date(2026, 11, 22)
NAME = "Zoë Wałęsa-Strauß, ward nurse"
PARTS = ("zoe", "walesa", "strauss")
# What stands in her notes; the second sentence names her in other letters, the third is a reason in the notes' own voice.
NOTES = (
    "{S1:ZOE WALESA} {Q1:said}: {C1:“I, Zoé Strauss, saw nobody ask for Wałęsa’s key.”}",
    "{S2:She} {Q2:said}: {C2:“My sister Ana Wałęsa left, too.”}",
    "{S3:Dr Karr} {Q3:told} the ward {C3:“that zoe.walesa@ward.example had written.”}",
    "The ward closed {G4:because} {K4:zoë strauss fell ill} and so {E4:the WAŁĘSAS left}.",
)
PUBLIC = Guard(public=frozenset(person_id(name) for name in (("tom", "berek"), ("ivo", "tarn"))), key=b"a key of the case")
ARTICLE = "{S:Tom Berek} {Q:said}: {C:“We left because nobody came.”}"
# What must not be read off the notes either.
PLACE = "Tarn Ferry camp"


def case_of(*items: tuple[Reading, tuple[str, ...]]) -> Case:
    case = Case()
    for read, sentences in items:
        case.add(read, Pipeline(FakeTagger(*sentences)).read(read.document), "original")
    return case


def noted(terms: Interview, *sentences: str, report_id: str = "notes", file: str = "interviews/zoe-walesa.txt") -> tuple[Reading, tuple[str, ...]]:
    """An interview note of these sentences whose file, title, byline and dateline all tell who and where."""
    text = "\n".join(marked(sentence).text for sentence in sentences)
    read = reading(text, report_id=report_id, file=file, interview=terms)
    dateline = f"{PLACE.upper()}, 6 May 2031"
    report = dataclasses.replace(
        read.report,
        title="Zoë Wałęsa talks",
        outlet="Wałęsa’s own blog",
        byline="Zoë Wałęsa",
        dateline=dateline,
        url="file:///notes/zoe-walesa",
        published=Published(date="2031-05-06", words=dateline, basis=DateBasis.DATELINE),
    )
    return Reading(report=report, document=dataclasses.replace(read.document, notes=("Zoë’s page 2 has no text",))), sentences


def printed(sentence: str, report_id: str, file: str = "article.txt") -> tuple[Reading, tuple[str, ...]]:
    return reading(marked(sentence).text, report_id=report_id, file=file), (sentence,)


def leaving(*items: tuple[Reading, tuple[str, ...]], questions: tuple[str, ...] = (), unread: tuple[Unread, ...] = ()) -> Account:
    """The outgoing account of a case with these reports, whose writers of articles are public: here the terms of interviews are at stake."""
    with case_of(*items) as case:
        for question in questions:
            case.ask(question)
        for one in unread:
            case.add_unread(one)
        return outgoing(account(case), TODAY, PUBLIC)


def with_everybody_public(whole: Account, day: datetime.date = TODAY) -> Account:
    """The outgoing account when everybody named is public, with the voices' ids as they were."""
    left = outgoing(whole, day, Guard(public=frozenset(person.id for person in people_of(whole))))
    ids = {line.claim.id: line.voice for line in whole.lines}
    assert {line.voice for line in left.lines if line.voice} & set(ids.values()) == set(), "the id of a voice is made of its name: it must not leave"
    return with_voices(left, ids)


def with_voices(left: Account, ids: dict[str, str | None]) -> Account:
    lines = {line.claim.id: dataclasses.replace(line, voice=ids[line.claim.id]) for line in left.lines}
    reasons = {r.explanation.id: dataclasses.replace(r, line=lines[r.line.claim.id] if r.line else None) for r in left.reasons}
    voices = [dataclasses.replace(voice, lines=tuple(lines[line.claim.id] for line in voice.lines)) for voice in left.voices]
    pages = [
        dataclasses.replace(
            page,
            lines=tuple(lines[line.claim.id] for line in page.lines),
            reasons=tuple(reasons[reason.explanation.id] for reason in page.reasons),
        )
        for page in left.pages
    ]
    return dataclasses.replace(
        left,
        pages=tuple(pages),
        lines=tuple(lines.values()),
        reasons=tuple(reasons.values()),
        voices=tuple(dataclasses.replace(voice, id=voice.lines[0].voice or "") for voice in voices),
    )


def loose(text: str) -> str:
    """The text without case, accents, special letters or invisible characters; written apart from the package's own folding."""
    plain = text.translate(str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "ß": "ss", "đ": "d", "ı": "i"}))
    parts = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))


def written(left: Account, folder: Path) -> Iterator[tuple[str, str]]:
    """The name and text of every file that the exports write."""
    for form, write in EXPORTS.items():
        (folder / form).mkdir()
        write(left, folder / form / f"out.{form}")
        for path in (folder / form).iterdir():
            yield path.name, path.read_text("utf-8")


def assert_nothing_of(parts: tuple[str, ...], left: Account, folder: Path) -> None:
    for string in strings(left):
        assert not [part for part in parts if loose(part) in loose(string)], string
    for name, text in written(left, folder):
        assert not [part for part in parts if loose(part) in loose(name + text)], name


BACKGROUND = interview(NAME, Record.BACKGROUND, may_be_named=True, where=PLACE)
NOT_NAMED = interview(NAME, Record.ON, may_be_named=False, where=PLACE)
OFF = interview(NAME, Record.OFF, where=PLACE)
LAPSED = interview(NAME, Record.ON, until="2026-11-21", where=PLACE)
ON_RECORD = interview(NAME, Record.ON, until="2026-11-22", where=PLACE)


@pytest.mark.parametrize("terms", [BACKGROUND, NOT_NAMED, OFF, LAPSED], ids=["background", "not named", "off record", "lapsed"])
class TestNothingOfTheName:
    def test_no_part_of_it_is_in_the_account_or_in_any_file_written(self, terms: Interview, tmp_path: Path) -> None:
        left = leaving(
            noted(terms, *NOTES),
            printed(ARTICLE, "article"),
            questions=("Why did Zoe Walesa leave?",),
            unread=(Unread(file="interviews/zoe-walesa.txt", row=None, reason="page 2 has no text"),),
        )
        assert "Tom Berek" in list(strings(left)), "the rest of the case must still leave"
        assert_nothing_of((*PARTS, PLACE), left, tmp_path)

    def test_something_is_said_about_what_was_withheld(self, terms: Interview) -> None:
        left = leaving(noted(terms, *NOTES), printed(ARTICLE, "article"))
        assert "interview" in left.withheld[0]

    def test_the_rest_of_the_case_leaves_as_it_is(self, terms: Interview) -> None:
        alone = leaving(printed(ARTICLE, "article"))
        left = leaving(noted(terms, *NOTES), printed(ARTICLE, "article"))
        ids = {line.claim.id: line.voice for page in alone.pages for line in page.lines}
        left = with_voices(left, {line.claim.id: ids.get(line.claim.id, line.voice) for line in left.lines})
        assert [page for page in left.pages if page.report.id == "article"] == list(alone.pages)
        assert [voice.name for voice in left.voices if "article" in {report.id for report in voice.reports}] == ["Tom Berek"]


@pytest.mark.parametrize("terms", [OFF, LAPSED], ids=["off record", "lapsed"])
class TestClosed:
    def test_nothing_of_the_interview_leaves(self, terms: Interview) -> None:
        left = leaving(noted(terms, *NOTES))
        assert (left.pages, left.lines, left.reasons, left.voices) == ((), (), (), ())

    def test_an_interview_that_could_not_be_read_does_not_leave_either(self, terms: Interview, tmp_path: Path) -> None:
        read, _ = noted(terms, "Zoë Wałęsa hat nichts gesehen.")
        with Case() as case:
            case.add(read, None, "original")
            case.add_unread(Unread(file=read.report.file, row=None, reason="text in language 'de'"))
            left = outgoing(account(case), TODAY)
        assert_nothing_of(PARTS, left, tmp_path)

    def test_its_fuller_form_of_a_name_is_not_shown_for_a_name_in_print(self, terms: Interview) -> None:
        """The notes say "Captain Ivo Tarn"; an article that says "Ivo Tarn" must leave without the rank."""
        left = leaving(
            noted(terms, "{S:Captain Ivo Tarn} {Q:said}: {C:“I left.”}"),
            printed("{S:Ivo Tarn} {Q:said}: {C:“Nobody came.”}", "article"),
        )
        assert not [string for string in strings(left) if "captain" in string.lower()]
        assert [voice.name for voice in left.voices] == ["Ivo Tarn"]


@pytest.mark.parametrize("terms", [BACKGROUND, NOT_NAMED], ids=["background", "not named"])
class TestUnnamed:
    def test_its_claims_leave_under_a_stand_in(self, terms: Interview) -> None:
        left = leaving(noted(terms, *NOTES))
        (page,) = left.pages
        assert len(page.lines) == 3
        assert page.lines[0].teller == page.report.title
        assert page.lines[0].claim.words.endswith("saw nobody ask for █████’s key.”")

    def test_offsets_stay_true(self, terms: Interview) -> None:
        left = leaving(noted(terms, *NOTES))
        (page,) = left.pages
        passages = [p for line in page.lines for p in (*line.claim.source, *line.claim.cue, *line.claim.content)]
        passages += [p for reason in page.reasons for p in (reason.explanation.cause, reason.explanation.effect, *reason.explanation.signals)]
        assert len(passages) == 12
        assert [page.document.text[p.start : p.end] for p in passages] == [p.text for p in passages]

    def test_the_notes_leave_only_where_a_finding_stands_on_them(self, terms: Interview) -> None:
        left = leaving(noted(terms, "The secret is in the cellar.", *NOTES[1:2], "He limps."))
        text = left.pages[0].document.text
        assert re.search(r"My sister Person \w+ █████ left, too\.", text)
        assert not [word for word in ("secret", "cellar", "limps") if word in text]
        assert [line for line in text.split("\n") if not line.strip(f"{MASK} ")] == [MASK * 5, MASK * 5], "how long the notes are is a trace of them"

    def test_the_person_is_not_joined_with_the_same_name_in_print(self, terms: Interview) -> None:
        """The article names her openly and is left as it is, but no voice, line or stand-in ties the notes to it."""
        article = printed("{S:Zoë Wałęsa-Strauß} {Q:said}: {C:“The ward was full.”}", "article")
        left = leaving(noted(terms, NOTES[0], NOTES[1]), article)
        by_report = {voice.name: {report.id for report in voice.reports} for voice in left.voices}
        assert all(len(reports) == 1 for reports in by_report.values())
        notes = [line for line in left.lines if line.report.id == "notes"]
        printed_lines = [line for line in left.lines if line.report.id == "article"]
        assert not {line.voice for line in notes} & {line.voice for line in printed_lines}
        assert not [part for part in PARTS for string in strings(notes) if part in loose(string)]

    def test_the_fuller_name_of_the_notes_is_not_shown_for_the_name_in_print(self, terms: Interview) -> None:
        left = leaving(
            noted(terms, "{S:Ward nurse Zoë Wałęsa} {Q:said}: {C:“I left.”}"),
            printed("{S:Zoë Wałęsa} {Q:said}: {C:“The ward was full.”}", "article"),
        )
        ((teller, stands_for),) = [(line.teller, line.stands_for) for line in left.lines if line.report.id == "article"]
        assert re.fullmatch(r"Person \w{5}", teller)
        assert stands_for is None
        shown = [line for line in left.lines if line.report.id == "article"] + [voice for voice in left.voices if voice.reports[0].id == "article"]
        assert not [string for string in strings(shown) if "nurse" in string.lower()]

    def test_a_pronoun_of_hers_stands_for_the_stand_in_and_not_for_blocks_as_long_as_her_name(self, terms: Interview) -> None:
        left = leaving(noted(terms, NOTES[0], NOTES[1]))
        line = next(line for line in left.lines if line.teller == "She")
        assert line.stands_for is None or MASK not in line.stands_for

    def test_two_people_withheld_are_two_voices_even_where_both_are_only_a_doctor(self, terms: Interview) -> None:
        other = dataclasses.replace(terms, asked="Ivo Tarn")
        left = leaving(
            noted(terms, "{S:A doctor} {Q:said}: {C:“I stayed.”}", report_id="one"),
            noted(other, "{S:A doctor} {Q:said}: {C:“I fled.”}", report_id="two", file="tarn.txt"),
        )
        assert sorted(len(voice.reports) for voice in left.voices) == [1, 1]
        assert len({line.report.title for line in left.lines}) == 2


class TestOnRecord:
    def test_an_interview_on_record_leaves_as_it_is_through_its_last_day(self) -> None:
        with case_of(noted(ON_RECORD, *NOTES), printed(ARTICLE, "article")) as case:
            whole = account(case)
        assert with_everybody_public(whole) == whole
        assert outgoing(whole, TODAY + datetime.timedelta(days=1)).pages != whole.pages

    def test_a_case_without_interviews_leaves_as_it_is(self) -> None:
        with case_of(printed(ARTICLE, "one"), printed("{S:He} {Q:said}: {C:“No.”}", "two", "b.txt")) as case:
            case.ask("Why did they leave?")
            case.add_unread(Unread(file="junk.bin", row=None, reason="no reader"))
            whole = account(case)
        assert with_everybody_public(whole) == whole


class TestSpelling:
    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ("Ilka Moreth", "moreth"),
            ("Ilka Moreth", "ILKA"),
            ("Ilka Moreth", "Moreth’s"),
            ("Ilka Moreth", "Moreth's"),
            ("Ilka Moreth", "the Moreths"),
            ("Ilka Moreth", "ilka_moreth"),
            ("Ilka Moreth", "@ilkamoreth"),
            ("Ilka Moreth", "#MorethIlka"),
            ("Ilka Moreth", "Mo\u00adreth"),
            ("Ilka Moreth", "Mo\u200breth"),
            ("Ilka Moreth", "\u202bMoreth\u202c"),
            ("Ilka Moreth", "Ｍｏｒｅｔｈ"),
            ("Ilka Moreth", "𝗠𝗼𝗿𝗲𝘁𝗵"),
            ("Ilka Moreth", "M\u00f3r\u0115th"),
            ("Ilka Moreth", "Mo\u0301reth"),
            ("Moreth, Ilka", "Ilka"),
            ("moreth, ilka", "Ilka"),
            ("Ilka Moreth (nurse)", "Moreth"),
            ("Øyvind Đorđe Łoś", "Oyvind"),
            ("Oyvind Dorde Los", "Øyvind"),
            ("Oyvind Dorde Los", "Łoś"),
            ("Strauß", "Strauß"),
            ("Strauß", "STRAUSS"),
            ("Strauss", "Strauß"),
            ("Işıl", "Isil"),
            ("Isil", "Işıl"),
            ("Ana Gros", "@anagroß"),
            ("Seán O’Brien", "O’Brien"),
            ("Seán O’Brien", "Brien"),
            ("Abu al-Nour", "al-Nour"),
            ("محمد العلي", "محمد"),
            ("مُحَمَّد العلي", "محمد"),
            ("محمد العلي", "مُحَمَّد"),
            ("أحمد", "احمد"),
            ("احمد", "أحمد"),
            ("Ольга Петрова", "ПЕТРОВА"),
            ("राम कुमार", "कुमार"),
        ],
    )
    def test_every_way_to_write_a_part_of_the_name_is_masked_in_place(self, asked: str, words: str) -> None:
        sentence = f"{{S:A nurse}} {{Q:said}}: {{C:“We saw {words} there.”}}"
        left = leaving(noted(interview(asked, Record.BACKGROUND), sentence))
        (claim,) = (line.claim for line in left.lines)
        kept = claim.words.removeprefix("“We saw ").removesuffix(" there.”")
        assert set(kept) <= set(MASK + "@#_’'- O\u202b\u202c") | set("thesal")
        assert MASK * 6 not in kept, "the length of a name is a trace of it"
        assert not [part for part in words.replace("’", " ").replace("-", " ").split() if len(part) > 3 and loose(part) in loose(kept)]

    @pytest.mark.parametrize("words", ["the market was in the east", "a fighter of their own", "Morethan said it", "Ilkay and Alina"])
    def test_other_words_are_not_taken_for_the_name(self, words: str) -> None:
        """Whoever else they name ("Morethan said it") leaves under a pseudonym as everybody does."""
        sentence = f"{{S:A nurse}} {{Q:said}}: {{C:“We heard {words}.”}}"
        left = leaving(noted(interview("Ilka Moreth of the East Ward", Record.BACKGROUND, where="in the east"), sentence))
        kept = left.lines[0].claim.words
        assert (MASK in kept) == ("east" in words)
        assert [word for word in ("market", "fighter", "said it", "and") if word in words and word not in kept] == []


class TestUnclearTerms:
    def test_a_note_whose_terms_are_missing_does_not_leave_by_its_file_name(self, tmp_path: Path) -> None:
        """Silence is not consent: the note is not read, and the list of what was not read must not name its source."""
        pile = tmp_path / "pile"
        pile.mkdir()
        (pile / "zoe-walesa.txt").write_text("---\ninterview with: Zoë Wałęsa\n---\n\nShe said nothing.\n", "utf-8")
        (pile / "empty.txt").write_text("", "utf-8")
        with read_files([pile], Pipeline(FakeTagger())) as case:
            whole = account(case)
        assert [unread.file for unread in whole.unread] == ["empty.txt", "zoe-walesa.txt"]
        left = outgoing(whole, TODAY)
        assert len(left.unread) == 2
        assert_nothing_of(("zoe", "walesa"), left, tmp_path)


class TestWhatNobodyCanTell:
    """Where nothing tells a name from another word, no words leave."""

    def test_a_report_that_was_not_read_leaves_without_its_words(self, tmp_path: Path) -> None:
        read = reading("Zoë Wałęsa sagte nichts.", report_id="foreign00", file="Wałęsa schweigt.txt")
        read = dataclasses.replace(
            read, report=dataclasses.replace(read.report, title="Zoë Wałęsa schweigt", outlet="Pegelbote", byline="Jan Wałęsa")
        )
        with Case() as case:
            case.add(read, None, "original")
            case.add_unread(Unread(file=read.report.file, row=None, reason="text in language 'de'"))
            left = outgoing(account(case), TODAY)
        assert_nothing_of(("zoe", "walesa", "sagte", "schweigt"), left, tmp_path)
        assert left.pages[0].report.outlet == "Pegelbote"
        assert left.unread == (Unread(file="report-foreign0", row=None, reason="text in language 'de'"),)
        assert left.withheld[0].startswith("The words of 1 report are blocked out")

    def test_a_report_in_capitals_leaves_without_its_words(self, tmp_path: Path) -> None:
        sentence = "{S:GOVERNOR ZOE WALESA} {Q:SAID} {C:THAT ARTISANS AND BAKERS HAD LEFT BEFORE DAWN BECAUSE NOBODY HAD COME TO HELP THEM}."
        left = leaving((reading("\n".join([marked(sentence).text] * 3), report_id="loud"), (sentence,)))
        assert_nothing_of(("zoe", "walesa", "bakers"), left, tmp_path)

    def test_words_in_a_script_without_capitals_are_blocked_out(self) -> None:
        left = leaving(printed("{S:A nurse} {Q:said}: {C:“They called him محمد العلي there.”}", "one"))
        assert left.lines[0].claim.words == f"“They called him {MASK * 5} there.”"
        assert any("scripts without capital letters" in notice for notice in left.withheld)


class TestPeople:
    def test_everybody_leaves_under_one_pseudonym_everywhere(self) -> None:
        left = leaving(
            printed("{S:Merrik Dole, a baker,} {Q:said}: {C:“Nobody came.”}", "one"),
            printed("{S:Merrik Dole} {Q:said}: {C:“They left.”} Dole wept.", "two"),
        )
        (voice,) = left.voices
        assert len(voice.reports) == 2
        name = re.fullmatch(r"(Person [B-Z2-9]{5}), a baker", voice.name)
        assert name
        assert left.pages[1].document.text.count(name[1]) == 2

    def test_a_key_makes_the_same_pseudonym_in_every_export_and_another_key_another(self) -> None:
        item = printed("{S:Merrik Dole} {Q:said}: {C:“Nobody came.”}", "one")
        more = printed("{S:Anton Brask} {Q:said}: {C:“Nobody left.”}", "more", "a.txt")
        with case_of(item) as small, case_of(more, item) as large:
            names = [
                next(voice.name for voice in outgoing(account(case), TODAY, Guard(key=key)).voices if voice.reports[0].id == "one")
                for case, key in ((small, b"one key"), (large, b"one key"), (small, b"another"))
            ]
        assert names[0] == names[1] != names[2]

    def test_without_a_key_people_are_numbered_in_the_order_of_the_pile(self) -> None:
        with case_of(printed("{S:Merrik Dole} {Q:said}: {C:“Anton Brask left.”}", "one")) as case:
            left = outgoing(account(case), TODAY)
        assert left.pages[0].document.text == "Person 1 said: “Person 2 left.”"
        assert left.withheld == ("2 people are shown under pseudonyms for this export only",)

    def test_a_family_name_shared_with_a_public_person_is_masked_where_it_stands_for_the_other(self) -> None:
        with case_of(
            printed("{S:Governor Olav Brandur} {Q:said}: {C:“No.”} Brandur left.", "one"),
            printed("{S:Nurse Ilka Brandur} {Q:said}: {C:“No.”} Brandur wept. Olav Brandur did not.", "two"),
        ) as case:
            left = outgoing(account(case), TODAY, Guard(public=frozenset([person_id(("olav", "brandur"))])))
        assert left.pages[0].document.text == "Governor Olav Brandur said: “No.” Brandur left."
        assert "Ilka" not in left.pages[1].document.text
        assert "Brandur wept" not in left.pages[1].document.text
        assert "Olav Brandur did not" in left.pages[1].document.text
        assert "1 marked public keeps the name" in left.withheld[-1]

    def test_a_near_spelling_of_a_name_is_that_name(self) -> None:
        left = leaving(printed("{S:Merrik Dollenov} {Q:said}: {C:“Nobody came.”} It was Dolenov’s car.", "one"))
        assert re.fullmatch(r"(Person \w{5}) said: “Nobody came.” It was \1’s car\.", left.pages[0].document.text)

    @pytest.mark.parametrize("form", ["M. Dolenov", "Dolenov-Hansk", "Hansk-Dolenov", "Merrik ‘Ox’ Dolenov", "Merrik Jan Dolenov", "MERRIK DOLENOV"])
    def test_what_hangs_on_a_name_goes_with_it(self, form: str) -> None:
        left = leaving(
            printed("{S:Merrik Dolenov} {Q:said}: {C:“Nobody came.”}", "one"),
            printed(f"They had a list; {form} stood on it.", "two"),
        )
        assert re.fullmatch(r"They had a list; Person \w{5} stood on it\.", left.pages[1].document.text)

    def test_a_word_that_is_only_part_of_a_name_by_chance_stays(self) -> None:
        left = leaving(printed("{S:Merrik Stone} {Q:said}: {C:“They threw a stone.”}", "one"))
        assert left.lines[0].claim.words == "“They threw a stone.”"

    def test_a_new_kind_of_finding_is_protected_without_a_word_about_it(self) -> None:
        """Whatever lies in an account is walked: here a field nobody has told the protection of."""
        with case_of(printed("{S:Merrik Dole} {Q:said}: {C:“Nobody came.”}", "one")) as case:
            whole = account(case)
        odd = dataclasses.replace(whole, withheld=(), questions=("Dole?", "merrik?"))
        assert outgoing(odd, TODAY, PUBLIC).questions[0].startswith("Person ")
        assert "merrik" not in outgoing(odd, TODAY, PUBLIC).questions[1]


class TestThePile:
    """What the rest of the pile tells of a word that is, in one report, a part of somebody's name."""

    NAMED = ("{S:Merrik Tolvar} {Q:said}: {C:“Nobody came.”} Tolvar wept.", "named")

    def others(self, *sentences: str) -> list[tuple[Reading, tuple[str, ...]]]:
        return [printed(sentence, f"other{number}", f"{number}.txt") for number, sentence in enumerate(sentences)]

    def texts(self, *sentences: str) -> list[str]:
        left = leaving(printed(*self.NAMED), *self.others(*sentences))
        by_report = {page.report.id: page.document.text for page in left.pages}
        assert not re.search("tolvar", by_report.pop("named"), re.IGNORECASE), "where the person is named, the name is hidden"
        return list(by_report.values())

    def test_a_part_alone_is_hidden_in_other_reports(self) -> None:
        assert "Tolvar" not in "".join(self.texts("They saw Tolvar at the gate.", "It rained."))

    @pytest.mark.parametrize(
        "sentence",
        [
            "Shells fell in Tolvar on day %d.",
            "They held the Tolvar countryside on day %d.",
            "The city of Tolvar was quiet on day %d.",
            "On day %d the Tolvar fell.",
        ],
    )
    def test_a_place_of_most_reports_is_read(self, sentence: str) -> None:
        texts = self.texts(*(sentence % day for day in range(5)), "They said Tolvar was lost.")
        assert all("Tolvar" in text for text in texts)

    def test_a_word_in_small_letters_elsewhere_is_read(self) -> None:
        assert all("tolvar" in text.lower() for text in self.texts("They ate tolvar there.", "They sold tolvar and bread.", "Tolvar is eaten cold."))

    def test_a_plural_in_small_letters_is_another_word(self) -> None:
        assert "tolvars" in "".join(self.texts("They lifted all tolvars again."))

    def test_the_whole_name_is_hidden_in_any_letters(self) -> None:
        texts = self.texts(
            *(f"Shells fell in Tolvar on day {day}." for day in range(5)), "They wrote merrik tolvar, MERRIK TOLVAR and Tolvar, Merrik."
        )
        assert not re.search("merrik", texts[-1], re.IGNORECASE)
        assert "tolvar," not in texts[-1]

    def test_who_is_named_in_full_by_many_reports_is_hidden_alone_though_much_is_called_after_them(self) -> None:
        full = [f"Governor Merrik Tolvar spoke on day {day}." for day in range(4)]
        texts = self.texts(*full, *(f"The Tolvar regime fired on day {day}." for day in range(6)), "They met Tolvar there.")
        assert "Tolvar" not in texts[-1]

    def test_a_word_that_one_report_takes_for_a_person_and_all_others_for_a_group_is_read(self) -> None:
        names = [f"The town fell to Dravesh fighters on day {day}." for day in range(5)]
        texts = self.texts(*names, "“No,” said Dravesh.")
        assert all("Dravesh" in text for text in texts)

    def test_letters_that_stand_for_a_body_are_read(self) -> None:
        texts = self.texts(*(f"KNAD said on day {day} that it rained." for day in range(5)))
        assert all("KNAD" in text for text in texts)

    def test_who_is_told_to_be_a_person_is_hidden_though_a_place_is_called_so(self) -> None:
        texts = self.texts(*(f"Shells fell in Dravesh on day {day}." for day in range(5)), "They shot nurse Dravesh at the gate.")
        assert "Dravesh" not in texts[-1]
        assert "Dravesh" in texts[0]


def test_who_decided_stays_in_the_case(tmp_path: Path) -> None:
    """Reviewers and their notes are nobody's business outside; how a finding stands leaves, what was rejected does not."""
    with case_of(printed("{S:Merrik Dole} {Q:said}: {C:“Nobody came.”}", "one")) as case:
        whole = account(case)
    judgement = Judgement(verb=Verb.ACCEPT, who="Reviewer Oda", when="2026-11-22T10:00:00Z", why="Merrik told me himself")
    standing = Standing(state=State.ACCEPTED, judgements=(judgement,))
    (line,) = (dataclasses.replace(line, standing=standing) for line in whole.lines)
    page = dataclasses.replace(whole.pages[0], lines=(line,), struck=(line,))
    voices = tuple(dataclasses.replace(voice, lines=(line,)) for voice in whole.voices)
    left = outgoing(dataclasses.replace(whole, lines=(line,), pages=(page,), voices=voices), TODAY, PUBLIC)
    assert left.lines[0].standing == left.pages[0].lines[0].standing == left.voices[0].lines[0].standing == Standing(state=State.ACCEPTED)
    assert left.pages[0].struck == ()
    assert_nothing_of(("oda", "told me"), left, tmp_path)


def test_a_note_received_under_two_names_leaves_under_neither(tmp_path: Path) -> None:
    note = "---\ninterview with: Zoë Wałęsa\nwhen: 6 May 2031\nterms: background\nmay be named: no\n---\n\nA nurse said: “We left.”\n"
    for name in ("zoe.txt", "walesa.txt"):
        (tmp_path / name).write_text(note, "utf-8")
    with Case() as case:
        add(case, [tmp_path / "zoe.txt", tmp_path / "walesa.txt"], Pipeline(FakeTagger("{S:A nurse} {Q:said}: {C:“We left.”}")))
        whole = account(case)
        left = outgoing(whole, TODAY)
    assert whole.pages[0].files == ("walesa.txt", "zoe.txt")
    (tmp_path / "out").mkdir()
    assert_nothing_of(("zoe", "walesa"), left, tmp_path / "out")


def test_passages_are_walked_too() -> None:
    """The walk itself is worth nothing if it passes over a field."""
    assert list(strings((Passage(start=0, end=3, text="Zoë"), "x"))) == ["Zoë", "x"]
