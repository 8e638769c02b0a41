"""Figures: every count a report claims, found and read by rule from its words alone."""

from testimonia.resolvers.figures.finding import find_figures
from testimonia.resolvers.figures.numbers import Number, read_number

__all__ = ["Number", "find_figures", "read_number"]
