"""The desk while it runs: it listens on this machine alone, says its address once, writes no log, and ends on Ctrl-C."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import uvicorn

from testimonia.case.store import open_case
from testimonia.errors import UsageError
from testimonia.web.app import build
from testimonia.web.desk import Desk

HOST = "127.0.0.1"
LAST = 2  # seconds an answer under way is given when the desk closes
_SILENT = {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False}
LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": dict.fromkeys(("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio"), _SILENT),
}  # addresses hold search words, and errors hold names: neither is written anywhere


class _Server(uvicorn.Server):
    """A server that says when it can be reached."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def run(desk: Desk, *, open_browser: bool) -> None:
    """Listen until Ctrl-C; CaseError if the folder is no case, UsageError if the port is taken."""
    open_case(desk.folder).close()
    config = _config(build(desk), desk.port)
    with closing(_bound(config)) as listening:
        desk.port = listening.getsockname()[1]
        with suppress(KeyboardInterrupt):
            _Server(config, lambda: _ready(desk, open_browser=open_browser)).run(sockets=[listening])
    desk.say("The desk is closed; everything decided is kept.")


def _config(app: Any, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=HOST,
        port=port,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=LOGS,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=LAST,
    )


def _bound(config: uvicorn.Config) -> Any:
    """The bound port; uvicorn ends the whole process if it is taken, which becomes an error in words here."""
    try:
        return config.bind_socket()
    except (SystemExit, OverflowError) as error:
        raise UsageError(f"port {config.port} cannot be used", "a free port", "name another one, or none for any free one") from error


def _ready(desk: Desk, *, open_browser: bool) -> None:
    desk.say(f"The desk is open, on this machine only: {desk.address(desk.token)}\nCtrl-C closes it.")
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(desk.address(desk.ticket),), daemon=True).start()
