"""What is made of the mentions: claims and explanations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testimonia.domain.mentions import Link, Mention
from testimonia.domain.text import Passage


class Manner(StrEnum):
    """How somebody's words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed statement in one report.

    `source`, `cue` and `content` are passages in text order; `source` is empty where the text names nobody,
    `cue` where a quotation stands alone. `speaker` is the mention that says who speaks: the source itself, or for
    a quotation standing alone the source of the paragraph before; None where nobody is named.
    `sure` tells whether the speaker may be shown as certain; `doubts` say in words why not. `basis` names the rule.
    """

    id: str
    source: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    manner: Manner
    speaker: Passage | None
    score: float
    sure: bool
    doubts: tuple[str, ...]
    basis: str

    @property
    def words(self) -> str:
        """The content as printed, its pieces joined by an ellipsis."""
        return " … ".join(p.text for p in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claimed cause: cause, effect and the words that tie them; never the tool's own opinion.

    `claim` is the id of the Claim it stands in, whose speaker is its teller; None is the report's own voice.
    """

    id: str
    cause: Passage
    effect: Passage
    signals: tuple[Passage, ...]
    claim: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything one run found in one Document, and the version of the network that found it."""

    document_id: str
    network: str
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    explanations: tuple[Explanation, ...]
