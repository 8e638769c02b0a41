"""What a person decides is kept, signed, and shows on every page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from case_factory import MAYOR, SENTENCES, finding, form, make, pile, pipeline, report_id

from testimonia import actions, shelf, views
from testimonia.actions.deciding import Wish, apart, ask, judge, level, same, seen, set_terms, settle, undo
from testimonia.case.store import Case, open_case
from testimonia.domain import Record, Terms
from testimonia.errors import UsageError
from testimonia.judgement import AS_PROPOSED, Judgement, State, Verb


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def anders(case: Case, tmp_path: Path) -> Case:
    """The case with a report in which one man makes two claims."""
    text = "{S1:Rolf Anders} {Q1:said} {C1:the harbour burned}. {S2:Anders} {Q2:added} that {C2:the mill stood}."
    actions.add(case, [pile(tmp_path / "more", c__txt=text)], pipeline(text))
    return case


def decide(case: Case, verb: Verb, *words: str, who: str = "Ana", file: str = "a.txt", blind: bool = False, **parts: str) -> Judgement:
    drafts = (form(case, file, **parts),) if parts else ()
    of = tuple(finding(case, text, file) for text in words)
    return judge(case, Wish(verb=verb, kind="claim", report_id=report_id(case, file), of=of, drafts=drafts, who=who, blind=blind))


def said(case: Case, file: str = "a.txt") -> list[tuple[str, str, str]]:
    return [(line.teller, line.claim.words, line.standing.state) for line in shelf.page(case, report_id(case, file)).lines]


class TestFindings:
    def test_a_judgement_is_signed_dated_and_survives_a_restart(self, case: Case) -> None:
        made = decide(case, Verb.ACCEPT, "bridge")
        assert case.folder is not None
        with open_case(case.folder) as again:
            assert again.ledger.get(made.id) == made
            assert (made.who, made.when[:2], made.verb) == ("Ana", "20", Verb.ACCEPT)
            assert said(again)[0] == ("Mayor Ilka Tarnow", "the bridge fell", State.ACCEPTED)

    def test_it_shows_in_lists_pages_account_and_search(self, case: Case) -> None:
        decide(case, Verb.EDIT, "bridge", content="bridge fell", source="Mayor Ilka Tarnow", cue="said")
        assert ("Mayor Ilka Tarnow", "bridge fell", State.CORRECTED) in said(case)
        row, _ = case.ask_for.finding(finding(case, "bridge")) or (None, None)
        assert row is not None
        assert (row.words, row.state, row.sure) == ("bridge fell", "corrected", True)
        account = views.account(case)
        assert next((line.claim.words, line.standing.state) for line in account.pages[0].lines) == ("bridge fell", State.CORRECTED)
        assert next(place.words for place in actions.search(case, "bridge", report="a.txt")) == "bridge fell"

    def test_a_rejected_claim_leaves_lists_account_and_search_and_can_be_brought_back(self, case: Case) -> None:
        made = decide(case, Verb.REJECT, "ferry")
        assert [words for _, words, _ in said(case)] == ["the bridge fell"]
        assert "the ferry left" not in [line.claim.words for line in views.account(case).lines]
        assert all("ferry left" not in place.words or "paragraph" in place.headline for place in actions.search(case, "ferry"))
        assert shelf.page(case, report_id(case)).struck[0].standing.judgements == (made,)
        undo(case, made.id, who="Ana")
        assert [words for _, words, _ in said(case)] == ["the bridge fell", "the ferry left"]

    def test_what_was_missed_is_added_with_the_words_of_the_text(self, case: Case) -> None:
        made = decide(case, Verb.ADD, content="ferry left", source="Envoy Pell Ostrand")
        assert made.results[0].parts["content"][0].text == "ferry left"
        assert ("Envoy Pell Ostrand", "ferry left", State.ADDED) in said(case)
        assert shelf.address(case, made.results[0].id).finding_id == made.results[0].id

    def test_claims_of_one_speaker_are_merged_and_the_old_addresses_lead_to_the_one(self, anders: Case) -> None:
        made = decide(anders, Verb.MERGE, "harbour", "mill", file="c.txt")
        assert [words for _, words, _ in said(anders, "c.txt")] == ["the harbour burned … the mill stood"]
        assert shelf.address(anders, finding(anders, "mill", "c.txt")).finding_id == made.results[0].id

    def test_a_merged_claim_is_split_into_what_it_was_made_of(self, anders: Case) -> None:
        before = said(anders, "c.txt")
        merged = decide(anders, Verb.MERGE, "harbour", "mill", file="c.txt").results[0].id
        judge(anders, Wish(verb=Verb.SPLIT, kind="claim", report_id=report_id(anders, "c.txt"), of=(merged,), who="Ana"))
        assert [(teller, words) for teller, words, _ in said(anders, "c.txt")] == [(teller, words) for teller, words, _ in before]

    def test_claims_of_two_speakers_are_not_merged(self, case: Case) -> None:
        with pytest.raises(UsageError, match="different speakers"):
            decide(case, Verb.MERGE, "bridge", "ferry")

    def test_a_page_older_than_what_stands_is_refused(self, case: Case) -> None:
        old = seen(case.entry(report_id(case)).document, AS_PROPOSED)
        decide(case, Verb.REJECT, "bridge", who="Ben")
        wish = Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case), of=(finding(case, "bridge"),), who="Ana", seen=old)
        with pytest.raises(UsageError, match="load the page again"):
            judge(case, wish)
        now = seen(case.entry(report_id(case)).document, shelf.page(case, report_id(case)).struck[0].standing)
        assert judge(case, replace(wish, seen=now)).who == "Ana"

    def test_a_claim_that_is_a_reason_becomes_one_and_its_address_leads_there(self, case: Case) -> None:
        old = finding(case, "We left", "b.txt")
        draft = form(case, "b.txt", kind="reason", cause="flour", effect="We left")
        made = judge(case, Wish(verb=Verb.EDIT, kind="reason", report_id=report_id(case, "b.txt"), of=(old,), drafts=(draft,), who="Ana"))
        assert "“We left because the flour was gone.”" not in [line.claim.words for line in shelf.page(case, report_id(case, "b.txt")).lines]
        assert shelf.address(case, old).finding_id == made.results[0].id
        with pytest.raises(UsageError, match="reasons only"):
            judge(case, Wish(verb=Verb.ACCEPT, kind="reason", report_id=report_id(case), of=(finding(case, "bridge"),), who="Ana"))

    def test_an_added_reason_is_told_by_whoever_makes_the_claim_it_stands_in(self, case: Case) -> None:
        draft = form(case, "b.txt", kind="reason", cause="flour", effect="We left")
        made = judge(case, Wish(verb=Verb.ADD, kind="reason", report_id=report_id(case, "b.txt"), drafts=(draft,), who="Ana"))
        reason = next(r for r in shelf.page(case, report_id(case, "b.txt")).reasons if r.id == made.results[0].id)
        assert reason.teller == "Dr Osk Maro"

    @pytest.mark.parametrize(
        ("verb", "words", "parts", "says"),
        [
            (Verb.ACCEPT, (), {}, "findings and a form that fit"),
            (Verb.MERGE, ("bridge",), {}, "findings and a form that fit"),
            (Verb.EDIT, ("bridge",), {}, "findings and a form that fit"),
            (Verb.SPLIT, ("bridge",), {}, "in one piece"),
            (Verb.ADD, (), {"source": "Envoy"}, "What is said"),
        ],
    )
    def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(
        self, case: Case, verb: Verb, words: tuple[str, ...], parts: dict[str, str], says: str
    ) -> None:
        with pytest.raises(UsageError, match=says):
            decide(case, verb, *words, **parts)
        assert case.ledger.count() == 0

    def test_a_finding_of_another_report_and_a_stretch_outside_the_text_are_refused(self, case: Case) -> None:
        with pytest.raises(UsageError, match="in this report"):
            judge(case, Wish(verb=Verb.ACCEPT, kind="claim", report_id=report_id(case, "b.txt"), of=(finding(case, "bridge"),), who="Ana"))
        far = form(case, content="ferry left")
        far.parts["content"] = (far.parts["content"][0].__class__(start=0, end=9999, text=""),)
        with pytest.raises(UsageError, match="a stretch of the text"):
            judge(case, Wish(verb=Verb.ADD, kind="claim", report_id=report_id(case), drafts=(far,), who="Ana"))

    def test_nobody_decides_without_a_name(self, case: Case) -> None:
        with pytest.raises(UsageError, match="without a name"):
            decide(case, Verb.ACCEPT, "bridge", who=" ")

    def test_a_judgement_others_rest_on_is_not_taken_back_before_them(self, case: Case) -> None:
        first = decide(case, Verb.ACCEPT, "bridge")
        second = decide(case, Verb.REJECT, "bridge")
        with pytest.raises(UsageError, match="take the later one back first"):
            undo(case, first.id, who="Ana")
        undo(case, second.id, who="Ana")
        undo(case, first.id, who="Ana")
        with pytest.raises(UsageError, match="taken back already"):
            undo(case, first.id, who="Ana")
        assert said(case)[0][2] == State.PROPOSED

    def test_a_judgement_is_never_edited_in_the_file(self, case: Case) -> None:
        decide(case, Verb.ACCEPT, "bridge")
        with pytest.raises(sqlite3.IntegrityError, match="never edited"):
            case.db.run("UPDATE judgement SET who = 'Ben'")


class TestReadingAgain:
    def test_decisions_hold_after_another_network_read_everything_anew(self, case: Case) -> None:
        decide(case, Verb.EDIT, "bridge", content="bridge fell", source="Mayor Ilka Tarnow", cue="said")
        decide(case, Verb.REJECT, "ferry")
        address = finding(case, "bridge")
        changed = MAYOR.replace("{C:the bridge fell}", "the {C:bridge} fell")
        actions.reread(case, pipeline(changed, *SENTENCES[1:], version="fake 2"))
        assert said(case) == [("Mayor Ilka Tarnow", "bridge fell", State.CORRECTED)]
        assert shelf.address(case, address).finding_id == address
        assert shelf.unattached(case) == ()

    def test_the_address_of_a_finding_nobody_judged_leads_to_what_stands_on_its_words_now(self, case: Case) -> None:
        old = finding(case, "bridge")
        actions.reread(case, pipeline(MAYOR.replace("{C:the bridge fell}", "the {C:bridge fell}"), *SENTENCES[1:], version="fake 2"))
        new = finding(case, "bridge fell")
        assert new != old
        assert shelf.address(case, old).finding_id == new

    def test_an_address_whose_words_nobody_finds_any_more_still_tells_the_words(self, case: Case) -> None:
        old = finding(case, "bridge")
        actions.reread(case, pipeline("Nothing", version="fake 2"))
        assert (shelf.address(case, old).finding_id, shelf.address(case, old).words) == (None, "the bridge fell")

    def test_a_decision_whose_words_left_the_report_is_listed_as_unattached(self, case: Case) -> None:
        decide(case, Verb.ACCEPT, "bridge")
        entry = case.entry(report_id(case))
        text = "Nothing of it is left in this reading of the report."
        from factories import reading

        case.add(reading(text, report_id=entry.report.id, file="a.txt"), None, "")
        shelf.fresh(case)
        (one,) = shelf.unattached(case)
        assert one.judgement.of[0].parts["content"][0].text == "the bridge fell"
        assert shelf.overview(case).unattached == 1


class TestTwoReviewers:
    def test_a_blind_reviewer_sees_and_judges_the_proposals_alone(self, case: Case) -> None:
        decide(case, Verb.REJECT, "bridge", who="Ana")
        assert [line.claim.words for line in shelf.page(case, report_id(case), who="Ben", blind=True).lines] == ["the bridge fell", "the ferry left"]
        assert finding(case, "bridge") in [row.id for row in shelf.queue(case, who="Ben", blind=True).rows]
        assert decide(case, Verb.ACCEPT, "bridge", who="Ben", blind=True).after == ()
        assert finding(case, "bridge") not in [row.id for row in shelf.queue(case, who="Ben", blind=True).rows]

    def test_where_they_differ_stands_in_the_disputes_until_somebody_settles_it(self, case: Case) -> None:
        decide(case, Verb.REJECT, "bridge", who="Ana")
        theirs = decide(case, Verb.ACCEPT, "bridge", who="Ben", blind=True)
        (dispute,) = shelf.disputes(case)
        assert {j.who for j in dispute.judgements} == {"Ana", "Ben"}
        assert finding(case, "bridge") not in [row.id for row in shelf.queue(case).rows]
        with pytest.raises(UsageError, match="something else, or settled already"):
            settle(case, finding(case, "ferry"), theirs.id, who="Cor")
        settle(case, dispute.row.id, theirs.id, who="Cor")
        with pytest.raises(UsageError, match="something else, or settled already"):
            settle(case, dispute.row.id, theirs.id, who="Cor")
        assert shelf.disputes(case) == ()
        assert said(case)[0] == ("Mayor Ilka Tarnow", "the bridge fell", State.ACCEPTED)

    def test_their_agreement_and_the_machine_s_accuracy_stand_on_the_overview(self, case: Case) -> None:
        for words in ("bridge", "ferry"):
            decide(case, Verb.ACCEPT, words, who="Ana")
            decide(case, Verb.ACCEPT if words == "bridge" else Verb.REJECT, words, who="Ben", blind=True)
        overview = shelf.overview(case)
        (agreed,) = overview.agreement
        assert (agreed.kind, agreed.units, agreed.reviewers) == ("claim", 2, ("Ana", "Ben"))
        assert agreed.alpha == pytest.approx(0.0)
        assert next((line.what, line.n) for line in overview.card) == ("claims", 2)
        assert overview.disputes == 1


class TestVoices:
    def test_two_voices_are_joined_and_parted_again(self, case: Case) -> None:
        by_name = {row.name: row.id for row in shelf.voices(case).rows}
        made = same(case, by_name["Envoy Pell Ostrand"], by_name["Dr Osk Maro"], who="Ana", why="his doctorate")
        rows = {row.name: row for row in shelf.voices(case).rows}
        assert len(rows) == len(by_name) - 1
        joined = next(row for row in rows.values() if row.joined)
        assert (joined.claims, joined.reports) == (2, 2)
        assert len(views.account(case).voices) == len(rows)
        undo(case, made.id, who="Ana")
        assert {row.name: row.id for row in shelf.voices(case).rows} == by_name

    def test_somebody_of_the_same_name_in_one_report_is_told_apart(self, case: Case) -> None:
        tarnow = next(row for row in shelf.voices(case).rows if "Tarnow" in row.name)
        assert tarnow.reports == 2
        apart(case, tarnow.id, report_id(case, "b.txt"), who="Ana", why="a cousin")
        assert [row.reports for row in shelf.voices(case).rows if "Tarnow" in row.name] == [1, 1]

    def test_a_voice_that_is_not_there_and_one_voice_twice_are_refused(self, case: Case) -> None:
        with pytest.raises(UsageError, match="no voice"):
            same(case, "v-nobody", shelf.voices(case).rows[0].id, who="Ana")
        with pytest.raises(UsageError, match="one voice twice"):
            same(case, "v-1", "v-1", who="Ana")


def test_a_question_asked_on_the_desk_gathers_what_bears_on_it(case: Case) -> None:
    ask(case, "Why did the bridge fall?")
    answer = shelf.answer(case, 1)
    assert {row.words for told in answer.claims for items in told.items for row in items} >= {"the bridge fell"}
    assert [tuple(len(items) for items in told.items) for told in answer.claims if "Tarnow" in told.teller] == [(2,)]
    with pytest.raises(UsageError, match="no question 2"):
        shelf.answer(case, 2)


def test_a_person_is_protected_until_somebody_marks_them_public(case: Case, tmp_path: Path) -> None:
    person = next(row for row in shelf.people(case).rows if "Tarnow" in row.name)
    assert not person.public
    actions.export(case, "jsonl", tmp_path / "before.jsonl")
    level(case, person.id, public=True, who="Ana", why="the mayor")
    actions.export(case, "jsonl", tmp_path / "after.jsonl")
    assert "Tarnow" not in (tmp_path / "before.jsonl").read_text("utf-8")
    assert "Tarnow" in (tmp_path / "after.jsonl").read_text("utf-8")
    assert "Ostrand" not in (tmp_path / "after.jsonl").read_text("utf-8")
    (row,) = [row for row in shelf.people(case).rows if row.public]
    assert row.by == "Ana"


def test_the_terms_of_an_interview_can_be_narrowed_and_bind_at_once(tmp_path: Path) -> None:
    note = (
        "---\ninterview with: Ilka Tarnow\nwhen: 2031-04-01\nterms: on record\nmay be named: yes\n---\n\nIlka Tarnow told us that the bridge fell.\n"
    )
    with Case(tmp_path / "case") as case:
        folder = pile(tmp_path / "pile")
        (folder / "note.txt").write_text(note, "utf-8")
        actions.add(case, [folder], pipeline())
        assert case.unread() == ()
        (consent,) = shelf.consents(case)
        assert consent.interview.terms.record is Record.ON
        set_terms(case, consent.report.id, Terms(record=Record.OFF, may_be_named=False), who="Ana", why="she called")
        assert shelf.consents(case)[0].interview.terms.record is Record.OFF
        assert actions.export(case, "jsonl", tmp_path / "out.jsonl").pages == ()
