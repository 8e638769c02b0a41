"""Whatever people decide in whatever order, the words stay the words, and taking the last decision back restores what stood before."""

from __future__ import annotations

import random

import pytest
from case_factory import pipeline
from factories import marked, reading

from testimonia import shelf, views
from testimonia.actions.deciding import Wish, judge, undo
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.judgement import Judgement, State, Verb
from testimonia.kinds import KINDS
from testimonia.review.apply import reviewed

TEXT = (
    "{S1:Rolf Anders} {Q1:said} {C1:the harbour burned}. {S2:Anders} {Q2:added} that {C2:the mill stood}. {S3:Pell Ostrand} {Q3:said}: "
    "{C3:“{E3:We left} {G3:because} {K3:the flour was gone}.”} {S4:He} {Q4:denied} {C4:the ferry left}."
)
VERBS = (Verb.ACCEPT, Verb.REJECT, Verb.EDIT, Verb.ADD, Verb.MERGE, Verb.SPLIT)
PEOPLE = ("Ana", "Ben", "Cor")
TRIES = 30  # many a decision does not fit and is refused


def case() -> Case:
    made = Case()
    read = reading(marked(TEXT).text, report_id="r1")
    made.add(read, pipeline(TEXT).read(read.document), "")
    shelf.fresh(made)
    return made


def standing(one: Case) -> dict[str, tuple[str, str]]:
    """Every finding that stands or was rejected, with its words and state."""
    page = shelf.page(one, "r1")
    return {item.id: (item.text, item.standing.state) for item in (*page.shown, *page.struck)}


def decide(one: Case, chance: random.Random) -> Judgement | None:
    """A decision of anybody on anything, blind or not; None if it did not fit."""
    verb, who, blind = chance.choice(VERBS), chance.choice(PEOPLE), chance.random() < 0.3
    page = shelf.page(one, "r1", who=who, blind=blind)
    items = [*page.shown, *page.struck]
    kind = chance.choice(sorted(KINDS))
    of = [item.id for item in items if item.kind == kind]
    number = {Verb.ADD: 0, Verb.MERGE: 2}.get(verb, 1)
    if len(of) < number:
        return None
    model = chance.choice(items)
    drafts = (KINDS[model.kind].draft(model.finding),) if verb in (Verb.EDIT, Verb.ADD) else ()
    wish = Wish(verb=verb, kind=kind, report_id="r1", of=tuple(chance.sample(of, number)), drafts=drafts, who=who, blind=blind)
    try:
        return judge(one, wish)
    except UsageError:
        return None


@pytest.mark.parametrize("seed", range(40))
def test_any_run_of_decisions_keeps_the_words_and_can_be_taken_back(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    with case() as one:
        decided = 0
        for _ in range(TRIES):
            before = standing(one)
            made = decide(one, chance)
            if made is None:
                assert standing(one) == before
                continue
            decided += 1
            page = shelf.page(one, "r1")
            for item in page.shown:
                for passage in KINDS[item.kind].draft(item.finding).words:
                    assert page.document.text[passage.start : passage.end] == passage.text
            assert not {item.id for item in page.shown} & {item.id for item in page.struck}
            listed = {row.id: row.state for row in shelf.search(one, "", {"kind": "claim"}).findings.rows}
            assert listed == {line.id: line.standing.state for line in page.lines}
            if chance.random() < 0.5:
                undo(one, made.id, who=made.who)
                assert standing(one) == before
        assert decided >= 5  # else this run shows nothing
        judgements = list(one.ledger.all())
        entry = one.entry("r1")
        whole = reviewed(entry.document, entry.extraction, judgements)
        chance.shuffle(judgements)
        assert reviewed(entry.document, entry.extraction, judgements) == whole
        assert [line.id for line in views.account(one).pages[0].lines] == [line.id for line in shelf.page(one, "r1").lines]
        assert all(state in set(State) for _, state in standing(one).values())
