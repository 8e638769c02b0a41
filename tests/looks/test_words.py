"""How pages word dates, moments, states and long texts."""

from __future__ import annotations

import pytest

from testimonia import looks
from testimonia.domain import Passage
from testimonia.judgement import State, Verb
from testimonia.kinds import KINDS
from testimonia.looks import words


@pytest.mark.parametrize(
    ("instant", "expected"),
    [("2031-03-05T14:02:11+00:00", "5 March 2031, 14:02"), ("2031-03-05", "5 March 2031"), ("2031-03", "March 2031"), ("spring", "spring")],
)
def test_a_moment_is_told_to_the_minute_and_never_completed(instant: str, expected: str) -> None:
    assert words.moment(instant) == expected


def test_every_state_and_every_verb_has_words() -> None:
    assert all(words.state(state) for state in State)
    assert all(words.did(verb) for verb in Verb)


def test_a_long_text_is_cut_between_words() -> None:
    assert words.short("the flour was gone", 12) == "the flour …"
    assert words.short("the  flour", 12) == "the flour"


def test_pieces_are_joined_by_an_ellipsis() -> None:
    assert words.joined([Passage(start=0, end=2, text="We"), Passage(start=3, end=7, text="left")]) == "We … left"


def test_every_kind_has_its_template_and_its_style() -> None:
    for name in KINDS:
        kind = looks.environment().get_template(f"kinds/{name}.html").module
        assert all(hasattr(kind, macro) for macro in ("head", "body", "words"))
        assert f"#show-{name}" in looks.static("desk.css")


def test_no_two_parts_of_any_kinds_share_a_class() -> None:
    classes = [part.css for kind in KINDS.values() for part in kind.parts]
    assert len(classes) == len(set(classes))


def test_only_known_files_are_given() -> None:
    with pytest.raises(KeyError):
        looks.static("../__init__.py")
