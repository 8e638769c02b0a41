"""What still points to somebody in what is about to leave, and how it is put before a person to read."""

from __future__ import annotations

import dataclasses
import datetime

from factories import FakeTagger, interview, marked, reading

from testimonia.case.store import Case
from testimonia.domain import Reading, Record
from testimonia.people import person_id
from testimonia.pipeline import Pipeline
from testimonia.protection import Guard, outgoing
from testimonia.reidentification import CELL, METADATA, NEIGHBOURS, SEARCHABLE, Risk, check
from testimonia.views import Account, account

TODAY = datetime.date(2026, 11, 22)
GUARD = Guard(key=b"the key of this case")

Filed = tuple[Reading, tuple[str, ...]]


def printed(*sentences: str, report_id: str = "one", url: str | None = None, byline: str | None = None, title: str | None = None) -> Filed:
    read = reading("\n".join(marked(sentence).text for sentence in sentences), report_id=report_id, file=f"{report_id}.txt")
    return dataclasses.replace(read, report=dataclasses.replace(read.report, url=url, byline=byline, title=title)), sentences


def whole(*items: Filed) -> Account:
    with Case() as case:
        for read, sentences in items:
            case.add(read, Pipeline(FakeTagger(*sentences)).read(read.document), "original")
        return account(case)


def risks(*items: Filed, guard: Guard = GUARD) -> tuple[Risk, ...]:
    kept = whole(*items)
    return check(kept, outgoing(kept, TODAY, guard), guard)


def kinds(*items: Filed, guard: Guard = GUARD) -> list[str]:
    return [risk.kind for risk in risks(*items, guard=guard)]


class TestSmallCells:
    def test_a_role_with_an_age_or_a_place_is_one(self) -> None:
        for sentence in (
            "{S:A 34-year-old nurse from Tarn Ferry} {Q:said} {C:nobody came}.",
            "{S:Tolgan, a retired surveyor from Karsa,} {Q:said} {C:nobody came}.",
        ):
            assert kinds(printed(sentence)) == [CELL]

    def test_the_role_of_somebody_interviewed_on_terms_of_no_name_is_one(self) -> None:
        sentence = "{S:The supply officer} {Q:said} {C:there was no flour left}."
        asked = interview("Rolf Anders, supply officer", Record.BACKGROUND, may_be_named=False)
        note = reading(marked(sentence).text, report_id="one", file="note.txt", interview=asked)
        (risk,) = [risk for risk in risks((note, (sentence,))) if risk.kind == CELL]
        assert risk.words == "The supply officer"
        open_note = reading(marked(sentence).text, report_id="one", file="note.txt", interview=interview("Rolf Anders", Record.ON))
        assert CELL not in kinds((open_note, (sentence,)))

    def test_the_words_shown_are_those_that_leave(self) -> None:
        (risk,) = risks(printed("{S:Tolgan, a retired surveyor from Karsa,} {Q:said} {C:nobody came}."))
        assert "Tolgan" not in risk.words
        assert "retired surveyor from Karsa" in risk.words
        assert risk.report_id == "one"
        assert risk.advice

    def test_a_role_alone_is_none(self) -> None:
        assert kinds(printed("{S:A nurse} {Q:said} {C:nobody came}.")) == []

    def test_many_nurses_and_the_governor_are_none(self) -> None:
        assert kinds(printed("{S:Nurses from Karsa} {Q:said} {C:nobody came}.", "{S:The governor of Karsa} {Q:said} {C:nobody left}.")) == []

    def test_a_description_that_many_people_of_the_pile_fit_is_none(self) -> None:
        given = ("Tolgan", "Merrik", "Bosrun", "Livka", "Samvo", "Pedrik")
        items = [printed(f"{{S:{name}, a fighter from Karsa,}} {{Q:said}} {{C:nobody came}}.", report_id=name) for name in given]
        assert CELL in kinds(*items[:2])
        assert CELL not in kinds(*items)

    def test_a_public_person_is_none(self) -> None:
        item = printed("{S:Olav Brandur, a colonel from Karsa,} {Q:said} {C:nobody came}.")
        assert kinds(item) == [CELL]
        assert kinds(item, guard=Guard(public=frozenset([person_id(("olav", "brandur"))]), key=b"k")) == []


LONG = "{S:Merrik Dole} {Q:said}: {C:“We slept in the linen room and nobody ever asked us why.”}"


class TestSearchable:
    def test_eight_words_of_somebody_protected_in_a_printed_report(self) -> None:
        (risk,) = [risk for risk in risks(printed(LONG)) if risk.kind == SEARCHABLE]
        assert "linen room" in risk.words

    def test_fewer_words_none(self) -> None:
        assert SEARCHABLE not in kinds(printed("{S:Merrik Dole} {Q:said}: {C:“Nobody asked us why.”}"))

    def test_the_words_of_an_interview_none(self) -> None:
        read = reading(marked(LONG).text, report_id="notes", interview=interview("Merrik Dole, nurse", Record.ON))
        assert SEARCHABLE not in kinds((read, (LONG,)))

    def test_a_public_persons_words_none(self) -> None:
        guard = Guard(public=frozenset([person_id(("merrik", "dole"))]), key=b"k")
        assert SEARCHABLE not in kinds(printed(LONG), guard=guard)


class TestMetadata:
    def test_the_address_of_a_report_that_names_somebody(self) -> None:
        (risk,) = [risk for risk in risks(printed("Her brother Tolm was taken.", url="https://news.example/17")) if risk.kind == METADATA]
        assert risk.words == "https://news.example/17"

    def test_a_report_that_names_nobody_may_be_told(self) -> None:
        assert kinds(printed("The bridge is open.", url="https://news.example/17")) == []

    def test_an_author_under_a_pseudonym(self) -> None:
        (risk,) = [risk for risk in risks(printed("The bridge is open.", byline="By Nadja Ferrov")) if risk.kind == METADATA]
        assert "Ferrov" not in risk.words

    def test_a_title_can_be_searched_for(self) -> None:
        found = risks(printed("Her brother Tolm was taken.", title="One night at the bridge"))
        assert [risk.words for risk in found if risk.kind == METADATA] == ["One night at the bridge"]


class TestNeighbours:
    def test_a_relation_beside_a_pseudonym(self) -> None:
        (risk,) = [risk for risk in risks(printed("Her brother Tolm was taken.")) if risk.kind == NEIGHBOURS]
        assert risk.words.startswith("Her brother Person ")

    def test_an_age_beside_a_pseudonym(self) -> None:
        assert NEIGHBOURS in kinds(printed("“No,” said Livka, 31, and left."))


class TestTheList:
    def test_it_can_be_read(self) -> None:
        items = [
            printed(
                f"{{S:Tolgan Dar{letter}o, a surveyor from Karsa{letter},}} {{Q:said}}: {{C:“In room {letter} nobody ever asked us why we slept.”}}",
                f"Her brother Tolm{letter}o was taken.",
                report_id=f"report{letter}",
                url=f"https://news.example/{letter}",
            )
            for letter in "bcdfghjklmnpqrstvwxzbcdfghjklmnpqrstvwxz"[:20]
        ]
        found = risks(*items)
        assert len(found) <= 48
        assert sum(risk.more for risk in found) > 0
        assert [risk.kind for risk in found] == sorted((risk.kind for risk in found), key=[CELL, METADATA, NEIGHBOURS, SEARCHABLE].index)

    def test_the_same_words_in_two_reports_are_one(self) -> None:
        assert (
            kinds(printed("Her brother Tolm Arven was taken."), printed("Her brother Tolm Arven was taken.", report_id="two")).count(NEIGHBOURS) == 1
        )

    def test_the_same_account_gives_the_same_list(self) -> None:
        assert risks(printed(LONG)) == risks(printed(LONG))
