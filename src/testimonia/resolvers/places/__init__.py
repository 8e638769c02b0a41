"""Where the places of a report are: every mention held against the gazetteer in the light of the whole report."""

from testimonia.resolvers.places.finding import find_places

__all__ = ["find_places"]
