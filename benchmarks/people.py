"""How many of the people named in a text leave it under a pseudonym, and how many words are hidden that name nobody.

Measured on the sample pile (`sample_people.yaml`) and, where they stand beside the repository, on the dev parts of conflict-gold and hrdsattack: of
the mentions of a person by name, those whose name words are all hidden (`recall`); and of the words that belong to no person of the gold those that
are left (`readable`). The gold does not list everybody in its texts: some of what counts as hidden for nothing is rightly hidden. On the pile of the
corpus fakes, where nobody is marked, `readable` is the share of all words that are left.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from shared import CORPORA, ROOT, documents, is_here

from testimonia import actions
from testimonia.case.store import Case
from testimonia.domain import Extraction, Reading, Report
from testimonia.names import fold
from testimonia.pipeline import Pipeline
from testimonia.protection import Guard, outgoing
from testimonia.readers.textbuilder import as_given
from testimonia.views import account

PILE = CORPORA / "fakes" / "reports.csv"
PEOPLE = ROOT / "benchmarks" / "sample_people.yaml"
_DAY = datetime.date(2000, 1, 1)  # before any interview's last day
_TITLE = re.compile(r"^(?:President|Father|Mr|Mrs|Ms|Dr|Hon)\.? ")  # stands in some of the gold's names
_WORD = re.compile(r"[^\W\d_]+")
# Words of the gold's mentions that are written with a capital and are no name: offices, titles, peoples, and what opens a sentence.
_NO_NAMES = frozenset("the a an he she his her governor president premier prime minister foreign russian baluch homs liban’s s dr al".split())  # noqa: SIM905


@dataclass(slots=True)
class Hidden:
    """Mentions by name and those hidden; words of text and those hidden that name nobody."""

    named: int = 0
    hidden: int = 0
    words: int = 0
    over: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of mentions that are hidden."""
        return self.hidden / self.named if self.named else 1.0

    @property
    def readable(self) -> float:
        """The share of the words that name nobody and are left."""
        return 1 - self.over / self.words if self.words else 1.0


def people_recall(pipeline: Pipeline) -> dict[str, Hidden]:
    """The counts on each set."""
    counts = {"sample": _sample(pipeline)}
    if is_here():
        counts |= {name: _gold(name, pipeline) for name in ("dev", "dev_world")}
        counts["victims"] = _victims(pipeline)
    return counts


def _sample(pipeline: Pipeline) -> Hidden:
    """Every whole word of a name of the list, wherever it stands with a capital."""
    parts = {fold(part) for person in yaml.safe_load(PEOPLE.read_text("utf-8")) for part in _WORD.findall(person["name"])}
    count = Hidden()
    with actions.read_files([actions.SAMPLE], pipeline) as case:
        for name, text, left in _texts(case):
            places = [(m.start(), m.end()) for m in _WORD.finditer(text) if m.group()[0].isupper() and fold(m.group()) in parts]
            _compare(count, name, text, left, places)
    return count


def _gold(name: str, pipeline: Pipeline) -> Hidden:
    count = Hidden()
    for item in documents(CORPORA / "conflict-gold" / f"{name}.jsonl"):
        document = as_given(item["text"], str(item["doc_id"]))
        with Case() as case:
            case.add(Reading(report=Report(id=document.report_id, file="article.txt"), document=document), pipeline.read(document), "original")
            for _, text, left in _texts(case):
                _compare(count, str(item["doc_id"]), text, left, list(_named(item)))
    return count


def _victims(pipeline: Pipeline) -> Hidden:
    """The victims hrdsattack names, wherever the name stands in full; whom else its articles name is not known, so nothing is counted as `over`."""
    count = Hidden()
    for item in documents(CORPORA / "hrdsattack" / "dev.jsonl"):
        names = {_TITLE.sub("", victim["name"]).strip() for victim in item["victims"] if victim["name"]} - {""}
        document = as_given(item["text"], str(item["id"]))
        places = [m.span() for name in sorted(names) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)]
        if not places:
            continue
        with Case() as case:
            case.add(Reading(report=Report(id=document.report_id, file="article.txt"), document=document), pipeline.read(document), "original")
            for _, text, left in _texts(case):
                _compare(count, str(item["id"]), text, left, places)
    count.words, count.over, count.spurious = 0, 0, []
    return count


def pile_readable() -> Hidden:
    """The words of a whole pile of real, damaged reports and those hidden; nothing but the names and the masking is run."""
    count = Hidden()
    with Case() as case:
        with PILE.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                document = as_given(row["text"], row["row"])
                report = Report(id=document.report_id, file="reports.csv", row=row["row"], title=row["title"])
                nothing = Extraction(document_id=document.id, network="none", mentions=(), links=(), claims=(), explanations=())
                case.add(Reading(report=report, document=document), nothing, "original")
        for name, text, left in _texts(case):
            _compare(count, name, text, left, [])
    return count


def _named(item: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Where people are mentioned by name: the words of a mention that are written as names, from the first to the last."""
    for actor in item["actors"]:
        for mention in actor["mentions"] if actor["kind"] == "person" else ():
            words = [m for m in _WORD.finditer(item["text"], mention["start"], mention["end"]) if m.group()[0].isupper()]
            words = [m for m in words if fold(m.group()) not in _NO_NAMES]
            if words:
                yield words[0].start(), words[-1].end()


def _texts(case: Case) -> Iterator[tuple[str, str, str]]:
    """For each report its name, its text, and the text as it leaves with a sign for every hidden letter, so that places are the same."""
    whole = account(case)
    left = {page.report.id: page.document.text for page in outgoing(whole, _DAY, Guard(key=b"a key")).pages}
    for page in whole.pages:
        if page.report.id in left and not (page.report.interview and page.report.interview.terms.record != "on record"):
            yield page.report.file, page.document.text, _aligned(page.document.text, left[page.report.id])


def _aligned(text: str, left: str) -> str:
    """The text with `#` for every letter that a pseudonym took the place of."""
    kept = re.split(r"Person [B-Z2-9]{5,}|█{5}", left)
    pattern = "([^\n]+?)".join(re.escape(piece) for piece in kept)
    match = re.fullmatch(pattern, text)
    assert match is not None, "the text that leaves does not fit the text that was read"  # noqa: S101 - else nothing here means anything
    shown = list(text)
    for number in range(1, len(kept)):
        shown[match.start(number) : match.end(number)] = "#" * (match.end(number) - match.start(number))
    return "".join(shown)


def _compare(count: Hidden, name: str, text: str, left: str, places: list[tuple[int, int]]) -> None:
    own = {place for start, end in places for place in range(start, end)}
    for start, end in places:
        count.named += 1
        is_hidden = all(left[m.start()] == "#" for m in _WORD.finditer(text, start, end) if m.group()[0].isupper())
        count.hidden += is_hidden
        if not is_hidden:
            count.missed.append(f"{name}: {text[start:end]}")
    for match in _WORD.finditer(text):
        if match.start() not in own:
            count.words += 1
            if left[match.start()] == "#":
                count.over += 1
                count.spurious.append(f"{name}: {match.group()}")


def main() -> None:
    """Print the counts, what was missed, and what was hidden for nothing."""
    from testimonia.pipeline import standard_pipeline

    counts = people_recall(standard_pipeline(threads=2))
    if PILE.is_file():
        counts["pile"] = pile_readable()
    for name, count in counts.items():
        print(f"{name}: {count.hidden} of {count.named} hidden ({count.recall:.3f}); {count.over} of {count.words} other words hidden")
        for line in count.missed:
            print("  missed", line)
        for line, times in Counter(count.spurious).most_common(200):
            print("  hidden", line, times)


if __name__ == "__main__":
    main()
