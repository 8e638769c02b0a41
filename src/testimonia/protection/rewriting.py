"""An account with every text in it masked, whatever kinds of findings it holds.

The text of each page is rewritten once; what points into it is moved along, so that `document.text[p.start:p.end] == p.text` still holds. Every
other string is masked where it stands. A new kind of finding is protected without a line of code here, as long as it lies in a Page, or in
something that has the `report` it is from. (Tables that count people by several properties at once do not exist yet: when they do, small cells
must be left out here.)
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from enum import Enum
from typing import Any

from testimonia.domain import Document, Report, Span, Unread
from testimonia.judgement import Standing
from testimonia.protection.masking import Masker
from testimonia.views import Account, Line, Page, Voice

# Fields that hold ids, kinds and dates, never words of a report. Whatever is not named here is masked.
_KEPT = frozenset(["id", "report_id", "document_id", "reader", "network", "claim", "kind", "basis", "date", "until", "path"])
_APART: dict[type, tuple[str, ...]] = {Page: ("files", "text"), Standing: ("judgements",)}  # fields that are not masked as they stand
_VOICE = re.compile(r"[vwp]-[0-9a-f]{16}")  # the ids of voices and people are made of names: they are changed wherever they stand
_ID = re.compile(r"(?:[0-9a-f]{16}){1,4}")


def rewritten(account: Account, masker: Masker) -> Account:
    """The account with pseudonyms for names, and a sentence about them; what a person rejected stays in the case."""
    pages = tuple(replace(_shut(page) if page.report.id in masker.closed else page, struck=()) for page in account.pages)
    known = {page.report.id: page.report for page in pages}
    rewriter = _Rewriter(masker, pages, account)
    kept = tuple(rewriter.of(page, None) for page in pages)
    lines = tuple(rewriter.of(line, None) for line in account.lines)
    left = replace(
        account,
        pages=kept,
        lines=lines,
        voices=tuple(rewriter.of(voice, None) for voice in account.voices),
        reasons=tuple(rewriter.of(reason, None) for reason in account.reasons),
        unread=tuple(rewriter.unread(one, known) for one in account.unread),
        questions=rewriter.of(account.questions, None),
    )
    done = {"questions", "pages", "voices", "reasons", "lines", "unread", "withheld"}
    others = {f.name: rewriter.of(getattr(account, f.name), None) for f in dataclasses.fields(account) if f.name not in done}
    return replace(left, **others, withheld=(*account.withheld, *_notices(masker, len(masker.closed & set(known)))))


def _notices(masker: Masker, closed: int) -> list[str]:
    notices = []
    if closed:
        what = "1 report" if closed == 1 else f"{closed} reports"
        notices.append(f"The words of {what} are blocked out: not read, or in one size of letters throughout, so that nobody can tell whom they name")
    if masker.is_foreign:
        notices.append("Words in scripts without capital letters are blocked out: names cannot be told from other words in them")
    hidden, public = len(masker.pseudonyms), len(masker.kept)
    keep = f"{public} marked public {'keeps the name' if public == 1 else 'keep their names'}"
    if hidden:
        what = "1 person is shown under a" if hidden == 1 else f"{hidden} people are shown under"
        kind = "stable pseudonym" if masker.pseudonyms.is_stable else "pseudonym for this export only"
        notices.append(f"{what} {kind if hidden == 1 else kind.replace('pseudonym', 'pseudonyms')}" + (f"; {keep}" if public else ""))
    return notices


def _shut(page: Page) -> Page:
    """A page whose words are blocked out, without what may name somebody beside its text."""
    report = replace(page.report, file=_plain_name(page.report), row=None, title=None, byline=None, dateline=None, url=None)
    if report.published:
        report = replace(report, published=replace(report.published, words=report.published.date))
    return replace(page, report=report, files=(report.file,), document=replace(page.document, notes=()))


def _plain_name(report: Report) -> str:
    return report.file if report.file.startswith("interview-") else f"report-{report.id[:8]}"


class _Rewriter:
    """Rewrites each object once, within the report it belongs to."""

    def __init__(self, masker: Masker, pages: tuple[Page, ...], account: Account) -> None:
        self._masker = masker
        self._texts = {page.report.id: masker.mask(page.document.text, page.report.id) for page in pages}
        self._before = {page.report.id: page.document.text for page in pages}
        self._reports = {page.report.id: page.report for page in pages}
        self._files = {page.report.id: (old.report.file, *old.files) for page, old in zip(pages, account.pages, strict=True)}
        self._done: dict[tuple[int, str | None], tuple[Any, Any]] = {}
        self._voices: dict[str, str] = {}

    def of(self, value: Any, report_id: str | None) -> Any:
        """The value with everything in it masked."""
        if isinstance(value, str) and not isinstance(value, Enum):
            if _VOICE.fullmatch(value):
                return self._voice(value)
            return value if _ID.fullmatch(value) else self._masker.mask(value, report_id).text
        if isinstance(value, tuple | list | frozenset):
            items = [self.of(item, report_id) for item in value]
            return value if all(new is old for new, old in zip(items, value, strict=True)) else type(value)(items)
        if isinstance(value, dict):
            return {self.of(key, report_id): self.of(item, report_id) for key, item in value.items()}
        if not dataclasses.is_dataclass(value):
            return value
        done = self._done.get((id(value), report_id))
        if done is None:
            done = self._done[id(value), report_id] = (value, self._object(value, report_id))  # the value is kept, so that its id is not used again
        return done[1]

    def _object(self, value: Any, report_id: str | None) -> Any:
        if isinstance(value, Report):
            return self._report(self._reports.get(value.id, value))
        report_id = _report_of(value) or report_id
        if isinstance(value, Span):
            return self._span(value, report_id)
        changes = self._fields(value, report_id, skip=_APART.get(type(value), ()))
        if isinstance(value, Standing):
            changes["judgements"] = ()  # who decided, and what they noted, stays in the case
        if isinstance(value, Document):
            changes["text"] = self._texts[value.report_id].text if value.report_id in self._texts else changes.get("text", value.text)
        new = replace(value, **changes) if changes else value
        if isinstance(new, Page):
            return replace(new, files=tuple(dict.fromkeys(self._file(file, new.report) for file in new.files)))
        if isinstance(new, Line) and new.stands_for == new.teller:
            return replace(new, stands_for=None)
        if isinstance(new, Voice):
            return replace(new, also=tuple(dict.fromkeys(form for form in new.also if form != new.name)))
        return new

    def _fields(self, value: Any, report_id: str | None, skip: tuple[str, ...] = ()) -> dict[str, Any]:
        changes = {}
        for name in (field.name for field in dataclasses.fields(value) if field.init and field.name not in skip):
            old = getattr(value, name)
            is_id = isinstance(old, str) and name in _KEPT and not _VOICE.fullmatch(old)
            new = old if is_id else self.of(old, report_id)
            if new is not old and new != old:
                changes[name] = new
        return changes

    def _span(self, span: Span, report_id: str | None) -> Span:
        """The span at its place in the new text, with the words that stand there."""
        changes = self._fields(span, report_id, skip=("start", "end", "text"))
        text = self._texts.get(report_id or "")
        words = getattr(span, "text", None)
        if words is not None and words != self._before.get(report_id or "", "")[span.start : span.end]:
            return replace(span, **(changes | {"text": self.of(words, report_id)}))  # it stands in another reading of the report
        if text is not None and text.moves:
            start, end = text.moved(span.start, span.end)
            changes |= {"start": start, "end": end}
            if words is not None:
                changes["text"] = text.text[start:end]
        return replace(span, **changes) if changes else span

    def _report(self, report: Report) -> Report:
        changes = self._fields(report, report.id, skip=("file", "url"))
        url = None if report.url and self._masker.is_named_in(report.url) else report.url
        if report.id in self._masker.closed and report.outlet:
            changes["outlet"] = self._masker.mask(report.outlet, None).text
        return replace(report, **changes, file=self._file(report.file, report), url=url)

    def _file(self, file: str, report: Report) -> str:
        return _plain_name(report) if self._masker.is_named_in(file) else file

    def unread(self, unread: Unread, known: dict[str, Report]) -> Unread:
        """What was not read, under the name its report leaves under."""
        report = next((known[report_id] for report_id, names in self._files.items() if unread.file in names), None)
        new: Unread = self.of(unread, report.id if report and report.id not in self._masker.closed else None)
        if report is not None and unread.file != report.file:
            return replace(new, file=self._file(report.file, report), row=unread.row)
        if not self._masker.is_named_in(unread.file):
            return replace(new, file=unread.file)
        return replace(new, file=_plain_name(report) if report else "a file whose name names somebody")

    def _voice(self, voice: str) -> str:
        if voice not in self._voices:
            is_stable = self._masker.pseudonyms.is_stable
            self._voices[voice] = f"{voice[0]}-{self._masker.pseudonyms.opaque(voice) if is_stable else len(self._voices) + 1}"
        return self._voices[voice]


def _report_of(value: Any) -> str | None:
    """The report a finding belongs to, by the fields it has."""
    report = getattr(value, "report", None)
    if isinstance(report, Report):
        return report.id
    reports = getattr(value, "reports", None)
    if isinstance(reports, tuple) and reports and isinstance(reports[0], Report):
        return reports[0].id
    own = getattr(value, "report_id", None)
    return own if isinstance(own, str) else None
