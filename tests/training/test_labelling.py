"""Label files read back: the words they quote, at their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import corpora
from training.labelling import WRITTEN, read_labels

TEXT = "The army left. A nurse said: “The army has left and the army will not be back.” Nobody else spoke.\n"


def quotes(*lines: str) -> list[list[list[str]]]:
    records, wrong = read_labels(TEXT, list(lines))
    assert wrong == []
    return [[[TEXT[start:end] for start, end in pieces] for pieces in record["spans"]] for record in records]  # type: ignore[union-attr,attr-defined]


def test_a_quote_is_found_in_its_sentence_or_after() -> None:
    records, _ = read_labels(TEXT, ["@1", "M state army | The army", "@2", "M state army | The army"])
    assert [record["spans"] for record in records] == [[[(0, 8)]], [[(30, 38)]]]


def test_three_dots_take_everything_between() -> None:
    assert quotes("@2", "A | A nurse | said | “The army … back.”")[0][2] == ["“The army has left and the army will not be back.”"]


def test_pieces_dashes_and_second_occurrences() -> None:
    assert quotes("@2", "A | - | said | has left || will not be back") == [[[], ["said"], ["has left", "will not be back"]]]
    records, _ = read_labels(TEXT, ["@2", "M state army | army ~2"])
    assert records[0]["spans"] == [[(TEXT.index("the army will") + 4, TEXT.index("the army will") + 8)]]


@pytest.mark.parametrize("line", ["M state army | navy", "M state army", "Q | army", "A | army | left", "M state army | arm"])
def test_a_line_that_does_not_fit_is_named_and_the_others_are_read(line: str) -> None:
    records, wrong = read_labels(TEXT, ["@1", line, "M state army | army"])
    assert len(records) == 1
    assert len(wrong) == 1
    assert line in wrong[0]


def test_the_labels_of_our_own_texts_fit_their_words() -> None:
    """Of the labels we keep, those of texts that stand in this repository are checked here; the others where their corpora are."""
    kept = [json.loads(line) for line in corpora.OWN.read_text(encoding="utf-8").splitlines()]
    written = {record["report"].removeprefix("written:"): record for record in kept if record["report"].startswith("written:")}
    assert set(written) == {path.stem for path in WRITTEN.glob("*.txt")}
    for name, record in written.items():
        text = Path(WRITTEN, f"{name}.txt").read_text(encoding="utf-8")
        spans = [span for label in record["labels"] for pieces in label["spans"] for span in pieces]
        assert all(0 <= start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end in spans)
        example = corpora._labelled(record["report"], text, record["labels"])
        assert example.events
        assert example.attributions
