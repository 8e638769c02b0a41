"""What the desk's pages show, page by page, from the derived tables of a case: quick however large the pile.

`fresh` makes the tables anew where something changed; everything else reads them.
"""

from testimonia.shelf.filling import fresh, weigh
from testimonia.shelf.listing import LONG
from testimonia.shelf.overview import overview
from testimonia.shelf.people import consents, left, people, person, public_people, tombstones
from testimonia.shelf.questions import answer, reasons
from testimonia.shelf.reports import original, page, reports
from testimonia.shelf.reviewing import address, disputes, history, queue, unattached
from testimonia.shelf.searching import search
from testimonia.shelf.shown import (
    Address,
    Agreement,
    Answer,
    CardLine,
    Consent,
    Dispute,
    Facet,
    Listed,
    Overview,
    PersonRow,
    ReportRow,
    Row,
    Searched,
    Tie,
    Told,
    Unattached,
    VoiceRow,
)
from testimonia.shelf.voices import ties, voice, voices

__all__ = [
    "LONG",
    "Address",
    "Agreement",
    "Answer",
    "CardLine",
    "Consent",
    "Dispute",
    "Facet",
    "Listed",
    "Overview",
    "PersonRow",
    "ReportRow",
    "Row",
    "Searched",
    "Tie",
    "Told",
    "Unattached",
    "VoiceRow",
    "address",
    "answer",
    "consents",
    "disputes",
    "fresh",
    "history",
    "left",
    "original",
    "overview",
    "page",
    "people",
    "person",
    "public_people",
    "queue",
    "reasons",
    "reports",
    "search",
    "ties",
    "tombstones",
    "unattached",
    "voice",
    "voices",
    "weigh",
]
