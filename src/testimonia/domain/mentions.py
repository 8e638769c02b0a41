"""What the network marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testimonia.domain.text import Passage


class MentionKind(StrEnum):
    """The labels of the network."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    CAUSE = "cause"
    EFFECT = "effect"
    SIGNAL = "signal"
    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    MEDIA = "media"
    ROLE = "role"
    PLACE = "place"
    TIME = "time"
    FIGURE = "figure"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Passage):
    """A Passage the network marked, with its kind and the network's mean probability for it, 0 to 1.

    `edges` is how sure the network is, 0 to 1, that the passage begins and ends where it does; it is measured for source, cue and content only.
    An event has a broad type and a status (`encoder/labels.py` lists both); nothing else has.
    """

    kind: MentionKind
    score: float
    edges: float = 1.0
    type: str | None = None
    status: str | None = None


class LinkKind(StrEnum):
    """Which tie the network proposes between two mentions."""

    SOURCE_OF = "source-of"
    CONTENT_OF = "content-of"
    CONTINUES = "continues"
    CAUSE_OF = "cause-of"
    SIGNAL_OF = "signal-of"
    AGENT_OF = "agent-of"
    TARGET_OF = "target-of"
    PLACE_OF = "place-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two mentions, given by their places in `Extraction.mentions`, with a score 0 to 1."""

    kind: LinkKind
    of: int
    to: int
    score: float
