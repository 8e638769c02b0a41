"""Two copies of a case become one, with nothing lost and differences shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_factory import finding, make, pile, pipeline, report_id

from testimonia import actions, shelf
from testimonia.actions.deciding import Wish, ask, judge, level, same, set_terms
from testimonia.actions.deleting import delete_person, delete_report
from testimonia.actions.merging import merge
from testimonia.case.store import Case
from testimonia.domain import Record, Terms
from testimonia.judgement import Verb


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Case, Case]]:
    make(tmp_path).close()
    with Case(tmp_path / "case") as case:
        case.ledger.key()
    shutil.copytree(tmp_path / "case", tmp_path / "copy")
    with Case(tmp_path / "case") as case, Case(tmp_path / "copy") as copy:
        yield case, copy


def decide(case: Case, verb: Verb, words: str, who: str) -> None:
    judge(case, Wish(verb=verb, kind="claim", report_id=report_id(case), of=(finding(case, words),), who=who))


def test_what_each_decided_stands_in_both_after_merging_either_way(two: tuple[Case, Case]) -> None:
    case, copy = two
    decide(case, Verb.ACCEPT, "bridge", "Ana")
    decide(copy, Verb.REJECT, "ferry", "Ben")
    merged = merge(case, copy)
    assert (merged.reports, merged.judgements, merged.disputes, merged.notes) == (0, 1, 0, ())
    merge(copy, case)
    assert case.ledger.all() == copy.ledger.all()
    assert shelf.overview(case).states == shelf.overview(copy).states


def test_where_they_differ_it_is_shown(two: tuple[Case, Case]) -> None:
    case, copy = two
    decide(case, Verb.ACCEPT, "bridge", "Ana")
    decide(copy, Verb.REJECT, "bridge", "Ben")
    assert merge(case, copy).disputes == 1
    assert {j.who for j in shelf.disputes(case)[0].judgements} == {"Ana", "Ben"}


def test_merging_again_changes_nothing(two: tuple[Case, Case]) -> None:
    case, copy = two
    decide(copy, Verb.REJECT, "bridge", "Ben")
    ask(copy, "Who came?")
    assert merge(case, copy).judgements == 1
    again = merge(case, copy)
    assert (again.reports, again.judgements, again.questions) == (0, 0, 0)


def test_new_reports_come_with_their_originals_questions_and_joined_voices(two: tuple[Case, Case], tmp_path: Path) -> None:
    case, copy = two
    actions.add(
        copy,
        [pile(tmp_path / "more", c__txt="{S:Rolf Anders} {Q:said} {C:the harbour burned}.")],
        pipeline("{S:Rolf Anders} {Q:said} {C:the harbour burned}."),
    )
    ask(copy, "What burned?")
    names = {row.name: row.id for row in shelf.voices(copy).rows}
    same(copy, names["Rolf Anders"], names["Dr Osk Maro"], who="Ben")
    merged = merge(case, copy)
    assert (merged.reports, merged.judgements, merged.questions) == (1, 1, 1)
    assert case.original(report_id(case, "c.txt")) is not None
    assert shelf.answer(case, 1).claims_total == 1
    assert [row.claims for row in shelf.voices(case).rows if row.joined] == [2]
    assert actions.search(case, "harbour")[0].words == "the harbour burned"


def test_what_one_copy_deleted_does_not_come_back_and_what_the_other_still_holds_is_named(two: tuple[Case, Case]) -> None:
    case, copy = two
    decide(copy, Verb.ACCEPT, "bridge", "Ben")
    gone = report_id(case)
    delete_report(case, gone, who="Ana", why="asked")
    merged = merge(case, copy)
    assert (merged.reports, merged.judgements) == (0, 0)
    assert "1 judgements are on what was deleted here" in merged.notes[0]
    assert gone in merge(copy, case).notes[0]


def test_a_person_deleted_in_one_copy_does_not_come_back_from_the_other(two: tuple[Case, Case], tmp_path: Path) -> None:
    case, copy = two
    decide(copy, Verb.ACCEPT, "ferry", "Ben")
    more = pile(tmp_path / "more", c__txt="{S:Envoy Pell Ostrand} {Q:said} {C:the harbour burned}.")
    actions.add(copy, [more], pipeline("{S:Envoy Pell Ostrand} {Q:said} {C:the harbour burned}."))
    ostrand = next(row for row in shelf.people(case).rows if "Ostrand" in row.name)
    delete_person(case, ostrand.id, who="Ana", why="he asked")
    merged = merge(case, copy)
    assert (merged.reports, merged.judgements) == (0, 0)
    assert any("name somebody who was deleted here" in note for note in merged.notes)
    assert case.folder is not None
    held = b" ".join(path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    assert b"ostrand" not in held.lower()
    assert any("deleted a person" in note for note in merge(copy, case).notes)


def test_of_terms_and_levels_set_without_knowing_of_each_other_the_stricter_holds(two: tuple[Case, Case], tmp_path: Path) -> None:
    case, copy = two
    note = "---\ninterview with: Ilka Tarnow\nwhen: 2031-04-01\nterms: on record\nmay be named: yes\n---\n\nThe bridge fell at noon, she thought.\n"
    for one in two:
        (tmp_path / "pile" / "note.txt").write_text(note, "utf-8")
        actions.add(one, [tmp_path / "pile"], pipeline())
    interview = shelf.consents(case)[0].report.id
    person = next(row for row in shelf.people(case).rows if "Ostrand" in row.name).id
    set_terms(case, interview, Terms(record=Record.OFF, may_be_named=False), who="Ana", why="in danger")
    level(case, person, public=False, who="Ana", why="in danger")
    set_terms(copy, interview, Terms(record=Record.ON, may_be_named=True, until="2040-01-01"), who="Ben", why="a date")
    level(copy, person, public=True, who="Ben", why="an envoy")
    merge(case, copy)
    terms = shelf.consents(case)[0].interview.terms
    assert (terms.record, terms.may_be_named, terms.until) == (Record.OFF, False, "2040-01-01")
    assert not shelf.person(case, person).public
    level(case, person, public=True, who="Cor", why="knows both")
    assert shelf.person(case, person).public


def test_two_cases_that_are_no_copies_are_merged_with_a_warning(two: tuple[Case, Case], tmp_path: Path) -> None:
    case, _ = two
    with Case(tmp_path / "third") as third:
        third.ledger.key()
        assert "no copies of one case" in merge(case, third).notes[0]
