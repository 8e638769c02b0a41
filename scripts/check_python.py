"""Say in one line what is missing when this Python is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - to say so is what this file is for
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit("Python {} found; needed: 3.11 or newer; do: install it, then run: make PYTHON=python3.11".format(found))  # noqa: UP032 - old Pythons run this
