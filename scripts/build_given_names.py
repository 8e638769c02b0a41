"""Write src/testimonia/data/given.txt and common.txt from the lists of the packages Faker and pyspellchecker (both MIT).

build_given_names.py: run where `faker` and `pyspellchecker` are installed. given.txt holds given names of many countries in folded Latin letters;
names in Cyrillic are spelled in Latin letters, those in other scripts are passed over. common.txt holds four lists with a star between them:
countries and states; words of English that are nobody's name, without the forms that `words.stems` takes back to one of them; words of English that
are names, too; names that look like such a form ("Harding").
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import faker.providers.address.en as addresses
import faker.providers.address.en_US as states
import faker.providers.person as people
import spellchecker

from testimonia.people.words import stems

TARGET = Path(__file__).parent.parent / "src" / "testimonia" / "data" / "given.txt"
COMMON = TARGET.with_name("common.txt")
ORDINARY = TARGET.with_name("people.txt")
ENGLISH = Path(spellchecker.__file__).parent / "resources" / "en.json.gz"
_OFTEN = 25_000  # times in pyspellchecker's counts: a name that stands there so often is a word
_SELDOM = 400  # times: what stands there less often may be anything
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
_CYRILLIC |= {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
_CYRILLIC |= {"і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ј": "j", "ѓ": "g", "ќ": "k", "љ": "lj", "њ": "nj", "џ": "dz", "ѕ": "dz"}
_LATIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ß": "ss"})


def fold(name: str) -> str:
    """Small Latin letters without accents."""
    spelled = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    parts = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LATIN)


def listed_names(kind: str) -> set[str]:
    """The words of every given name ("first") or family name ("last") of every country in Faker's lists."""
    return {word for name in _listed(kind) for word in re.split(r"[\s.’'-]+" if kind == "last" else r"[\s.]+", fold(name))}


def _listed(kind: str) -> Iterator[str]:
    for folder in sorted(Path(people.__file__).parent.iterdir()):
        if folder.name.startswith("__") or not folder.is_dir():
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if re.match(rf"{kind}_(?:names?|romanized)", attribute) and isinstance(listed, tuple | list | dict):
                yield from (str(name) for name in listed)


def main() -> None:
    """Write the files."""
    hand = set(re.sub(r"(?m)^#.*$|\[.*?\]", "", ORDINARY.read_text("utf-8")).split())
    names = sorted(word for word in listed_names("first") - hand if re.fullmatch(r"[a-z]{3,9}", word))
    lands = {fold(name) for name in (*addresses.Provider.countries, *states.Provider.states) if re.fullmatch(r"[a-z]{4,}", fold(name))}
    counts: dict[str, int] = json.loads(gzip.decompress(ENGLISH.read_bytes()))
    english = {word for word, count in counts.items() if count >= _SELDOM and re.fullmatch(r"[a-z]{3,}", word)} - lands - hand
    anybody = set(names) | {word for word in listed_names("last") if re.fullmatch(r"[a-z]{3,}", word)}
    both = {word for word in english & anybody if counts[word] >= _OFTEN}
    plain = english - anybody
    like = {word for word in anybody - both - set(names) if any(stem in plain for stem in stems(word))}
    kept: set[str] = set()
    for word in sorted(plain, key=len):
        if not any(stem in kept for stem in stems(word)):
            kept.add(word)
    TARGET.write_text("\n".join(names) + "\n", "utf-8")
    COMMON.write_text("\n".join([*sorted(lands - hand), "*", *sorted(kept), "*", *sorted(both), "*", *sorted(like)]) + "\n", "utf-8")
    print(f"{len(names)} names; {len(lands)} countries and states, {len(kept)} words; {len(both)}, {len(like)} names; {COMMON.stat().st_size} bytes")


if __name__ == "__main__":
    main()
