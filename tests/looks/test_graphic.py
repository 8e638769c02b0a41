"""Which sentences are dimmed for those who ask for it."""

from __future__ import annotations

import pytest

from testimonia.looks.graphic import is_graphic


@pytest.mark.parametrize(
    "text",
    ["His body was mutilated.", "Women were raped in the school.", "He was tortured for two days.", "They found a mass grave.", "Two were Beheaded."],
)
def test_what_was_done_to_bodies_is_graphic(text: str) -> None:
    assert is_graphic(text)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed.",
        "The rapeseed harvest failed.",
        "The hospital was shelled.",
        "A grapeshot of questions.",
        "Their skills were needed.",
    ],
)
def test_dying_and_war_alone_are_not(text: str) -> None:
    assert not is_graphic(text)
