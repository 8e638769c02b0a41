"""How often the machine was right, and how far reviewers agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judging import Maker, changed, draft, read

from testimonia.judgement import Verb
from testimonia.review.counting import agreement, alpha, rulings, tallies, wilson


def test_alpha_of_the_published_example() -> None:
    """Krippendorff 2011, section C: four observers, twelve units, missing values, nominal: .743."""
    observers = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    units = [[value for value in unit if value != "."] for unit in zip(*(line.split() for line in observers), strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.001)


def test_alpha_is_one_where_all_agree_and_has_no_value_where_nothing_varies() -> None:
    assert alpha([["a", "a"], ["b", "b"]]) == 1.0
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a"], ["b"]]) is None


def test_the_interval_of_wilson() -> None:
    """Of 10 in 10 the lower end is .722 (Brown, Cai and DasGupta 2001, the usual worked value); of none nothing is known."""
    assert wilson(10, 10) == pytest.approx((0.722, 1.0), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(8, 10)
    assert low < 0.8 < high


@pytest.fixture
def made():  # noqa: ANN201
    document, extraction = read()
    return document, Maker(document), draft(extraction, "bridge"), draft(extraction, "ferry")


def test_the_card_counts_each_proposal_once_by_its_last_ruling(made) -> None:  # noqa: ANN001
    document, judge, bridge, ferry = made
    corrected = changed(bridge, document, content="bridge fell")
    first = judge(Verb.EDIT, "Ana", (bridge,), (corrected,))
    judgements = [first, judge(Verb.ACCEPT, "Ana", (corrected,), (corrected,), after=(first,)), judge(Verb.ACCEPT, "Ana", (ferry,), (ferry,))]
    every, sure = tallies(judgements)
    assert (every.kind, every.sure, every.n, every.right, every.corrected, every.rejected) == ("claim", None, 2, 1, 1, 0)
    assert (sure.sure, sure.n) == (True, 2)
    assert every.low < 0.5 < every.high


def test_what_was_added_counts_as_missed_by_the_machine(made) -> None:  # noqa: ANN001
    _, judge, bridge, _ = made
    (line,) = tallies([judge(Verb.ADD, "Ana", (), (replace(bridge, id="new"),))])
    assert (line.n, line.added, line.low, line.high) == (0, 1, 0.0, 1.0)


def test_a_judgement_taken_back_counts_for_nothing(made) -> None:  # noqa: ANN001
    _, judge, bridge, _ = made
    rejected = judge(Verb.REJECT, "Ana", (bridge,))
    assert tallies([rejected, judge.undo(rejected)]) == ()


def test_two_who_correct_in_different_ways_differ(made) -> None:  # noqa: ANN001
    document, judge, bridge, ferry = made
    judgements = [
        judge(Verb.EDIT, "Ana", (bridge,), (changed(bridge, document, content="bridge fell"),)),
        judge(Verb.EDIT, "Ben", (bridge,), (changed(bridge, document, content="fell"),)),
        judge(Verb.ACCEPT, "Ana", (ferry,), (ferry,)),
        judge(Verb.ACCEPT, "Ben", (ferry,), (ferry,)),
    ]
    units, value, people = agreement(judgements, "claim")
    assert (units, people) == (2, ("Ana", "Ben"))
    assert value is not None
    assert value < 1
    assert {ruling.outcome for ruling in rulings(judgements)} == {"corrected", "right"}


def test_what_was_settled_later_counts_as_the_difference_it_was(made) -> None:  # noqa: ANN001
    _, judge, bridge, ferry = made
    sides = (judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,)), judge(Verb.REJECT, "Ben", (bridge,)))
    others = [judge(Verb.ACCEPT, who, (ferry,), (ferry,)) for who in ("Ana", "Ben")]
    settled = judge(Verb.REJECT, "Ana", (bridge,), after=sides)
    assert agreement([*sides, *others, settled], "claim") == agreement([*sides, *others], "claim")
    assert agreement([*sides, *others, settled], "claim")[1] == pytest.approx(0.0)


def test_what_a_person_added_and_rejected_is_no_error_of_the_machine_and_no_addition(made) -> None:  # noqa: ANN001
    _, judge, bridge, _ = made
    new = replace(bridge, id="new")
    added = judge(Verb.ADD, "Ana", (), (new,))
    assert tallies([added, judge(Verb.REJECT, "Ana", (new,), after=(added,))]) == ()


def test_the_last_ruling_is_the_last_whoever_ruled_first(made) -> None:  # noqa: ANN001
    _, judge, bridge, _ = made
    first = judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,))
    second = judge(Verb.REJECT, "Ben", (bridge,), after=(first,))
    third = judge(Verb.ACCEPT, "Ana", (bridge,), (bridge,), after=(second,))
    assert tallies([first, second, third])[0].right == 1


def test_one_reviewer_alone_agrees_with_nobody(made) -> None:  # noqa: ANN001
    _, judge, bridge, _ = made
    assert agreement([judge(Verb.REJECT, "Ana", (bridge,))], "claim") == (0, None, ())
