"""Judgements change what stands, follow their words into another reading, and stand side by side where people differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judging import TEXT, Maker, at, changed, draft, read

from testimonia.domain import Claim
from testimonia.judgement import Draft, State, Verb, signed
from testimonia.review.apply import Reviewed, reviewed


def words(review: Reviewed) -> list[str]:
    return [claim.words for claim in review.extraction.claims] if review.extraction else []


def claim(review: Reviewed, finding_id: str) -> Claim:
    assert review.extraction is not None
    return next(c for c in review.extraction.claims if c.id == finding_id)


@pytest.fixture
def made():  # noqa: ANN201
    document, extraction = read()
    return document, extraction, Maker(document), draft(extraction, "bridge"), draft(extraction, "ferry")


def test_nothing_decided_leaves_everything_a_proposal(made) -> None:  # noqa: ANN001
    document, extraction, *_ = made
    review = reviewed(document, extraction, ())
    assert review.extraction == extraction
    assert (review.standings, review.struck, review.unattached) == ({}, (), ())


def test_an_accepted_claim_keeps_its_id_and_is_certain(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    review = reviewed(document, extraction, [judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))])
    assert claim(review, bridge.id).sure
    assert claim(review, bridge.id).basis == "decided by a person"
    assert review.standings[bridge.id].state is State.ACCEPTED
    assert len(words(review)) == 2


def test_a_rejected_claim_is_gone_and_kept_aside(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    review = reviewed(document, extraction, [judge(Verb.REJECT, "Ana", (bridge,))])
    assert words(review) == ["the ferry left"]
    assert [(s.finding.words, s.standing.state) for s in review.struck] == [("the bridge fell", State.REJECTED)]


def test_a_corrected_claim_has_the_new_words_under_the_old_address(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    review = reviewed(document, extraction, [judge(Verb.EDIT, "Ana", (bridge,), (changed(bridge, document, content="bridge fell"),))])
    assert claim(review, bridge.id).words == "bridge fell"
    assert review.standings[bridge.id].state is State.CORRECTED


def test_the_later_judgement_of_one_who_knew_the_earlier_holds(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    first = judge(Verb.REJECT, "Ana", (bridge,))
    second = judge(Verb.ACCEPT, "Ben", (bridge,), (bridge,), after=(first,))
    review = reviewed(document, extraction, [first, second])
    assert review.standings[bridge.id].state is State.ACCEPTED
    assert [j.who for j in review.standings[bridge.id].judgements] == ["Ana", "Ben"]


def test_an_added_claim_stands_in_text_order(made) -> None:  # noqa: ANN001
    document, extraction, judge, *_ = made
    new = Draft(id="new", kind="claim", parts={"content": (at(document, "The mayor"),)}, values={"manner": "indirect"})
    review = reviewed(document, extraction, [judge(Verb.ADD, "Ana", (), (new,))])
    assert words(review) == ["The mayor", "the bridge fell", "the ferry left"]
    assert review.standings["new"].state is State.ADDED


def test_what_nothing_was_found_in_can_be_added_to(made) -> None:  # noqa: ANN001
    document, _, judge, bridge, _ = made
    review = reviewed(document, None, [judge(Verb.ADD, "Ana", (), (replace(bridge, id="new"),))])
    assert words(review) == ["the bridge fell"]


def test_merged_claims_become_one_and_both_addresses_lead_to_it(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, ferry = made
    whole = replace(bridge, id="whole", parts=bridge.parts | {"content": (*bridge.parts["content"], *ferry.parts["content"])})
    review = reviewed(document, extraction, [judge(Verb.MERGE, "Ana", (bridge, ferry), (whole,))])
    assert words(review) == ["the bridge fell … the ferry left"]
    assert (review.became[bridge.id], review.became[ferry.id]) == ("whole", "whole")


def test_a_split_and_the_correction_of_one_half_keep_the_other_half(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    halves = tuple(replace(bridge, id=name, parts=bridge.parts | {"content": (at(document, text),)}) for name, text in (("a", "the"), ("b", "fell")))
    split = judge(Verb.SPLIT, "Ana", (bridge,), halves)
    corrected = judge(Verb.EDIT, "Ana", (halves[1],), (changed(halves[1], document, content="bridge fell"),), after=(split,))
    review = reviewed(document, extraction, [split, corrected])
    assert words(review) == ["the", "bridge fell", "the ferry left"]


def test_a_judgement_taken_back_leaves_the_one_before(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, _ = made
    first = judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))
    second = judge(Verb.REJECT, "Ana", (bridge,), after=(first,))
    taken_back = judge.undo(second)
    assert reviewed(document, extraction, [first, second, taken_back]).standings[bridge.id].state is State.ACCEPTED


def test_what_was_added_and_then_rejected_is_gone(made) -> None:  # noqa: ANN001
    document, extraction, judge, *_ = made
    new = Draft(id="new", kind="claim", parts={"content": (at(document, "The mayor"),)}, values={"manner": "indirect"})
    added = judge(Verb.ADD, "Ana", (), (new,))
    rejected = judge(Verb.REJECT, "Ana", (new,), after=(added,))
    review = reviewed(document, extraction, [added, rejected])
    assert words(review) == ["the bridge fell", "the ferry left"]
    assert [s.finding.id for s in review.struck] == ["new"]
    assert "new" not in review.standings
    again = reviewed(document, extraction, [added, rejected, judge(Verb.ACCEPT, "Ana", (new,), (new,), after=(rejected,))])
    assert (again.struck, again.standings["new"].state) == ((), State.ACCEPTED)


def test_knowing_decides_and_not_the_clock(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, ferry = made
    whole = replace(bridge, id="whole", parts=bridge.parts | {"content": (*bridge.parts["content"], *ferry.parts["content"])})
    merged = judge(Verb.MERGE, "Ana", (bridge, ferry), (whole,))
    slow = signed(replace(judge(Verb.REJECT, "Ben", (whole,), after=(merged,)), when="2031-05-01T09:00:00+00:00", id=""))
    assert words(reviewed(document, extraction, [merged, slow])) == []


def test_merging_splitting_and_merging_again_leaves_one_finding_that_can_be_judged(made) -> None:  # noqa: ANN001
    document, extraction, judge, bridge, ferry = made
    whole = replace(bridge, id="whole", parts=bridge.parts | {"content": (*bridge.parts["content"], *ferry.parts["content"])})
    merged = judge(Verb.MERGE, "Ana", (bridge, ferry), (whole,))
    halves = replace(bridge, id="a"), replace(ferry, id="b")
    split = judge(Verb.SPLIT, "Ana", (whole,), halves, after=(merged,))
    again = judge(Verb.MERGE, "Ana", halves, (replace(whole, id="whole2"),), after=(split,))
    review = reviewed(document, extraction, [merged, split, again])
    assert words(review) == ["the bridge fell … the ferry left"]
    assert "whole2" not in review.became


class TestDifference:
    def test_two_who_did_not_know_of_each_other_and_differ_leave_the_proposal_in_dispute(self, made) -> None:  # noqa: ANN001
        document, extraction, judge, bridge, _ = made
        sides = [judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,)), judge(Verb.REJECT, "Ben", (bridge,))]
        review = reviewed(document, extraction, sides)
        assert review.standings[bridge.id].state is State.DISPUTED
        assert review.standings[bridge.id].judgements == tuple(sides)
        assert claim(review, bridge.id).basis != "decided by a person"

    def test_two_who_agree_unknown_to_each_other_are_no_dispute(self, made) -> None:  # noqa: ANN001
        document, extraction, judge, bridge, _ = made
        review = reviewed(document, extraction, [judge(Verb.ACCEPT, who, (bridge,), (bridge,)) for who in ("Ana", "Ben")])
        assert review.standings[bridge.id].state is State.ACCEPTED

    def test_two_who_add_the_same_words_with_another_meaning_differ(self, made) -> None:  # noqa: ANN001
        document, extraction, judge, *_ = made
        new = Draft(id="new", kind="claim", parts={"content": (at(document, "The mayor"),)}, values={"manner": "indirect"})
        sides = [judge(Verb.ADD, "Ana", (), (new,)), judge(Verb.ADD, "Ben", (), (replace(new, values={"manner": "direct"}),))]
        review = reviewed(document, extraction, sides)
        assert review.standings["new"].state is State.DISPUTED
        assert words(review).count("The mayor") == 1
        assert reviewed(document, extraction, [sides[0], judge(Verb.ADD, "Ben", (), (new,))]).standings["new"].state is State.ADDED

    def test_whoever_knew_both_settles_it(self, made) -> None:  # noqa: ANN001
        document, extraction, judge, bridge, _ = made
        sides = (judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,)), judge(Verb.REJECT, "Ben", (bridge,)))
        settled = judge(Verb.REJECT, "Cor", (bridge,), after=sides)
        assert words(reviewed(document, extraction, [*sides, settled])) == ["the ferry left"]

    def test_the_order_in_which_they_are_read_does_not_matter(self, made) -> None:  # noqa: ANN001
        document, extraction, judge, bridge, ferry = made
        sides = [judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,)), judge(Verb.REJECT, "Ben", (bridge,)), judge(Verb.REJECT, "Ben", (ferry,))]
        assert reviewed(document, extraction, sides) == reviewed(document, extraction, sides[::-1])


class TestAnotherReading:
    def test_decisions_follow_their_words_when_the_reader_gives_other_offsets(self, made) -> None:  # noqa: ANN001
        _, _, judge, bridge, ferry = made
        decided = [judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,)), judge(Verb.REJECT, "Ana", (ferry,))]
        document, extraction = read(f"NORWICK, 1 May.\n\n{TEXT}", TEXT)
        review = reviewed(document, extraction, decided)
        assert words(review) == ["the bridge fell"]
        assert claim(review, bridge.id).content[0].start == document.text.index("the bridge")
        assert review.unattached == ()

    def test_another_network_s_proposal_on_the_same_words_gives_way_to_what_was_decided(self, made) -> None:  # noqa: ANN001
        document, _, judge, bridge, _ = made
        corrected = judge(Verb.EDIT, "Ana", (bridge,), (changed(bridge, document, content="bridge fell", source="mayor"),))
        _, other = read(TEXT, TEXT.replace("{C1:the bridge fell}", "the {C1:bridge fell}"), version="fake 2")
        review = reviewed(document, other, [corrected])
        assert words(review) == ["bridge fell", "the ferry left"]
        assert claim(review, bridge.id).source[0].text == "mayor"

    def test_a_rejection_holds_against_another_network_s_proposal_on_the_same_words(self, made) -> None:  # noqa: ANN001
        document, _, judge, bridge, _ = made
        _, other = read(TEXT, TEXT.replace("{C1:the bridge fell}", "the {C1:bridge fell}"), version="fake 2")
        assert words(reviewed(document, other, [judge(Verb.REJECT, "Ana", (bridge,))])) == ["the ferry left"]

    def test_what_a_person_accepted_stands_though_the_network_no_longer_finds_it(self, made) -> None:  # noqa: ANN001
        document, _, judge, bridge, _ = made
        _, blind = read(TEXT, "Nothing of it")
        assert words(reviewed(document, blind, [judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))])) == ["the bridge fell"]

    def test_a_decision_whose_words_are_gone_is_unattached(self, made) -> None:  # noqa: ANN001
        _, _, judge, bridge, _ = made
        accepted = judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))
        document, extraction = read("The mayor said nothing at all.", "Nothing")
        review = reviewed(document, extraction, [accepted])
        assert review.unattached == (accepted,)
        assert words(review) == []

    def test_a_name_elsewhere_in_the_new_text_is_not_put_to_the_old_words(self, made) -> None:  # noqa: ANN001
        _, _, judge, bridge, _ = made
        accepted = judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))
        document, extraction = read("Selim Aziz claimed the bridge fell. Later The mayor said nothing was certain.", "Nothing")
        review = reviewed(document, extraction, [accepted])
        assert (words(review), review.unattached) == ([], (accepted,))

    def test_a_chain_of_corrections_made_on_two_readings_ends_where_the_last_one_ended(self, made) -> None:  # noqa: ANN001
        document, _, judge, bridge, _ = made
        corrected = changed(bridge, document, content="bridge fell")
        first = judge(Verb.EDIT, "Ana", (bridge,), (corrected,))
        second = judge(Verb.EDIT, "Ana", (corrected,), (changed(corrected, document, content="fell"),), after=(first,))
        _, other = read(TEXT, TEXT.replace("{C1:the bridge fell}", "the {C1:bridge fell}"), version="fake 2")
        assert words(reviewed(document, other, [first, second])) == ["fell", "the ferry left"]


def test_a_reason_follows_the_claim_that_took_the_place_of_its_own() -> None:
    text = "{S1:The mayor} {Q1:said}: {C1:“{E1:We left} {G1:because} {K1:nobody came}.”}"
    document, extraction = read(text, text)
    judge, old = Maker(document), draft(extraction, "We left")
    halves = (replace(old, id="new"),)
    review = reviewed(document, extraction, [judge(Verb.SPLIT, "Ana", (old,), halves)])
    assert review.extraction is not None
    assert [x.claim for x in review.extraction.explanations] == ["new"]
