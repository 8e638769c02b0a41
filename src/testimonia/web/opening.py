"""The file that leads the browser to the desk: what stands on a browser's command line can be read by everybody on the machine, a file cannot."""

from __future__ import annotations

import tempfile
from pathlib import Path

from testimonia import looks
from testimonia.web.desk import Desk

FOLDER = ".opening-"  # how its folder begins: hidden, so that it is never taken for reports


def make_door(desk: Desk) -> str:
    """Write a page that leads on to the desk, for this user alone, and give its address; it goes with `desk.shut_door`.

    It lies in the case, in a folder of its own: who can read the case needs no key to the desk, and browsers that are kept out of the folder for
    temporary files (snap, flatpak) mostly reach it.
    """
    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=desk.folder.resolve()))  # mode 0700
    desk.door = folder / "desk.html"
    desk.door.touch(mode=0o600, exist_ok=False)
    desk.door.write_text(looks.render("desk/opening.html", to=desk.addresses[0]), "utf-8")
    return desk.door.as_uri()
