"""The account as one HTML file: no script, nothing fetched, the same bytes for the same account."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from testimonia.domain import Claim, Manner, Report
from testimonia.exports.marking import Finding, Paragraph, findings_of, paragraphs, shown
from testimonia.names import is_pronoun, words
from testimonia.views import BEARS, NOBODY, REPORTER, Account, Line, Page, Reason, Voice
from testimonia.wire import from_json

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")

ACCURACY = "bundles/reader-en/accuracy.json"
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_TEASER = 96  # characters of a voice's words that stand under its name before they are opened


def write_dossier(account: Account, target: Path) -> None:
    """Write the account as one HTML file that opens offline in any browser."""
    target.write_bytes(render(account).encode("utf-8", "replace"))


def render(account: Account) -> str:
    """The HTML of the account."""
    dossier = Dossier(account=account)
    style = _style(dossier)
    return _environment().get_template("dossier.html").render(dossier=dossier, account=account, style=style, style_hash=_csp_hash(style))


# ------------------------------------------------------------------ what the page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[T]):
    """What one teller says: each item a claim or reason with all its printings in the same words."""

    teller: str
    voice: str | None
    items: tuple[tuple[T, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report as the page shows it."""

    number: int
    page: Page
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]

    @property
    def prints_title(self) -> bool:
        """Whether the title already stands in the text as its headline."""
        title = words(self.page.report.title or "")
        return any(p.kind == "headline" and words("".join(s.text for s in p.segments)) == title for p in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measurement of the network: of 1 shown, how much is right (`precision`); of 1 there, how much is found (`recall`); on `n`."""

    what: str
    precision: float | None = None
    recall: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """All that was measured."""

    measured: tuple[Measured, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The account in the order and the groups the page shows it in."""

    account: Account

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The reports, the earliest first, those without a date last."""
        pages = sorted(self.account.pages, key=lambda page: page.report.published.date if page.report.published else "~")
        return tuple(_sheet(number, page) for number, page in enumerate(pages, 1))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each report, by its id."""
        return {sheet.page.report.id: sheet.number for sheet in self.sheets}

    @cached_property
    def outlets(self) -> int:
        """How many outlets the reports name."""
        return len({page.report.outlet for page in self.account.pages if page.report.outlet})

    @cached_property
    def sure(self) -> int:
        """How many claims have a speaker that is shown as certain."""
        return sum(line.claim.sure for line in self.account.lines)

    @cached_property
    def reasons(self) -> tuple[Told[Reason], ...]:
        """The reasons that bear on a question, by teller."""
        return self._told_reasons(reason for reason in self.account.reasons if reason.bearing >= BEARS)

    @cached_property
    def other_reasons(self) -> tuple[Told[Reason], ...]:
        """The other reasons, by teller."""
        return self._told_reasons(reason for reason in self.account.reasons if reason.bearing < BEARS)

    @cached_property
    def elsewhere(self) -> int:
        """How many reasons do not bear on a question."""
        return sum(reason.bearing < BEARS for reason in self.account.reasons)

    @cached_property
    def bearing(self) -> tuple[Told[Line], ...]:
        """The claims that bear on a question, by teller."""
        return _told(self.account.bearing, teller=lambda line: line.stands_for or line.teller, line=lambda line: line, voices=self.voice_of)

    @cached_property
    def voice_of(self) -> dict[str, str]:
        """The id of the voice behind each claim, by the claim's id."""
        return {line.claim.id: voice.id for voice in self.account.voices for line in voice.lines}

    @cached_property
    def voices(self) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
        """The voices with more than one claim, and those with one."""
        voices = self.account.voices
        return tuple(v for v in voices if len(v.lines) > 1), tuple(v for v in voices if len(v.lines) == 1)

    @cached_property
    def nobody(self) -> tuple[Line, ...]:
        """The claims behind which no voice stands."""
        return tuple(line for line in self.account.lines if line.claim.id not in self.voice_of)

    @cached_property
    def accuracy(self) -> Accuracy:
        """What is known about how often the network is wrong; nothing if the network came without measurements."""
        file = files("testimonia").joinpath(ACCURACY)
        return from_json(file.read_bytes(), Accuracy) if file.is_file() else Accuracy()

    @cached_property
    def version(self) -> str:
        """The version of testimonia that wrote the page; empty where it runs without being installed."""
        try:
            return version("testimonia")
        except PackageNotFoundError:
            return ""

    def _told_reasons(self, reasons: Iterable[Reason]) -> tuple[Told[Reason], ...]:
        told = _told(reasons, teller=lambda reason: reason.teller, line=lambda reason: reason.line, voices=self.voice_of)
        return tuple(sorted(told, key=lambda one: one.teller == REPORTER))


def _sheet(number: int, page: Page) -> Sheet:
    findings = findings_of(page)
    return Sheet(number=number, page=page, paragraphs=paragraphs(page, findings), findings=findings)


def _told(items: Iterable[T], *, teller: Callable[[T], str], line: Callable[[T], Line | None], voices: dict[str, str]) -> tuple[Told[T], ...]:
    """The items by teller in the order of each teller's first; printings of the same words are one item."""

    def voice(item: T) -> str | None:
        said = line(item)
        return voices.get(said.claim.id) if said else None

    def apart(item: T) -> object:
        """A pronoun that leads to nobody may be anybody: only the same words in another report are the same one's."""
        return _wording(item) if is_pronoun(teller(item)) else teller(item)

    groups = _gather(items, key=lambda item: voice(item) or apart(item))
    return tuple(Told(teller=teller(group[0]), voice=voice(group[0]), items=_gather(group, key=_wording)) for group in groups)


def _wording(item: object) -> Hashable:
    """The folded words by which two printings are one."""
    if isinstance(item, Reason):
        return tuple(words(item.explanation.cause.text)), tuple(words(item.explanation.effect.text))
    return tuple(words(item.claim.words)) if isinstance(item, Line) else item


def _gather(items: Iterable[T], *, key: Callable[[T], Hashable]) -> tuple[tuple[T, ...], ...]:
    """The items in groups of one key, in the order of each group's first."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(tuple(group) for group in groups.values())


# ------------------------------------------------------------------ how the template words it


def report_name(report: Report) -> str:
    """What a report is called on the page: its outlet, else whom it asked, else its title or file."""
    if report.interview:
        return f"Interview: {report.interview.asked}"
    return report.outlet or (f"“{report.title}”" if report.title else report.file)


def long_date(report: Report) -> str:
    """The date of a report in words."""
    if report.published is None:
        return "date unknown"
    parts = report.published.date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return report.published.date
    named = [str(int(part)) for part in parts[2:]] + [_MONTHS[int(part) - 1] for part in parts[1:2]] + parts[:1]
    return " ".join(named)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 report", "2,300 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def manner(claim: Claim) -> str:
    """How the words are given."""
    return {Manner.DIRECT: "quoted", Manner.INDIRECT: "paraphrased", Manner.MIXED: "partly quoted"}[claim.manner]


def teaser(voice: Voice) -> str:
    """The beginning of the voice's words that bear most on the question."""
    line = max(voice.lines, key=lambda line: (line.bearing, line.claim.sure, line.claim.manner is Manner.DIRECT))
    said = " ".join(shown(line.claim.words).split())
    return said if len(said) <= _TEASER else said[:_TEASER].rsplit(" ", 1)[0] + " …"


def printings(voice: Voice) -> tuple[tuple[Line, ...], ...]:
    """The voice's claims, those of the same words together."""
    return _gather(voice.lines, key=_wording)


def indirect(voice: Voice) -> int:
    """How many of the voice's claims are not direct quotations."""
    return len(voice.lines) - voice.direct


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("testimonia.exports", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"shown": shown, "name": report_name, "date": long_date, "manner": manner}
    environment.filters |= {"teaser": teaser, "printings": printings, "indirect": indirect}
    environment.globals |= {"count": count, "NOBODY": NOBODY, "REPORTER": REPORTER}
    return environment


# ------------------------------------------------------------------ style


def _style(dossier: Dossier) -> str:
    """The style sheet, and for each number used on the page the rule that lights up its words when a link leads there."""
    keys = Counter(finding.key for sheet in dossier.sheets for finding in sheet.findings)
    sheet = files("testimonia.exports").joinpath("templates/dossier.css").read_text("utf-8")
    lit = ",\n".join(f'.r:has([data-n="{key}"]:target) :is({_own(key)})' for key in keys)
    return sheet + (lit + "{background:var(--lit);color:var(--ink)}\n" if lit else "")


def _own(key: str) -> str:
    return f".e{key[1:]}" if key.startswith("R") else f".c{key},.a{key}"


def _csp_hash(style: str) -> str:
    """The hash by which the page's own policy allows its style and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
