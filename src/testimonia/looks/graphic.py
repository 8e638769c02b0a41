"""Which sentences tell violence in its particulars, so that a page can dim them for those who need not read them just now.

A short, general list: words for what was done to bodies, not words for dying or for war. It is a courtesy to the reader, not a finding.
"""

from __future__ import annotations

import re

from testimonia.domain import Document, Span

_STEMS = (
    "amputat", "autops", "behead", "blood-soaked", "bloodied", "bludgeon", "burned alive", "burnt alive", "charred", "corpse", "decapitat",
    "decompos", "disembowel", "dismember", "electrocut", "entrails", "execut(?:ed|ion)-style", "flogg", "gang-rape", "genital", "gore", "gory",
    "gouge", "hacked", "human remains", "intestines", "lynch", "maimed", "mangled", "mass grave", "mutilat", "naked bod", "pool of blood",
    "pools of blood", "raped", "rapes", "rape", "remains of the bod", "severed", "sexual assault", "sexual violence", "sexually", "shredded bod",
    "skull", "slaughter", "slit the throat", "slit their throat", "strangl", "tortur", "torso", "bled to death", "throats? (?:was|were) cut",
)  # fmt: skip
_GRAPHIC = re.compile(rf"\b(?:{'|'.join(_STEMS)})", re.IGNORECASE)
_GRAPES = re.compile(r"\brape(?:seed)\b", re.IGNORECASE)


def is_graphic(text: str) -> bool:
    """Whether the words tell violence in its particulars."""
    return _GRAPHIC.search(_GRAPES.sub("", text)) is not None


def graphic_sentences(document: Document) -> tuple[Span, ...]:
    """The sentences that do."""
    return tuple(sentence for sentence in document.sentences if is_graphic(document.text[sentence.start : sentence.end]))
