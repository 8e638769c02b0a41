"""Who is named in a report: names of people found by rules of the language, in claims and in running text alike.

A name that is missed is a harm, a place taken for a person is only ugly: in doubt a word is a name. What tells people from places and bodies
stands in `data/people.txt`, given names of many countries in `data/given.txt`.
"""

from __future__ import annotations

from testimonia.people.finding import names_in, names_in_words
from testimonia.people.persons import NameMention, Person, grouped, name_words, people, person_id
from testimonia.people.words import (
    UNSEEN,
    is_body_word,
    is_given_name,
    is_group_word,
    is_office,
    is_ordinary,
    is_particle,
    is_place_word,
    is_role,
    stands_before_places,
)

__all__ = [
    "UNSEEN",
    "NameMention",
    "Person",
    "grouped",
    "is_body_word",
    "is_given_name",
    "is_group_word",
    "is_office",
    "is_ordinary",
    "is_particle",
    "is_place_word",
    "is_role",
    "name_words",
    "names_in",
    "names_in_words",
    "people",
    "person_id",
    "stands_before_places",
]
