"""What an error budget was in OpenSLO, kept beside it under ``extra`` so that it goes out again as it came in.

None of it counts in a session. It comes back from a file that anybody may have written, so it is read as a guest: what
does not fit is as good as not there.
"""

import re
from typing import Any

import msgspec
from msgspec import Struct

from alignment_tui.domain.records import ErrorBudget, Number

EXTRA = "openslo"
METHODS = ("Occurrences", "Timeslices", "RatioTimeslices")
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""An RFC 1123 label, which every program that reads OpenSLO takes for a name."""


class Origin(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """The SLO and the place among its objectives that a budget came from, and what only OpenSLO has a use for."""

    name: str
    objective: int = 0
    service: str = ""
    budgeting_method: str = ""
    duration: str = ""
    start_time: str = ""
    time_zone: str = ""
    time_slice_target: Number | None = None
    time_slice_window: str = ""
    indicator_ref: str = ""

    def with_extra(self, extra: dict[str, Any]) -> dict[str, Any]:
        """Return a record's `extra` with this in it."""
        return {**extra, EXTRA: msgspec.to_builtins(self)}


def origin_of(budget: ErrorBudget) -> Origin | None:
    """Return where a budget came from, where it came from OpenSLO."""
    try:
        return msgspec.convert(budget.extra.get(EXTRA), Origin)
    except msgspec.ValidationError:
        return None
