"""Everything a person can do to a case; the command line, the desk and Python call only this."""

from testimonia.actions.deciding import ask
from testimonia.actions.extracting import extract_lines
from testimonia.actions.leaving import export, need_target
from testimonia.actions.reading import SAMPLE, SAMPLE_QUESTION, Added, Progress, add, case_or_pile, parse_columns, read_files, reread
from testimonia.actions.searching import search

__all__ = [
    "SAMPLE",
    "SAMPLE_QUESTION",
    "Added",
    "Progress",
    "add",
    "ask",
    "case_or_pile",
    "export",
    "extract_lines",
    "need_target",
    "parse_columns",
    "read_files",
    "reread",
    "search",
]
