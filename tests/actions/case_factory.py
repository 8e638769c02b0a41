"""A case in a folder with two reports read by a tagger that knows their sentences."""

from __future__ import annotations

from pathlib import Path

from factories import FakeTagger, marked

from testimonia import actions
from testimonia.case.store import Case
from testimonia.domain import Passage
from testimonia.judgement import Draft
from testimonia.kinds import KINDS
from testimonia.pipeline import Pipeline

MAYOR = "{S:Mayor Ilka Tarnow} {Q:said} {C:the bridge fell}."
ENVOY = "{S:Envoy Pell Ostrand} {Q:denied} {C:the ferry left}."
AGAIN = "{S:Ilka Tarnow} {Q:told} us that {C:the bridge fell}."
BECAUSE = "{S:Dr Osk Maro} {Q:said}: {C:“{E:We left} {G:because} {K:the flour was gone}.”}"
SENTENCES = (MAYOR, ENVOY, AGAIN, BECAUSE)


def pipeline(*sentences: str, version: str = "fake 1") -> Pipeline:
    """A pipeline that finds what these sentences mark."""
    return Pipeline(FakeTagger(*(sentences or SENTENCES), version=version))


def pile(folder: Path, **files: str) -> Path:
    """A folder with these reports; `a__txt` is a.txt."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(marked(text).text + "\n", "utf-8")
    return folder


def make(folder: Path) -> Case:
    """The case: a.txt (the mayor and the envoy), b.txt (the mayor again, and a reason)."""
    case = Case(folder / "case")
    actions.add(case, [pile(folder / "pile", a__txt=f"{MAYOR} {ENVOY}", b__txt=f"{AGAIN}\n\n{BECAUSE}")], pipeline())
    return case


def report_id(case: Case, file: str = "a.txt") -> str:
    """The id of the report in this file."""
    return next(entry.report.id for entry in case.entries() if entry.report.file == file)


def finding(case: Case, words: str, file: str = "a.txt") -> str:
    """The id of the finding that holds these words in its main part, as the machine found it."""
    entry = case.entry(report_id(case, file))
    assert entry.extraction is not None
    drafts = (kind.draft(f) for kind in KINDS.values() for f in kind.found(entry.extraction))
    return next(d.id for d in drafts if any(words in p.text for p in d.parts[KINDS[d.kind].main]))


def form(case: Case, file: str = "a.txt", kind: str = "claim", manner: str = "indirect", **parts: str) -> Draft:
    """A form with these words of the report marked as these parts."""
    text = case.entry(report_id(case, file)).document.text
    found = {name: (Passage(start=text.index(w), end=text.index(w) + len(w), text=w),) for name, w in parts.items()}
    return Draft(id="", kind=kind, parts=found, values={"manner": manner} if kind == "claim" else {})
