"""The ways out of a case: what may leave, what could still tell who somebody is, and a record of what left."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from testimonia import exports, protection, shelf, views
from testimonia.case.ledger import Left
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.exports.labels import write_labels
from testimonia.protection import Guard
from testimonia.views import Account

if TYPE_CHECKING:
    from testimonia.reidentification import Risk

FOLDER = "exports"  # the folder of a case in which the desk writes
LABELS = "labels"
FORMS = (*exports.EXPORTS, LABELS)


def export(case: Case, form: str, target: Path, as_of: str | None = None) -> Account:
    """Write the case in the form named, as the terms of its interviews and the protection of people allow on this day; returns what was written."""
    need_target(form, target)
    account = protection.outgoing(views.account(case), _day(as_of), guard(case))
    written: tuple[Path, ...]
    try:
        written = _write_labels(case, account, target) if form == LABELS else exports.EXPORTS[form](account, target)
    except OSError as error:
        raise UsageError(f"{error.strerror or error}: {target}", "a file that can be written", "check the folder and your rights to it") from error
    _record(case, form, written, account)
    return account


def need_target(form: str, target: Path) -> None:
    """UsageError if there is no such form, or no folder to write the file in."""
    if form not in FORMS:
        raise UsageError(f"no export {form!r}", f"one of {', '.join(FORMS)}", "name one of them")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"No such file or directory: {target}", "a file that can be written", "check the folder and your rights to it")


def _write_labels(case: Case, account: Account, target: Path) -> tuple[Path, ...]:
    """Labels of the reports that may leave: an interview off the record leaves no trace, not even of where its words stood."""
    kept = {page.report.id for page in account.pages}
    return write_labels((j for j in case.ledger.all() if j.report_id in kept), target)


def risks(case: Case, as_of: str | None = None) -> tuple[Risk, ...]:
    """What in an export of this day could still tell who a protected person is, the worst first; nothing is written."""
    from testimonia import reidentification

    account = views.account(case)
    return reidentification.check(account, protection.outgoing(account, _day(as_of), guard(case)), guard(case))


def guard(case: Case) -> Guard:
    """Who is public by a person's decision, and the case's secret for pseudonyms."""
    return Guard(public=shelf.public_people(case), key=case.ledger.key() if case.folder is not None else None)


def exports_folder(case: Case) -> Path:
    """The folder in the case for what was written on the desk, made if it is not there."""
    folder = (case.folder or Path()) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _record(case: Case, form: str, files: tuple[Path, ...], account: Account) -> None:
    """Note what left, so that a deletion can say which files hold what is deleted."""
    if case.folder is None:
        return
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    reports = tuple(page.report.id for page in account.pages)
    for file in files:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        path = file.resolve()
        inside = path.is_relative_to(case.folder.resolve())
        name = path.relative_to(case.folder.resolve()).as_posix() if inside else str(path)  # what lies in the case moves with it
        case.ledger.note_left(Left(when=when, form=form, file=name, sha256=sha256, reports=reports))


def _day(as_of: str | None) -> datetime.date:
    try:
        return datetime.date.fromisoformat(as_of) if as_of else datetime.date.today()  # noqa: DTZ011 - terms end with the user's own day
    except ValueError as error:
        raise UsageError(f"the day {as_of!r}", "a day as YYYY-MM-DD", "mend it") from error
