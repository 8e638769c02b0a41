"""Write src/testimonia/data/given.txt and common.txt from the lists of the package Faker (MIT).

build_given_names.py: run where `faker` is installed. given.txt holds given names of many countries in folded Latin letters; names in Cyrillic are
spelled in Latin letters, those in other scripts are passed over. common.txt holds countries and states, and after a line with a star common words
of English: neither are people, though some are given names, too.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import faker.providers.address.en as addresses
import faker.providers.address.en_US as states
import faker.providers.lorem.en_US as english
import faker.providers.person as people

TARGET = Path(__file__).parent.parent / "src" / "testimonia" / "data" / "given.txt"
COMMON = TARGET.with_name("common.txt")
ORDINARY = TARGET.with_name("people.txt")
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
_CYRILLIC |= {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
_CYRILLIC |= {"і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ј": "j", "ѓ": "g", "ќ": "k", "љ": "lj", "њ": "nj", "џ": "dz", "ѕ": "dz"}
_LATIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ß": "ss"})


def fold(name: str) -> str:
    """Small Latin letters without accents."""
    spelled = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    parts = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LATIN)


def given_names() -> Iterator[str]:
    """Every given name of every country in Faker's lists."""
    for folder in sorted(Path(people.__file__).parent.iterdir()):
        if folder.name.startswith("__") or not folder.is_dir():
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if re.match(r"first_(?:names?|romanized)", attribute) and isinstance(listed, tuple | list | dict):
                yield from (str(name) for name in listed)


def main() -> None:
    """Write the file."""
    hand = set(re.sub(r"(?m)^#.*$|\[.*?\]", "", ORDINARY.read_text("utf-8")).split())
    words = {word for name in given_names() for word in re.split(r"[\s.]+", fold(name))}
    names = sorted(word for word in words - hand if re.fullmatch(r"[a-z]{3,9}", word))
    TARGET.write_text("\n".join(names) + "\n", "utf-8")
    lands = {fold(name) for name in (*addresses.Provider.countries, *states.Provider.states) if re.fullmatch(r"[a-z]{4,}", fold(name))}
    common = sorted({word for word in english.Provider.word_list if re.fullmatch(r"[a-z]{3,}", word)} - set(names) - lands - hand)
    COMMON.write_text("\n".join([*sorted(lands - hand), "*", *common]) + "\n", "utf-8")
    print(len(names), "names,", TARGET.stat().st_size, "bytes;", len(lands), "countries and states,", len(common), "words")


if __name__ == "__main__":
    main()
