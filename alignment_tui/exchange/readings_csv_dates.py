"""A day as tables write it: ISO at once, others only where they can be one day.

``06/07/2025`` is a day in June or in July, and a chart from the wrong one looks just as good, so it is asked.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal

Order = Literal["dmy", "mdy"]
_ISO = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(r"(?:[^\W\d_]{2,9}\.?,? )?(\d{1,2})[. -]{1,2}([^\W\d_]{3,9})[. -]{1,2}(\d{4})")
_NAMED_FIRST = re.compile(r"(?:[^\W\d_]{2,9}\.?,? )?([^\W\d_]{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = {
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november"),
    *("december", "sept", *_MONTHS),
}


class NoDay(Exception):
    """Why a cell is not one sure day, and what to do about it."""


def day_reader(order: Order | None) -> Callable[[str], date]:
    """Return a function that reads a cell as a day and raises `NoDay`; `order` settles what could be two days."""

    @lru_cache(maxsize=4096)
    def read(cell: str) -> date:
        text = " ".join(cell.split())
        if match := _ISO.fullmatch(text):
            return _made(text, int(match[1]), int(match[3]), int(match[4]))
        if match := _COMPACT.fullmatch(text):
            return _made(text, *(int(part) for part in match.groups()))
        if match := _NAMED.fullmatch(text):
            return _made(text, int(match[3]), _month(text, match[2]), int(match[1]))
        if match := _NAMED_FIRST.fullmatch(text):
            return _made(text, int(match[3]), _month(text, match[1]), int(match[2]))
        if match := _NUMBERS.fullmatch(text):
            return _ordered(text, int(match[1]), int(match[3]), match[4], order)
        raise NoDay(f"{text[:30]} is not a day such as 2025-06-30")

    return read


def _ordered(text: str, first: int, second: int, year: str, order: Order | None) -> date:
    if len(year) == 2:
        raise NoDay(f"{text} has no century: write 2025-06-30")
    if order is None and 12 >= first != second <= 12:
        raise NoDay(f"{text} can be two days: say --dates dmy or --dates mdy")
    order = order or ("mdy" if second > 12 else "dmy")
    day, month = (first, second) if order == "dmy" else (second, first)
    return _made(text, int(year), month, day)


def _month(text: str, name: str) -> int:
    folded = name.casefold()
    if folded not in _NAMES:
        raise NoDay(f"{text[:30]} is not a day such as 2025-06-30")
    return _MONTHS.index(folded[:3]) + 1


def _made(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"{text} is no day of the calendar") from None
