"""The sample pile holds what it promises, and its answers stand in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sample
from factories import FakeTagger

from testimonia import actions
from testimonia.case.store import Case
from testimonia.domain import Record
from testimonia.pipeline import Pipeline


@pytest.fixture(scope="module")
def case() -> Iterator[Case]:
    with actions.read_files([actions.SAMPLE], Pipeline(FakeTagger())) as read:
        yield read


def test_every_report_is_read_in_every_format(case: Case) -> None:
    entries = list(case.entries())
    endings = {entry.report.file.rsplit(".", 1)[1] for entry in entries}
    assert case.unread() == ()
    assert len(entries) >= 14
    assert endings == {"txt", "md", "html", "pdf", "docx", "csv", "jsonl", "xlsx"}


def test_every_answer_stands_in_its_report_at_the_occurrence_it_names(case: Case) -> None:
    checked = 0
    for entry, answer in sample._pairs(case):
        for claim in answer["claims"]:
            for stretch in (claim.get("source"), claim.get("cue"), *claim["content"]):
                checked += bool(sample._places(entry, stretch))
        for reason in answer.get("reasons") or []:
            checked += bool(sample._places(entry, reason["cause"])) + bool(sample._places(entry, reason["effect"]))
    assert checked > 1000


def test_every_report_has_an_answer(case: Case) -> None:
    assert {entry.report.id for entry, _ in sample._pairs(case)} == {entry.report.id for entry in case.entries()}


def test_the_interview_notes_bring_their_terms(case: Case) -> None:
    terms = {entry.report.interview.terms.record for entry in case.entries() if entry.report.interview}
    assert terms == {Record.ON, Record.BACKGROUND}


def test_a_report_and_its_corrected_version_are_two_reports(case: Case) -> None:
    assert len({entry.report.id for entry in case.entries() if "bakery" in entry.report.file and entry.report.file.endswith(".html")}) == 2
