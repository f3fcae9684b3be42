"""Dates that mean one day everywhere: ``2025-06-30``, ``30 Jun 2025``, ``June 2025`` (its last day), ``today``."""

import re
from calendar import monthrange
from datetime import date

from alignment_tui.capture.answers import Unread

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_MONTH = re.compile(r"(?:([0-9]{1,2})\s+)?([^\W\d_]{3,9})\.?\s+([0-9]{4})")
_MEANT = re.compile(
    r"[0-9]{1,4}/[0-9]{1,4}(?:/[0-9]{1,4})?"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?"
    r"|[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}|[0-9]{4}-[0-9]{2}"
)
_DAY_OF_MONTH = re.compile(r"(?:[0-9]{1,2}\s+)?([^\W\d_]{3,9})\.?")
HINT = "write 2025-06-30, 30 Jun 2025 or June 2025"


def day(text: str, today: date) -> date:
    """Read a date; raises `Unread` with a hint for one that could be two days, such as 06/07."""
    found = maybe_day(text, today)
    if found is None:
        raise Unread(f"{text[:30]} is not one sure day: {HINT}.")
    return found


def maybe_day(text: str, today: date) -> date | None:
    """Read a date, or return `None` for what was not meant as one; raises `Unread` for a bad one."""
    said = text.strip()
    if said.casefold() == "today":
        return today
    if match := _ISO.fullmatch(said):
        return _made(said, *(int(part) for part in match.groups()))
    if (match := _DAY_MONTH.fullmatch(said)) and (month := _month(match[2])):
        year = int(match[3])
        if year == 0:
            raise Unread(f"{said} is no day of the calendar.")
        return _made(said, year, month, int(match[1]) if match[1] else monthrange(year, month)[1])
    short = _DAY_OF_MONTH.fullmatch(said)
    if _MEANT.fullmatch(said) or (short and _month(short[1])):
        raise Unread(f"{said} is not one sure day: {HINT}.")
    return None


def _month(name: str) -> int:
    """Return a month's number by its name or its first three letters (also ``Sept``), else 0."""
    folded = name.casefold()
    for number, month in enumerate(_MONTHS, 1):
        if folded in (month, month[:3]) or (number == 9 and folded == "sept"):
            return number
    return 0


def _made(said: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise Unread(f"{said} is no day of the calendar.") from None
