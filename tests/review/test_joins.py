"""Voices are joined and parted by people, and never joined against a "not the same"."""

from __future__ import annotations

from testimonia.judgement import Judgement, Verb, signed
from testimonia.review.joins import Joins, own_voice

SAME, APART = Verb.SAME, Verb.APART


def on(*pairs: tuple[Verb, str, str]) -> list[Judgement]:
    """Judgements whose makers knew of those before."""
    made: list[Judgement] = []
    for n, (verb, one, other) in enumerate(pairs):
        after = tuple(j.id for j in made)
        made.append(signed(Judgement(verb=verb, who="Ana", when=f"2031-01-01T00:00:{n:02}", subject=(one, other), after=after)))
    return made


def test_nobody_is_joined_without_a_decision() -> None:
    assert Joins([]).bearer("v-1", "r") == "v-1"
    assert Joins([]).members("v-1") == ("v-1",)


def test_joined_voices_have_one_root_however_the_pairs_come() -> None:
    for pairs in ([(SAME, "v-1", "v-2"), (SAME, "v-2", "v-3")], [(SAME, "v-3", "v-2"), (SAME, "v-1", "v-3")]):
        joins = Joins(on(*pairs))
        assert {joins.root(voice) for voice in ("v-1", "v-2", "v-3")} == {"v-1"}
        assert joins.members("v-3") == ("v-1", "v-2", "v-3")


def test_a_chain_never_joins_what_somebody_parted() -> None:
    joins = Joins(on((APART, "v-1", "v-3"), (SAME, "v-1", "v-2"), (SAME, "v-2", "v-3")))
    assert joins.root("v-1") == joins.root("v-2") != joins.root("v-3")


def test_the_last_decision_on_a_pair_holds() -> None:
    assert Joins(on((SAME, "v-1", "v-2"), (APART, "v-2", "v-1"))).root("v-2") == "v-2"
    assert Joins(on((APART, "v-1", "v-2"), (SAME, "v-2", "v-1"))).root("v-2") == "v-1"


def test_where_two_who_did_not_know_of_each_other_differ_the_voices_stay_apart() -> None:
    sides = [
        signed(Judgement(verb=verb, who=who, when=f"2031-01-01T00:00:0{n}", subject=("v-1", "v-2")))
        for n, (verb, who) in enumerate([(APART, "Ana"), (SAME, "Ben")])
    ]
    assert Joins(sides).root("v-2") == "v-2"


def test_somebody_else_of_the_same_name_in_one_report_is_a_voice_apart() -> None:
    joins = Joins(on((APART, "v-1", "report0123456")))
    assert joins.bearer("v-1", "report0123456") == own_voice("v-1", "report0123456") != "v-1"
    assert joins.bearer("v-1", "another") == "v-1"


def test_a_decision_taken_back_joins_nobody() -> None:
    made = on((SAME, "v-1", "v-2"))
    undo = signed(Judgement(verb=Verb.UNDO, who="Ana", when="2031-02-01", undoes=made[0].id))
    assert Joins([*made, undo]).root("v-2") == "v-2"
