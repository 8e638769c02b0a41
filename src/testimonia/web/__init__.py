"""The desk: a page in the browser on this machine, for reading, checking and deciding; nothing of it leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

__all__ = ["serve"]


def serve(folder: Path, *, who: str, blind: bool, port: int, open_browser: bool, say: Callable[[str], None]) -> None:
    """Open the desk on a case and keep it open until Ctrl-C; `port` 0 is any free one, `say` gets the lines for the terminal."""
    from testimonia.web.desk import Desk
    from testimonia.web.running import run

    run(Desk(folder=folder, who=who, blind=blind, port=port, say=say), open_browser=open_browser)
