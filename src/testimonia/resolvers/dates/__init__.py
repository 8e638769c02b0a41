"""When: every expression of time of a report, what it means, and whether the lengths of time said of two dates agree with them."""

from testimonia.resolvers.dates.checks import check_durations
from testimonia.resolvers.dates.finding import find_times

__all__ = ["check_durations", "find_times"]
