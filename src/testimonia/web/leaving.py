"""The way out of the case: what an export would give away, shown first; then the writing of it into the case's own folder of exports."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from testimonia import shelf
from testimonia.actions import leaving
from testimonia.case.store import Case
from testimonia.errors import UsageError
from testimonia.web.answers import Shows
from testimonia.web.desk import Desk
from testimonia.web.forms import Fields
from testimonia.web.originals import exports

ENDINGS = {"dossier": ".html", "jsonl": ".jsonl", "csv": ".csv", "labels": ".jsonl"}
OTHER = ".txt"


def check(case: Case, sent: Fields, desk: Desk) -> Shows:
    """What the re-identification check finds in the form chosen; nothing is written."""
    form = sent.choice("form", leaving.FORMS)
    return _page(case, desk, form=form, risks=leaving.risks(case))


def write(case: Case, sent: Fields, desk: Desk) -> Shows:
    """Write the form chosen, which was checked before, and offer its files."""
    form = sent.choice("form", leaving.FORMS)
    if not sent.flag("checked"):
        raise UsageError("an export that was not checked", "a look at what it would give away", "check it first")
    before = exports(desk.folder)
    leaving.export(case, form, leaving.exports_folder(case) / _name(form, before))
    return _page(case, desk, form=form, written=sorted(exports(desk.folder) - before))


def _page(case: Case, desk: Desk, **more: Any) -> Shows:
    context = {"forms": leaving.FORMS, "form": "", "risks": None, "written": ()} | more
    return Shows(template="desk/export.html", context=context | {"left": shelf.left(case), "kept": exports(desk.folder)})


def _name(form: str, taken: Collection[str]) -> str:
    """A name that tells form and time, and nothing of what is inside."""
    now = datetime.datetime.now(datetime.UTC).astimezone().strftime("%Y-%m-%d-%H%M%S")
    names = (f"{form}-{now}{more}{ENDINGS.get(form, OTHER)}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if name not in taken)
