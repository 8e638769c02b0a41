"""What the desk holds in memory while it runs: which case, who sits at it, its address, and the secrets of this start."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _name() -> str:
    return f"desk-{secrets.token_hex(10)}.localhost"


def _silent(_: str) -> None:
    return


@dataclass(slots=True, kw_only=True)
class Desk:
    """One start of the desk on one case folder.

    `token` lets a browser in, `session` is what its cookie holds from then on, `csrf` proves that a form is ours. `name` is the host it is
    served under; `door` the file that leads the browser there (see `opening`). `say` tells the terminal.
    """

    folder: Path
    who: str = ""
    blind: bool = False
    port: int = 0
    token: str = field(default_factory=_secret)
    session: str = field(default_factory=_secret)
    csrf: str = field(default_factory=_secret)
    name: str = field(default_factory=_name)
    door: Path | None = None
    say: Callable[[str], None] = _silent

    @property
    def cookie(self) -> str:
        """The name of its cookie: browsers tell cookies apart by host and name, not by port."""
        return f"testimonia-{self.port}"

    @property
    def hosts(self) -> tuple[str, str, str]:
        """The only names under which it answers: its own, known to nobody else, and the two of the machine.

        Browsers send the cookies of a host to every port of it. Under a name of its own nobody else's page is asked for with ours; who comes by
        127.0.0.1 instead is still exposed: a page that another program of this machine serves there is sent the session while the desk is open.
        """
        return f"{self.name}:{self.port}", f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def addresses(self) -> tuple[str, str]:
        """The addresses that let a browser in: the one under its own name, and the plain one for browsers that do not find that."""
        own, plain = (f"http://{host}/?token={self.token}" for host in self.hosts[:2])
        return own, plain

    def shut_door(self) -> None:
        """Take away the file that led the browser here, with its folder."""
        door, self.door = self.door, None
        if door is not None:
            shutil.rmtree(door.parent, ignore_errors=True)


def same(given: str, secret: str) -> bool:
    """Whether the two are the same, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())
