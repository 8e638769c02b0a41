"""The desk while it runs: it listens on this machine alone, says its address once, writes no log, and ends on Ctrl-C."""

from __future__ import annotations

import errno
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from typing import Any

import uvicorn

from testimonia.case.store import open_case
from testimonia.errors import UsageError
from testimonia.web.app import build
from testimonia.web.desk import Desk
from testimonia.web.opening import make_door

HOST, HOST6 = "127.0.0.1", "::1"  # browsers try both for a name of this machine: were the second free, any other user could listen there
TRIES = 20  # free ports looked at until one is free for both
LAST = 2  # seconds an answer under way is given when the desk closes
_SILENT = {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False}
LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": dict.fromkeys(("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio"), _SILENT),
}  # addresses hold search words, and errors hold names: neither is written anywhere


class _Server(uvicorn.Server):
    """A server that says when it can be reached, and when no more."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], closed: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._closed = closed

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        self._closed()  # here, not after `run`: a signal that ends the process comes before that
        await super().shutdown(sockets)


def run(desk: Desk, *, open_browser: bool) -> None:
    """Listen until Ctrl-C; CaseError if the folder is no case, UsageError if the port is taken."""
    open_case(desk.folder).close()
    app = build(desk)
    with ExitStack() as stack:
        listening = [stack.enter_context(closing(one)) for one in _bound(app, desk.port)]
        desk.port = listening[0].getsockname()[1]
        stack.callback(desk.shut_door)
        with suppress(KeyboardInterrupt):
            _Server(_config(app, HOST, desk.port), lambda: _ready(desk, open_browser=open_browser), desk.shut_door).run(sockets=listening)
    desk.say("The desk is closed; everything decided is kept.")


def _config(app: Any, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
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


def _bound(app: Any, port: int) -> list[Any]:
    """The port, bound on both addresses of this machine (on one, where there is only one); UsageError if it is taken."""
    for _ in range(1 if port else TRIES):
        first = _bind(_config(app, HOST, port))
        try:
            return [first, _bind(_config(app, HOST6, first.getsockname()[1]))]
        except _NoSuchAddressError:
            return [first]
        except UsageError:
            first.close()
    raise _taken(port)


class _NoSuchAddressError(Exception):
    """There is no such address on this machine: it knows only those of the older kind."""


def _bind(config: uvicorn.Config) -> Any:
    """A bound socket; uvicorn ends the whole process if that fails, which becomes an error here."""
    try:
        return config.bind_socket()
    except (SystemExit, OSError, OverflowError) as error:
        why = error if isinstance(error, OSError) else error.__context__
        if isinstance(why, OSError) and why.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) and config.host == HOST6:
            raise _NoSuchAddressError from error
        raise _taken(config.port) from error


def _taken(port: int) -> UsageError:
    return UsageError(f"port {port} cannot be used", "a free port", "name another one, or none for any free one")


def _ready(desk: Desk, *, open_browser: bool) -> None:
    own, plain = desk.addresses
    desk.say(f"The desk is open, on this machine only: {own}\nIf the browser cannot find this page:\n{plain}\nCtrl-C closes it.")
    if not open_browser:
        return
    with suppress(OSError):  # a full disk: the address stands in the terminal
        threading.Thread(target=webbrowser.open, args=(make_door(desk),), daemon=True).start()
