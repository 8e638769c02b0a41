"""The interface's texts: all of them can be translated, and the catalogue's template knows them all."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from testimonia import looks

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "src" / "testimonia" / "looks" / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html") if path.name != "dossier.html")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "content")  # attributes that people read or hear
PLAIN = {"testimonia", "· testimonia", "doctype html", "·", "testimonia add"}  # the name, and what is typed


class _Letters(HTMLParser):
    """Collects what people would read of a template without its `_()`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.quiet: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "kbd", "code"):
            self.quiet.append(tag)
        if tag == "meta":
            return
        self.found += [value for name, value in attrs if name in SPOKEN and value and re.search(r"[^\W\d_]", value)]

    def handle_endtag(self, tag: str) -> None:
        if self.quiet and self.quiet[-1] == tag:
            self.quiet.pop()

    def handle_data(self, data: str) -> None:
        if not self.quiet and re.search(r"[^\W\d_]", data):
            self.found.append(data.strip())


def bare(source: str) -> list[str]:
    """The letters of a template that stand outside `_()` and trans blocks; what is filled in counts for nothing."""
    environment = looks.environment()
    kept, in_trans, depth = "", False, 0
    tokens = [(kind, value) for _, kind, value in environment.lex(source)]
    for place, (kind, value) in enumerate(tokens):
        if kind == "block_begin":
            name = next(word for what, word in tokens[place:] if what == "name")
            in_trans = name == "trans" if name in ("trans", "endtrans") else in_trans
        if kind == "variable_begin" and kept.endswith(("<", "</")):
            kept += "i"  # a tag whose name is filled in
        depth += (kind == "variable_begin") - (kind == "variable_end")
        if kind == "data" and not in_trans and not depth:
            kept += value
    parser = _Letters()
    parser.feed(kept)
    return [text for text in parser.found if text not in PLAIN]


def spoken_constants(source: str) -> Iterator[str]:
    """Strings with two words or more that a template gives out without `_()`."""
    tree = looks.environment().parse(source)
    called = {id(const) for call in tree.find_all(nodes.Call) for const in call.find_all(nodes.Const)}
    for output in tree.find_all(nodes.Output):
        for const in output.find_all(nodes.Const):
            if id(const) not in called and isinstance(const.value, str) and re.search(r"[^\W\d_]{2} [^\W\d_]{2}", const.value):
                yield const.value


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_desk_can_be_translated(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    assert bare(source) == []
    assert list(spoken_constants(source)) == []


def test_a_bare_text_is_found() -> None:
    assert bare("<p>Hello {{ name }}</p>{{ _('fine') }}{% trans %}fine{% endtrans %}<b title='Read'>1</b>") == ["Hello", "Read"]
    assert list(spoken_constants("{{ 'two words' if a }}{{ _('fine words') }}")) == ["two words"]


def test_the_catalogue_knows_every_text() -> None:
    done = subprocess.run([sys.executable, "scripts/build_catalogue.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_language_without_catalogue_is_english() -> None:
    assert looks.catalogue("xx").gettext("Accept") == "Accept"


def test_a_translated_text_stands_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any language may be put in: the templates ask for every text by its English words."""

    class Backwards(type(looks.catalogue("xx"))):  # type: ignore[misc]
        def gettext(self, message: str) -> str:
            return message[::-1]

    monkeypatch.setattr(looks, "catalogue", lambda _: Backwards())
    page = looks.environment.__wrapped__("xx").from_string("{{ _('Accept') }}").render()
    assert page == "tpeccA"
