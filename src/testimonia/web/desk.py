"""What the desk holds in memory while it runs: which case, who sits at it, and the two secrets of this start."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _silent(_: str) -> None:
    return


@dataclass(slots=True, kw_only=True)
class Desk:
    """One start of the desk on one case folder.

    `token` lets a browser in, `csrf` proves that a form is ours, `ticket` stands for the token once, in the address handed to the browser:
    what stands on a command line can be read by others on the machine. `say` tells the terminal.
    """

    folder: Path
    who: str = ""
    blind: bool = False
    port: int = 0
    token: str = field(default_factory=_secret)
    csrf: str = field(default_factory=_secret)
    ticket: str = field(default_factory=_secret)
    say: Callable[[str], None] = _silent

    @property
    def cookie(self) -> str:
        """The name of its cookie: browsers tell cookies apart by host and name, not by port."""
        return f"testimonia-{self.port}"

    @property
    def hosts(self) -> tuple[str, str]:
        """The only names under which it answers."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def address(self, key: str) -> str:
        """The address that lets a browser in with this key."""
        return f"http://{self.hosts[0]}/?token={key}"

    def opens(self, key: str) -> bool:
        """Whether this key lets a browser in; the ticket does so once."""
        if same(key, self.ticket):
            self.ticket = _secret()
            return True
        return same(key, self.token)


def same(given: str, secret: str) -> bool:
    """Whether the two are the same, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())
