"""Time zones as calendars read them: another library finds the same hours in them as the machine's own time zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from alignment_tui.exchange.time_zones import changes, time_zone

FIRST = date(2025, 3, 1)
BERLIN, CAIRO = "Europe/Berlin", "Africa/Cairo"


def written(name: str, called: str, first: date = FIRST) -> str:
    calendar = Calendar()
    calendar.add_component(time_zone(called, ZoneInfo(name), first))
    return str(calendar.to_ical().decode())


@pytest.mark.parametrize(
    "name",
    [BERLIN, "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"],
)
def test_another_library_reads_the_same_hours(name: str) -> None:
    called = f"test/{name}"
    vobject.readOne(written(name, called))
    read = vobject.icalendar.getTzid(called)
    for days in range(0, 1500, 5):
        moment = datetime(2025, 3, 1, 10) + timedelta(days=days)
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=ZoneInfo(name)).utcoffset(), moment


def test_a_change_is_told_by_the_clock_right_before_it() -> None:
    spring, autumn = changes(ZoneInfo(BERLIN), datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert (spring.at, spring.before, spring.after, spring.name, spring.summer) == (
        *(datetime(2025, 3, 30, 2), timedelta(hours=1), timedelta(hours=2), "CEST", True),
    )
    assert (autumn.at, autumn.name, autumn.summer) == (datetime(2025, 10, 26, 3), "CET", False)


def test_a_zone_whose_clocks_follow_no_yearly_rule_has_its_days_listed() -> None:
    text = written(CAIRO, CAIRO).replace("\r\n ", "")
    found = changes(ZoneInfo(CAIRO), datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC))
    days = [f"{one.at:%Y%m%dT%H%M%S}" for one in found if not one.summer]
    assert len(days) == 10
    assert "RDATE" in text
    assert all(day in text for day in days)


@pytest.mark.parametrize("year", [1, 2, 1899, 9990, 9999])
def test_any_year_of_the_calendar_will_do(year: int) -> None:
    assert "TZID:x" in written("Asia/Kolkata", "x", date(year, 1, 1))
