"""python -m testimonia."""

from testimonia.cli import main

main()
