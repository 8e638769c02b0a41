"""What may leave: every way out of a case passes through `outgoing`.

First the terms of interviews are kept (`terms.py`), then everybody named anywhere is shown under a pseudonym (`masking.py` finds the names again
in every text, `rewriting.py` carries the change through everything the account holds).
"""

from __future__ import annotations

import datetime

from testimonia.people import Person, people
from testimonia.protection.guard import Guard
from testimonia.protection.masking import Masker, found_in
from testimonia.protection.rewriting import rewritten
from testimonia.protection.terms import MASK, STAND_IN, within_terms
from testimonia.views import Account

__all__ = ["MASK", "STAND_IN", "Guard", "outgoing", "people_of"]


def outgoing(account: Account, today: datetime.date, guard: Guard | None = None) -> Account:
    """The account as it may leave on this day, with a sentence for all that was withheld.

    Everybody is protected unless `guard` says a user marked them public.
    """
    return rewritten(within_terms(account, today), Masker(account, guard or Guard()))


def people_of(account: Account) -> tuple[Person, ...]:
    """Everybody the account names, for the person working on the case: whose id stands in `Guard.public` keeps the name on the way out."""
    return people(found_in(account))
