"""Write every text of the interface to src/testimonia/looks/catalogue/messages.pot; with --check only say whether it is up to date.

A translation is a copy of that file at catalogue/LANGUAGE/LC_MESSAGES/messages.po, compiled with msgfmt to messages.mo beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from testimonia import looks
from testimonia.domain import Manner, Record
from testimonia.judgement import State, Verb
from testimonia.kinds import KINDS
from testimonia.looks import words
from testimonia.views import NOBODY, REPORTER

FOLDER = Path(__file__).parent.parent / "src" / "testimonia" / "looks"
TARGET = FOLDER / "catalogue" / "messages.pot"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'

Text = tuple[str, str | None]
"""A text, and its plural if it has one."""


def in_templates() -> Iterator[tuple[Text, str]]:
    """Every text of the templates, with the template's name."""
    environment = looks.environment()
    for path in sorted((FOLDER / "templates").rglob("*.html")):
        for _, _, message in environment.extract_translations(path.read_text("utf-8")):  # type: ignore[attr-defined]
            parts = message if isinstance(message, tuple) else (message, None)
            if parts[0] is not None:
                yield (str(parts[0]), parts[1]), path.relative_to(FOLDER / "templates").as_posix()


def in_code() -> Iterator[tuple[Text, str]]:
    """The texts that code hands to the templates by name."""
    for kind in KINDS.values():
        named = [kind.name, kind.many, kind.label, *(part.label for part in kind.parts), *(choice.label for choice in kind.choices)]
        for text in (*named, *(option for choice in kind.choices for option in choice.options)):
            yield (str(text), None), f"kinds/{kind.name}"
    for title, keys in looks.KEYS:
        for text in (title, *(key.does for key in keys)):
            yield (text, None), "looks/keys.py"
    spoken = [
        *map(words.state, State),
        *map(words.did, Verb),
        *words.MANNERS.values(),
        *(record.value for record in Record),
        *Manner,
        NOBODY,
        REPORTER,
    ]
    for text in spoken:
        yield (str(text), None), "looks/words.py"


def template() -> str:
    """The whole file, sorted by text, so that it changes only where a text does."""
    places: dict[Text, list[str]] = {}
    for text, place in (*in_templates(), *in_code()):
        places.setdefault(text, []).append(place)
    return HEADER + "".join(_entry(text, sorted(set(places[text]))) for text in sorted(places, key=lambda text: (text[0], text[1] or "")))


def _entry(text: Text, places: list[str]) -> str:
    one, many = text
    told = "".join(f"#: {place}\n" for place in places)
    if many is None:
        return f'\n{told}msgid {_quoted(one)}\nmsgstr ""\n'
    return f'\n{told}msgid {_quoted(one)}\nmsgid_plural {_quoted(many)}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Write the file, or compare it."""
    fresh = template()
    if "--check" not in sys.argv:
        TARGET.write_text(fresh, encoding="utf-8")
        print(f"{TARGET.name}: {fresh.count('msgid ') - 1} texts")
        return 0
    if TARGET.is_file() and TARGET.read_text("utf-8") == fresh:
        return 0
    print("messages.pot is older than the templates: run python scripts/build_catalogue.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
