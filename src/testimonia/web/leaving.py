"""The way out of the case: what an export would give away, shown first; then the writing of it into the case's own folder of exports."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from testimonia import shelf
from testimonia.actions import leaving
from testimonia.case.store import Case
from testimonia.web.answers import Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import Fields
from testimonia.web.originals import exports

ENDINGS = {"dossier": ".html", "jsonl": ".jsonl", "csv": ".csv", "labels": ".jsonl"}


def export(case: Case, asked: Fields, desk: Desk) -> dict[str, Any]:
    """The ways out, and what has left already."""
    del asked
    context = {"forms": leaving.FORMS, "form": "", "risks": None, "written": (), "stamp": "", "is_older": False}
    return context | {"left": shelf.left(case), "kept": exports(desk.folder)}


def check(case: Case, sent: Fields, desk: Desk) -> Shows:
    """What the re-identification check finds in the form chosen; nothing is written."""
    return _checked(case, sent, desk)


def write(case: Case, sent: Fields, desk: Desk) -> Shows:
    """Write the form chosen and offer its files; if the case is not the one that was checked, show the check again."""
    form = sent.choice("form", leaving.FORMS)
    if sent.raw("checked") != _stamp(case, form):
        return _checked(case, sent, desk, is_older=True)
    before = exports(desk.folder)
    leaving.export(case, form, leaving.exports_folder(case) / _name(form, before))
    return _page(case, sent, desk, form=form, written=sorted(exports(desk.folder) - before))


def _checked(case: Case, sent: Fields, desk: Desk, *, is_older: bool = False) -> Shows:
    form = sent.choice("form", leaving.FORMS)
    stamp = _stamp(case, form)  # before the check: what comes in while it runs is not in it
    return _page(case, sent, desk, form=form, stamp=stamp, is_older=is_older, risks=leaving.risks(case))


def _stamp(case: Case, form: str) -> str:
    """What was checked: the form, and the case by its judgements and reports."""
    judgements = shelf.history(case)
    newest = judgements.rows[0].id if judgements.rows else "none"
    return f"{form} {judgements.total} {newest} {shelf.reports(case).total}"


def _page(case: Case, sent: Fields, desk: Desk, **more: Any) -> Shows:
    return Shows(template="desk/export.html", context=export(case, sent, desk) | more)


def _name(form: str, taken: Collection[str]) -> str:
    """A name that tells form and time, and nothing of what is inside."""
    now = datetime.datetime.now(datetime.UTC).astimezone().strftime("%Y-%m-%d-%H%M%S")
    names = (f"{form}-{now}{more}{ENDINGS[form]}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if name not in taken)
