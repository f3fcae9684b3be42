"""A time of day as people say it, with a time zone where they name one: ``10:00``, ``9:30 Europe/Berlin``."""

import re
from difflib import get_close_matches
from functools import cache

from alignment_tui.capture.answers import Unread

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?:\s+(\S+))?")


def time_of_day(text: str) -> tuple[str, str]:
    """Return (time, zone), the zone empty where none is named; raises `Unread` for what is none."""
    match = _TIME.fullmatch(text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unread("A time of day is 14:00, or with its time zone 14:00 Europe/Berlin.")
    return f"{int(match[1]):02}:{match[2]}", _zone(match[3]) if match[3] else ""


def _zone(name: str) -> str:
    known = _zones()
    found = known.get(name.casefold())
    if found:
        return found
    if not known:  # a machine without time zones cannot tell; the record holds the shape of the name
        return name
    near = get_close_matches(name.casefold(), known, n=1) or [
        key for key in known if key.endswith(f"/{name.casefold()}")
    ]
    hint = f": {known[near[0]]}?" if near else ", such as Europe/Berlin"
    raise Unread(f"{name[:40]} is no time zone{hint}.")


@cache
def _zones() -> dict[str, str]:
    from zoneinfo import available_timezones

    return {name.casefold(): name for name in sorted(available_timezones())}
