"""Our own labels: a report as numbered sentences to label from, and the labels read back as offsets without the text.

    python training/labelling.py sheet CORPORA OUT          write a sheet for each chosen report
    python training/labelling.py number TEXT OUT            a sheet for one text of our own writing
    python training/labelling.py check SHEET LABELS         say which lines do not fit the words
    python training/labelling.py keep CORPORA FOLDER OUT    all label files of a folder to one file of offsets

A label file has one line a label; `@7` sets the sentence that the quotes of the next lines are looked for in (and in the sentences after it).
A quote is exact text; `a … b` is everything from a to b; `~2` at its end means its second occurrence; `||` parts the pieces of a broken one.

    A | source | cue | content                          who is said to say what; `-` for none
    M kind key | words                                  an actor mention: kind, a key the same for all mentions of one actor
    P | words      T | words      F low..high | words   a place, a time expression, a figure
    E type modality key | trigger | agent | target | place      an event mention; roles may be `-`
    X kind | factor | outcome | signal                  a reason; `-` for no signal
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIELDS = {"A": 3, "M": 1, "P": 1, "T": 1, "F": 1, "E": 4, "X": 3}  # quotes a line of each kind has
REACH = 12  # sentences after the one named in which a quote may still be found
WAR = re.compile(
    r"\b(?:rebel|militant|soldier|troops|army|air ?strike|shell|militia|insurgent|ceasefire|siege|bomb|gunm[ae]n|fighter)", re.IGNORECASE
)
WRITTEN = Path(__file__).parent / "written"  # reports of our own writing, for the kinds of event that are rare elsewhere
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A report to label: its name (`corpus:key`) and its text, perhaps cut at a paragraph."""

    name: str
    text: str


class MismatchError(ValueError):
    """A label line that does not fit the words of its report."""


def chosen(corpora: Path) -> Iterator[Chosen]:
    """The reports we labelled: of several outlets from the labelling pool, and reports on armed conflict from hrdsattack's train part."""
    pool = set(json.loads((corpora / "fakes" / "labelling_pool.json").read_text())["rows"])
    by_outlet: dict[str, int] = {}
    with (corpora / "fakes" / "reports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fits = int(row["row"]) in pool and 150 <= len(row["text"].split()) <= 420
            if fits and by_outlet.setdefault(row["outlet"], 0) < 12 and not _measured(corpora, row["text"]):
                by_outlet[row["outlet"]] += 1
                yield Chosen(f"fakes:{row['row']}", row["text"])
    for line in (corpora / "hrdsattack" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if len(WAR.findall(record["text"])) >= 1 and not _measured(corpora, record["text"]):
            yield Chosen(f"hrdsattack:{record['id']}", _opening(record["text"], 2200))

    for path in sorted(WRITTEN.glob("*.txt")):
        yield Chosen(f"written:{path.stem}", path.read_text(encoding="utf-8"))


def sentences(text: str) -> list[Range]:
    """Where sentences lie, for labelling only: cut at line breaks and after a full stop before a capital."""
    cuts = [0, *(m.end() for m in re.finditer(r"\n+|(?<![A-Z])[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])", text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(cuts) if text[a:b].strip()]


def read_labels(text: str, lines: list[str]) -> tuple[list[dict[str, object]], list[str]]:
    """The labels as records with offsets, and what is wrong with the lines that do not fit."""
    places, here = sentences(text), 0
    records: list[dict[str, object]] = []
    wrong = []
    for number, line in enumerate(lines, 1):
        if line.startswith("@"):
            here = int(re.match(r"@(\d+)", line).group(1)) - 1  # type: ignore[union-attr]
            continue
        if not line.strip() or line.startswith("#"):
            continue
        try:
            records.append(_record(text, places, here, line))
        except (MismatchError, ValueError, IndexError) as error:
            wrong.append(f"line {number}: {error}: {line}")
    return records, wrong


def _record(text: str, places: list[Range], here: int, line: str) -> dict[str, object]:
    head, *quotes = [part.strip() for part in re.split(r"(?<!\|)\|(?!\|)", line)]
    kind, *values = head.split()
    if kind not in FIELDS or len(quotes) != FIELDS[kind]:
        raise MismatchError(f"a line of kind {kind} has {FIELDS.get(kind, 'no')} parts, here {len(quotes)}")
    window = places[here][0], places[min(here + REACH, len(places) - 1)][1]
    return {"kind": kind, "values": values, "spans": [_pieces(text, window, quote) for quote in quotes]}


def _pieces(text: str, window: Range, quote: str) -> list[Range]:
    return [] if quote in ("-", "") else [_find(text, window, piece.strip()) for piece in quote.split("||")]


def _find(text: str, window: Range, quote: str) -> Range:
    asked = re.search(r"~(\d)$", quote)
    quote = quote[: asked.start()].strip() if asked else quote
    first, _, last = quote.partition("…")
    start = window[0] - 1
    for _ in range(int(asked.group(1)) if asked else 1):
        start = _word(text, first.strip(), start + 1, window[1])
    if not last.strip():
        return start, start + len(first.strip())
    end = _word(text, last.strip(), start + len(first.strip()), window[1])
    return start, end + len(last.strip())


def _word(text: str, quote: str, start: int, end: int) -> int:
    """Where the quote stands as whole words; MismatchError if nowhere."""
    pattern = (r"(?<!\w)" if quote[:1].isalnum() else "") + re.escape(quote) + (r"(?!\w)" if quote[-1:].isalnum() else "")
    found = re.compile(pattern).search(text, start, end) if quote else None
    if found is None:
        raise MismatchError(f"not in its sentence or the {REACH} after it: {quote!r}")
    return found.start()


def _opening(text: str, most: int) -> str:
    """The first paragraphs, up to about `most` characters."""
    cut = text.find("\n\n", most)
    return text if cut < 0 else text[:cut]


_MEASURED: set[tuple[str, ...]] = set()


def _measured(corpora: Path, text: str) -> bool:
    """Whether the text shares a passage with a text that quality is measured on."""
    if not _MEASURED:
        for name in ("dev.jsonl", "dev_world.jsonl"):
            for line in (corpora / "conflict-gold" / name).read_text(encoding="utf-8").splitlines():
                _MEASURED.update(_shingles(json.loads(line)["text"]))
        for record in json.loads((corpora / "quantities" / "dev.json").read_text()):
            _MEASURED.update(_shingles(record["text"]))
        for line in (corpora / "hrdsattack" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            _MEASURED.update(_shingles(json.loads(line)["text"]))
    return len(_MEASURED & _shingles(text)) > 10


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[place : place + 8]) for place in range(len(words) - 7)}


def _sheet(corpora: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for report in chosen(corpora):
        _write_sheet(report, out)


def _number(path: Path, out: Path) -> None:
    _write_sheet(Chosen(f"written:{path.stem}", path.read_text(encoding="utf-8")), out)


def _write_sheet(report: Chosen, out: Path) -> None:
    lines = [f"[{number}] {report.text[a:b].strip()}" for number, (a, b) in enumerate(sentences(report.text), 1)]
    name = report.name.replace(":", "-")
    (out / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / f"{name}.json").write_text(json.dumps({"name": report.name, "text": report.text}), encoding="utf-8")


def _check(sheet: Path, labels: Path) -> None:
    text = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))["text"]
    records, wrong = read_labels(text, labels.read_text(encoding="utf-8").splitlines())
    print(*wrong, sep="\n")
    print(f"{len(records)} labels, {len(wrong)} lines to mend")


def _keep(corpora: Path, folder: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for report in chosen(corpora):
            labels = folder / f"{report.name.replace(':', '-')}.ann"
            if not labels.is_file():
                continue
            records, wrong = read_labels(report.text, labels.read_text(encoding="utf-8").splitlines())
            digest = hashlib.sha256(report.text.encode()).hexdigest()[:16]
            print(report.name, f"{len(records)} labels, {len(wrong)} lines left out")
            file.write(json.dumps({"report": report.name, "length": len(report.text), "sha256": digest, "labels": records}) + "\n")


if __name__ == "__main__":
    {"sheet": _sheet, "number": _number, "check": _check, "keep": _keep}[sys.argv[1]](*map(Path, sys.argv[2:]))
