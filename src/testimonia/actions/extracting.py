"""Documents in, findings out: reading by the line, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from testimonia.domain import Extraction
from testimonia.errors import TestimoniaError
from testimonia.pipeline import Pipeline
from testimonia.readers.textbuilder import as_given
from testimonia.wire import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One line of `extract`: the JSON to write, and what went wrong, if anything."""

    json: str
    error: str | None


def extract_lines(lines: Iterable[str], pipeline: Pipeline) -> Iterator[Extracted]:
    """For each JSON line with `doc_id` and `text` the findings as a JSON line; a line that cannot be read gives its error and the rest goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            given = from_json(line.lstrip("\ufeff"), Given)  # a byte order mark stands before the first line of some files
            name = given.doc_id
            found = Found(doc_id=name, extraction=pipeline.extract(as_given(given.text, name)))
            yield Extracted(json=to_json(found) + "\n", error=None)
        except TestimoniaError as error:
            yield Extracted(json=to_json({"doc_id": name, "error": str(error)}) + "\n", error=f"{name}: {error}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A document handed to `extract`; other fields are passed over."""

    doc_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What `extract` gives back for a document: offsets count characters of the given text."""

    doc_id: str
    extraction: Extraction
