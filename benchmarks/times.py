"""Times by the resolver alone: no network is loaded."""

from __future__ import annotations

from typing import Any

from testimonia.domain import Interval
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.dates import find_times


def timex(item: dict[str, Any]) -> dict[str, Any]:
    """Every time expression of the record with its TIMEX3 value; the record's `dct` is the day of publication."""
    document = as_given(item["text"], str(item["doc_id"]))
    published = item.get("dct")
    return {"doc_id": document.report_id, "timexes": [_record(time) for time in find_times(document, published)]}


def _record(time: Interval) -> dict[str, Any]:
    record: dict[str, Any] = {"start": time.start, "end": time.end, "type": time.kind.name, "value": time.value or ""}
    return record | ({"mod": time.mod} if time.mod else {})
