"""Claimed reasons: which words are cause and effect, and who gives the reason."""

from __future__ import annotations

import pytest
from factories import marked

from testimonia.domain import Explanation
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.claims import find_claims
from testimonia.resolvers.explanations import find_explanations


def explained(text: str, pointer: float = 0.8) -> list[tuple[str, Explanation]]:
    """Every explanation with its teller; the report's own voice is empty."""
    given = marked(text, pointer)
    claims = find_claims(given.document, given.mentions, given.links)
    tellers = {claim.id: claim.speaker.text if claim.speaker else "?" for claim in claims}
    found = find_explanations(given.document, given.mentions, given.links, claims)
    return [(tellers[x.claim] if x.claim else "", x) for x in found]


def test_cause_effect_and_signal_are_the_marked_words_without_their_edges() -> None:
    (((teller, found)),) = explained("{K:The bridge fell,} {G:and so} {E:, the city was lost}.")
    assert (found.cause.text, found.effect.text, [s.text for s in found.signals]) == ("The bridge fell", "the city was lost", ["and so"])
    assert (teller, found.score) == ("", 0.8)


def test_a_word_cut_in_two_is_made_whole() -> None:
    (((_, found)),) = explained("{K:The bridge fe}ll, {G:so} {E:the city was lo}st.")
    assert (found.cause.text, found.effect.text) == ("The bridge fell", "the city was lost")


def test_a_reason_in_somebodys_words_is_theirs() -> None:
    assert [teller for teller, _ in explained("{S:Tom Berek} {Q:said}: {C:“{K:The bridge fell}, {G:so} {E:the city was lost}.”}")] == ["Tom Berek"]


def test_a_reason_outside_all_claims_is_the_reports_own() -> None:
    text = "{S:Tom Berek} {Q:said} {C:nobody came}. {K1:The bridge fell}, {G1:so} {E1:the city was lost}."
    assert [(teller, x.claim) for teller, x in explained(text)] == [("", None)]


def test_the_teller_is_whoever_makes_the_smallest_claim_that_holds_the_reason() -> None:
    text = (
        "{S1:Tom Berek} {Q1:said} {C1:that {S2:the driver} had {Q2:told} him "
        "{C2:{K3:the bridge fell}, {G3:so} {E3:the city was lost}} and that it was winter}."
    )
    assert [teller for teller, _ in explained(text)] == ["the driver"]


def test_a_reason_that_lies_only_half_in_a_claim_is_not_its_speakers() -> None:
    text = "{S:Tom Berek} {Q:said} {C:{K1:the bridge fell}}, {G1:so} {E1:the city was lost}."
    assert [teller for teller, _ in explained(text)] == [""]


@pytest.mark.parametrize("cause", ["it", "that", "and", "this"])
def test_a_cause_of_function_words_only_is_dropped(cause: str) -> None:
    assert explained(f"{{K:{cause}}} , {{G:so}} {{E:the city was lost}}.") == []


def test_an_effect_of_function_words_only_is_dropped() -> None:
    assert explained("{K:the bridge fell}, {G:so} {E:it was}.") == []


def test_reasons_come_in_text_order_with_ids_of_their_own_that_stay() -> None:
    text = "{K1:The bridge fell}, {G1:so} {E1:the city was lost}. {K2:Nobody came}, {G2:so} {E2:the city was lost}."
    found = [x for _, x in explained(text)]
    assert [x.cause.text for x in found] == ["The bridge fell", "Nobody came"]
    assert len({x.id for x in found}) == 2
    assert [x.id for _, x in explained(text)] == [x.id for x in found]
    given = marked(text)
    elsewhere = find_explanations(as_given(given.text, "another report"), given.mentions, given.links, ())
    assert not {x.id for x in elsewhere} & {x.id for x in found}


class TestSaidOutright:
    """What a connective says outright where the network is silent."""

    @pytest.mark.parametrize(
        ("text", "cause", "effect"),
        [
            ("The city was lost because the bridge fell.", "the bridge fell", "The city was lost"),
            ("The city was lost because of hunger.", "hunger", "The city was lost"),
            ("The city was lost due to hunger.", "hunger", "The city was lost"),
            ("Hunger led to the loss of the city.", "Hunger", "the loss of the city"),
            ("Hunger resulted in surrender.", "Hunger", "surrender"),
        ],
    )
    def test_the_connective_parts_cause_and_effect(self, text: str, cause: str, effect: str) -> None:
        ((teller, found),) = explained(text)
        assert (teller, found.cause.text, found.effect.text) == ("", cause, effect)

    def test_what_is_only_due_to_happen_is_no_reason(self) -> None:
        assert explained("The talks are due to begin on Friday.") == []

    def test_a_reason_in_a_quotation_stays_in_it_and_is_its_speakers(self) -> None:
        ((teller, found),) = explained("{S:Tom Berek} {Q:said}: {C:“The city was lost because nobody came,”} and went home.")
        assert (teller, found.cause.text, found.effect.text) == ("Tom Berek", "nobody came", "The city was lost")

    def test_what_network_and_connective_both_find_is_one_reason(self) -> None:
        assert len(explained("{E:The city was lost} {G:because} {K:the bridge fell}.")) == 1
