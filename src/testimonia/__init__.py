"""testimonia: who said what about an armed conflict, in which words, according to which report.

`read(path)` gives the account of a file or folder, `open_case(folder)` a case that was made with `testimonia add`,
`account(case)` what a case holds. Nothing here uses the network.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from testimonia.case.store import Case
    from testimonia.views import Account

__version__ = "0.1.0"
__all__ = ["__version__", "account", "open_case", "read"]


def read(path: str | Path) -> Account:
    """The account of one file, or of all files in a folder; nothing is written."""
    from testimonia.actions import read_files
    from testimonia.pipeline import standard_pipeline
    from testimonia.views import account as account_of

    with read_files([Path(path)], standard_pipeline()) as case:
        return account_of(case)


def open_case(folder: str | Path) -> Case:
    """The case in a folder; CaseError if there is none."""
    from testimonia.case.store import open_case as open_folder

    return open_folder(folder)


def account(case: Case) -> Account:
    """What a case holds: questions, voices, reasons, claims, reports, and what could not be read."""
    from testimonia.views import account as account_of

    return account_of(case)
