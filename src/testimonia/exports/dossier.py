"""The account as one HTML file: no script, nothing fetched, the same bytes for the same account."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Generic, TypeVar

from testimonia import looks
from testimonia.looks.marking import Sheet, sheet
from testimonia.looks.words import gather, wording
from testimonia.names import is_pronoun
from testimonia.views import BEARS, REPORTER, Account, Line, Reason, Voice
from testimonia.wire import from_json

T = TypeVar("T")

ACCURACY = "bundles/reader-en/accuracy.json"


def write_dossier(account: Account, target: Path) -> tuple[Path, ...]:
    """Write the account as one HTML file that opens offline in any browser."""
    target.write_bytes(render(account).encode("utf-8", "replace"))
    return (target,)


def render(account: Account) -> str:
    """The HTML of the account."""
    dossier = Dossier(account=account)
    style = _style(dossier)
    return looks.render("dossier.html", dossier=dossier, account=account, style=style, style_hash=_csp_hash(style))


# ------------------------------------------------------------------ what the page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[T]):
    """What one teller says: each item a claim or reason with all its printings in the same words."""

    teller: str
    voice: str | None
    items: tuple[tuple[T, ...], ...]


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
        return tuple(sheet(page, number, leaves=True) for number, page in enumerate(pages, 1))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each report, by its id."""
        return {one.report.id: one.number for one in self.sheets}

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
    def is_graphic(self) -> bool:
        """Whether a report tells violence in its particulars."""
        return any(one.is_graphic for one in self.sheets)

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


def _told(items: Iterable[T], *, teller: Callable[[T], str], line: Callable[[T], Line | None], voices: dict[str, str]) -> tuple[Told[T], ...]:
    """The items by teller in the order of each teller's first; printings of the same words are one item."""

    def voice(item: T) -> str | None:
        said = line(item)
        return voices.get(said.claim.id) if said else None

    def apart(item: T) -> Hashable:
        """A pronoun that leads to nobody may be anybody: only the same words in another report are the same one's."""
        return wording(item) if is_pronoun(teller(item)) else teller(item)

    groups = gather(items, key=lambda item: voice(item) or apart(item))
    return tuple(Told(teller=teller(group[0]), voice=voice(group[0]), items=gather(group, key=wording)) for group in groups)


# ------------------------------------------------------------------ style


def _style(dossier: Dossier) -> str:
    """The style sheet, and for each number used on the page the rule that lights up its words when a link leads there."""
    own: dict[str, set[str]] = {}
    for one in dossier.sheets:
        for finding in one.findings:
            own.setdefault(finding.key, set()).update(finding.own)
    lit = ",\n".join(f'.r:has([data-n="{key}"]:target) :is({",".join(f".{name}" for name in sorted(names))})' for key, names in own.items())
    return looks.static("dossier.css") + (lit + "{background:var(--lit);color:var(--ink)}\n" if lit else "")


def _csp_hash(style: str) -> str:
    """The hash by which the page's own policy allows its style and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
