"""The ways out of a case, one a file; each writes an Account that has passed protection.

`EXPORTS` names them; each gives the files it wrote. An export computes nothing: what it writes stands in the Account.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from testimonia.exports.dossier import write_dossier
from testimonia.exports.tables import write_csv, write_jsonl
from testimonia.views import Account

EXPORTS: dict[str, Callable[[Account, Path], tuple[Path, ...]]] = {
    "dossier": write_dossier,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
