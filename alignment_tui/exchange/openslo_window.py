"""OpenSLO's time windows, read as the days that an error budget counts in, and said again as OpenSLO has them.

The specification leaves open how long a month is. A rolling M, Q or Y is taken as 30, 90 and 365 days; a calendar one
is as long as the calendar has it, and of the windows that follow one another the one that holds today counts.
"""

import calendar
import re
from datetime import date, timedelta

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Number
from alignment_tui.exchange.yaml_places import Place

DURATION = re.compile(r"([1-9][0-9]*)([mhdwMQY])")
_ZERO = re.compile(r"0+[mhdwMQY]")
_START = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ]+(\d\d:\d\d(?::\d\d)?)\S*)?")
_DAY = 1440
_MINUTES = {"m": 1, "h": 60, "d": _DAY, "w": 7 * _DAY, "M": 30 * _DAY, "Q": 90 * _DAY, "Y": 365 * _DAY}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_LONGEST = 36_525 * _DAY


class Window(Struct, frozen=True, kw_only=True):
    """A window in days, with the day it began where it is a calendar one, as it was written, and what is not kept."""

    days: Number
    since: date | None = None
    duration: str = ""
    start_time: str = ""
    time_zone: str = ""
    notes: tuple[str, ...] = ()


def read_window(spec: Place, today: date) -> Window:
    """Return the one time window of an SLO's spec, the one that holds `today` where they follow the calendar.

    Raises `ConfigRefused`. A window of 0 comes through, for the record to refuse in its own words.
    """
    windows = spec.get("timeWindow")
    entries = windows.items() if windows else []
    if windows is None or not entries:
        raise (windows or spec).refused("there is no timeWindow, and a budget needs one")
    if len(entries) > 1:
        raise entries[1].refused("an SLO has one time window")
    window = entries[0]
    amount, unit = _duration(window.need("duration"))
    duration = f"{amount}{unit}"
    if amount == 0:
        return Window(days=0)
    rolling, dates = window.get("isRolling"), window.get("calendar")
    rolls = rolling is not None and rolling.flag()
    if rolls and dates:
        raise dates.refused("a window rolls or follows the calendar, not both")
    notes = ("1m is one minute: a month is 1M",) if duration == "1m" else ()
    if rolls:
        return Window(days=_length(amount, unit), duration=duration, notes=notes)
    if dates is None:
        raise window.refused("a window that does not roll needs a calendar with its startTime")
    return _calendar(dates, amount, unit, today, notes)


def said_duration(days: Number, since: date | None = None, written: str = "") -> str:
    """Say a window as OpenSLO does: as it was `written` where it still is as long, else ``28d``, ``12h`` or ``90m``.

    Empty where it is no whole number of minutes, which OpenSLO cannot say.
    """
    match = DURATION.fullmatch(written)
    if match and len(written) < 9 and _length(int(match[1]), match[2], since) == days:
        return written
    exactly = exact(days) * _DAY
    minutes = round(exactly)
    if minutes < 1 or abs(exactly - minutes) * 10**6 > minutes:
        return ""
    unit = next(unit for unit in "dhm" if minutes % _MINUTES[unit] == 0)
    return f"{minutes // _MINUTES[unit]}{unit}"


def _duration(place: Place) -> tuple[int, str]:
    text = place.words()
    if _ZERO.fullmatch(text):
        return 0, text[-1]
    match = DURATION.fullmatch(text)
    if not match:
        raise place.refused(f"{text[:40]} is no duration such as 28d: a whole number, then m, h, d, w, M, Q or Y")
    if len(match[1]) > len(str(_LONGEST)) or int(match[1]) * _MINUTES[match[2]] > _LONGEST:
        raise place.refused(f"a window of {text[:40]} is longer than a hundred years")
    return int(match[1]), match[2]


def _calendar(dates: Place, amount: int, unit: str, today: date, notes: tuple[str, ...]) -> Window:
    begins, zone = dates.need("startTime"), dates.get("timeZone")
    match = _START.fullmatch(begins.words())
    try:
        start = date.fromisoformat(match[1] if match else "")
        since, days = _current(start, amount, unit, today)
    except (ValueError, OverflowError):
        raise begins.refused(f"{begins.words()[:40]} is no time such as 2025-01-01 00:00:00") from None
    time, place = (match[2] if match else None) or "00:00", zone.words() if zone else ""
    if since is None:
        notes = (*notes, f"a calendar window of {amount}{unit} is kept as a rolling one: a session counts whole days")
    elif time[:5] != "00:00":
        notes = (*notes, f"the window begins at {time[:5]} {place}".rstrip() + ": a session counts whole days")
    start_time = f"{start.isoformat()} {time if len(time) > 5 else f'{time}:00'}"
    return Window(
        days=days, since=since, duration=f"{amount}{unit}", start_time=start_time, time_zone=place, notes=notes
    )


def _current(start: date, amount: int, unit: str, today: date) -> tuple[date | None, Number]:
    """Return beginning and length of the window that holds today, of those that follow one another from `start` on.

    One that is no whole number of days has no beginning that a session could keep.
    """
    if unit in _MONTHS:
        months = amount * _MONTHS[unit]
        passed = (today.year - start.year) * 12 + today.month - start.month
        nth = max(passed // months, 0)
        if nth and _months_on(start, nth * months) > today:
            nth -= 1
        since = _months_on(start, nth * months)
        return since, (_months_on(start, (nth + 1) * months) - since).days
    days = _length(amount, unit)
    if not isinstance(days, int):
        return None, days
    return start + timedelta(days=max((today - start).days // days, 0) * days), days


def _length(amount: int, unit: str, since: date | None = None) -> Number:
    """Return the days of a duration; months are as long as they are where the day they begin on is known."""
    if since and unit in _MONTHS:
        return (_months_on(since, amount * _MONTHS[unit]) - since).days
    return number(exact(amount * _MINUTES[unit]) / _DAY)


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
