"""The kinds of findings, one a file: what its parts are, how it is shown on the text, and how a person's correction becomes one.

A new kind is a file here, a line in `KINDS`, and a template of the same name in `looks/templates/kinds/`.
"""

from __future__ import annotations

from testimonia.kinds.claims import CLAIM
from testimonia.kinds.kind import Choice, Finding, Kind, Part
from testimonia.kinds.reasons import REASON

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CLAIM, REASON)}

__all__ = ["KINDS", "Choice", "Finding", "Kind", "Part"]
