"""Build the desk's script anew and fail if it differs from the one that comes with the package; checks its types, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ISLANDS = ROOT / "islands"
BUILT = ROOT / "src" / "testimonia" / "looks" / "static" / "desk.js"


def main() -> int:
    """Install what builds it if it is not there, check the types, build, compare."""
    npm = shutil.which("npm")
    if npm is None:
        print("islands: not checked: npm is not here")
        return 0
    if not (ISLANDS / "node_modules").is_dir() and _run(npm, "ci", "--silent", "--ignore-scripts"):
        print("islands: not checked: npm could not install what builds them")
        return 1
    if _run(npm, "run", "--silent", "check"):
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "desk.js"
        if _run(npm, "run", "--silent", "build", "--", f"--outfile={fresh}", "--log-level=warning"):
            return 1
        if fresh.read_bytes() == BUILT.read_bytes():
            return 0
    print("islands: desk.js is not what islands/*.ts give: run npm run build in islands/")
    return 1


def _run(*command: str) -> int:
    return subprocess.run(command, cwd=ISLANDS, check=False).returncode  # noqa: S603 - npm, with the words above


if __name__ == "__main__":
    sys.exit(main())
