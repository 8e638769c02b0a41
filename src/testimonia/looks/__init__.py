"""One set of looks for the desk and the dossier: templates, style, script, and the words they use.

`render("desk/reports.html", listed=…)` gives a page; `static("desk.css")` and `static("desk.js")` give what it links to.
A page of a report also takes `sheet`: `looks.marking.sheet(page)`.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from testimonia.kinds import KINDS
from testimonia.looks import marking, words
from testimonia.looks.keys import KEYS
from testimonia.views import NOBODY, REPORTER

if TYPE_CHECKING:
    from jinja2 import Environment

SOURCE_LANGUAGE = "en"
_SHARED = ("base.css", *(f"kinds/{name}.css" for name in KINDS))
_STATIC = {"desk.css": (*_SHARED, "desk.css"), "dossier.css": (*_SHARED, "dossier.css"), "desk.js": ("desk.js",)}


def render(template: str, **context: object) -> str:
    """The page this template makes of the context."""
    return environment().get_template(template).render(context)


@lru_cache(maxsize=4)
def environment(language: str = SOURCE_LANGUAGE) -> Environment:
    """The templates with the filters and words they use, in this language; English where its catalogue is missing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("testimonia.looks", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"shown": marking.shown, "name": words.report_name, "date": words.long_date, "manner": words.manner}
    environment.filters |= {"teaser": words.teaser, "printings": words.printings, "indirect": words.indirect, "state": words.state}
    environment.filters |= {"moment": words.moment, "date_words": words.date_words, "short": words.short, "joined": words.joined, "did": words.did}
    environment.globals |= {"count": words.count, "NOBODY": NOBODY, "REPORTER": REPORTER, "KINDS": KINDS, "KEYS": KEYS}
    return environment


def catalogue(language: str) -> gettext.NullTranslations:
    """The interface's texts in this language; the texts as they stand in the templates if there is no such catalogue."""
    return gettext.translation("messages", str(files("testimonia.looks").joinpath("catalogue")), languages=[language], fallback=True)


@lru_cache(maxsize=4)
def static(name: str) -> str:
    """The text of "desk.css", "desk.js" or "dossier.css"; KeyError for any other name."""
    folder = files("testimonia.looks").joinpath("static")
    return "".join(folder.joinpath(part).read_text("utf-8") for part in _STATIC[name])
