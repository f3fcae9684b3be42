"""A time zone as a calendar wants it beside an event: when its clocks change, as a yearly rule where there is one.

Some calendars know no list of days (RDATE) in a time zone, and none needs the changes of decades past.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Timezone

_YEARS = 10
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(Struct, frozen=True, kw_only=True):
    """One change of the clocks: `at` is what they showed right before it, the offsets are those before and after it."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def time_zone(name: str, zone: tzinfo, first: date) -> "Timezone":
    """Return a zone for events from `first` on, as a part of a calendar. Raises `ImportError` without icalendar."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    made = Timezone()
    made.add("tzid", name)
    begin = min(max(first.year - 1, 2), date.max.year - _YEARS - 1)
    found = list(changes(zone, datetime(begin, 1, 1, tzinfo=UTC), datetime(begin + _YEARS, 1, 1, tzinfo=UTC)))
    kinds: dict[tuple[Any, ...], list[Change]] = {}
    for one in found:
        kinds.setdefault((one.before, one.after, one.name, one.summer), []).append(one)
    for alike in kinds.values() or [[_always(zone, begin)]]:
        part = TimezoneDaylight() if alike[0].summer else TimezoneStandard()
        part.add("dtstart", alike[0].at)
        part.add("tzoffsetfrom", alike[0].before)
        part.add("tzoffsetto", alike[0].after)
        part.add("tzname", alike[0].name)
        if rule := _yearly(alike):
            part.add("rrule", rule)
        elif len(alike) > 1:
            part.add("rdate", [one.at for one in alike[1:]])
        made.add_component(part)
    return made


def changes(zone: tzinfo, begin: datetime, end: datetime) -> Iterator[Change]:
    """Yield every change of the clocks between two moments, both in UTC."""
    early = begin
    while early < end:
        late = early + _DAY
        if _offset(zone, early) != _offset(zone, late):
            yield _change(zone, early, late)
        early = late


def _change(zone: tzinfo, early: datetime, late: datetime) -> Change:
    """Find the second of a change between two moments."""
    before = _offset(zone, early)
    while late - early > _SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    local = late.astimezone(zone)
    at = (late + before).replace(tzinfo=None)
    return Change(at=at, before=before, after=_offset(zone, late), name=local.tzname() or "", summer=bool(local.dst()))


def _always(zone: tzinfo, year: int) -> Change:
    """Return the beginning of a zone whose clocks never change."""
    local = datetime(year, 1, 1, tzinfo=zone)
    offset = local.utcoffset() or timedelta()
    return Change(at=local.replace(tzinfo=None), before=offset, after=offset, name=local.tzname() or "", summer=False)


def _yearly(alike: Sequence[Change]) -> dict[str, Any] | None:
    """Return the rule by which a change comes every year on the same Sunday of its month, if there is one."""
    days = [one.at for one in alike]
    first = days[0]
    if [day.year for day in days] != list(range(first.year, first.year + _YEARS)):
        return None
    if any((day.month, day.weekday(), day.time()) != (first.month, first.weekday(), first.time()) for day in days):
        return None
    weeks = {(day.day - 1) // 7 + 1 for day in days}
    if all(day.day + 7 > monthrange(day.year, day.month)[1] for day in days):
        week = -1
    elif len(weeks) == 1:
        week = weeks.pop()
    else:
        return None
    return {"freq": "yearly", "bymonth": first.month, "byday": f"{week}{_WEEKDAYS[first.weekday()]}"}


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
