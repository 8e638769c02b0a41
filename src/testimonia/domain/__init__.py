"""The words testimonia speaks in, in the order a report meets them: text, reports, mentions, values, findings.

Every type is plain, frozen data. Offsets count Unicode characters of `Document.text`, half-open.
What was written always stands beside what was made of it.
"""

from testimonia.domain.findings import Claim, Explanation, Extraction, Manner
from testimonia.domain.mentions import Link, LinkKind, Mention, MentionKind
from testimonia.domain.reports import DateBasis, Document, Interview, Published, Reading, Record, Report, Terms, Unread
from testimonia.domain.text import Block, BlockKind, Location, Passage, Span, digest, whole_words
from testimonia.domain.values import Basis, Bounds, Candidate, DurationCheck, Entry, Figure, Interval, Place, PlaceKind, Precision, TimeKind

__all__ = [
    "Basis",
    "Block",
    "BlockKind",
    "Bounds",
    "Candidate",
    "Claim",
    "DateBasis",
    "Document",
    "DurationCheck",
    "Entry",
    "Explanation",
    "Extraction",
    "Figure",
    "Interval",
    "Interview",
    "Link",
    "LinkKind",
    "Location",
    "Manner",
    "Mention",
    "MentionKind",
    "Passage",
    "Place",
    "PlaceKind",
    "Precision",
    "Published",
    "Reading",
    "Record",
    "Report",
    "Span",
    "Terms",
    "TimeKind",
    "Unread",
    "digest",
    "whole_words",
]
