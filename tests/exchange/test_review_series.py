"""The review series as another library reads it: its days are those that the program itself reckons with."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

import pytest
import vobject
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Cadence, Memo, Stakeholder, TimeOfDay
from alignment_tui.domain.reviews import next_review, review_days
from alignment_tui.domain.session import Session
from alignment_tui.exchange.review_series import as_ical
from tests.factories import complete, session
from tests.running import alignment, environment
from tests.ui.hostile import TRICKS

NOW = datetime(2025, 3, 3, 12, tzinfo=UTC)
YEAR = timedelta(days=366)


def with_memo(base: Session, **fields: Any) -> Session:
    return replace(base, memo=replace(base.memo, **fields))


def written(one: Session, rev: int = 7, slug: str = "checkout") -> bytes:
    return as_ical(Document(session=one, rev=rev), slug, NOW)


def event_of(one: Session) -> Any:
    """Return the one event, as vobject reads it."""
    (event,) = vobject.readOne(written(one).decode()).vevent_list
    return event


def days(event: Any, until: date) -> list[datetime]:
    """Expand the recurrence up to a day, with dateutil."""
    zone = getattr(event.dtstart.value, "tzinfo", None)
    return list(event.getrruleset(addRDate=True).between(datetime(1999, 1, 1, tzinfo=zone), at(until, zone), inc=True))


def at(day: date, zone: Any) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=zone)


CADENCES: list[tuple[int, Literal["week", "month"], date]] = [
    (1, "week", date(2025, 4, 21)),
    (2, "week", date(2025, 4, 21)),
    (5, "week", date(2024, 12, 30)),
    (1, "month", date(2025, 1, 15)),
    (1, "month", date(2025, 1, 28)),
    (1, "month", date(2025, 1, 29)),
    (1, "month", date(2024, 1, 30)),
    (1, "month", date(2025, 1, 31)),
    (2, "month", date(2024, 12, 31)),
    (3, "month", date(2025, 11, 30)),
    (7, "month", date(2024, 2, 29)),
]


@pytest.mark.parametrize(("every", "unit", "first"), CADENCES)
@pytest.mark.parametrize("time", [None, TimeOfDay(at="10:00"), TimeOfDay(at="10:00", zone="Europe/Berlin")])
def test_its_days_are_those_of_the_cadence_for_a_year_and_more(
    every: int, unit: Literal["week", "month"], first: date, time: TimeOfDay | None
) -> None:
    cadence = Cadence(every=every, unit=unit, first=first)
    one = with_memo(complete(), cadence=cadence, review_at=time)
    end = first + 2 * YEAR
    expected = list(takewhile(lambda day: day <= end, review_days(cadence)))
    found = days(event_of(one), end)
    assert [moment.date() for moment in found] == expected
    assert {moment.strftime("%H:%M") for moment in found} == {time.at if time else "00:00"}
    assert next_review(replace(one, reviews=())) in expected


def test_without_a_time_of_day_it_is_a_whole_day_that_blocks_nobody() -> None:
    event = event_of(complete())
    assert event.dtstart.value == date(2025, 3, 3)
    assert event.dtend.value == date(2025, 3, 4)
    assert event.transp.value == "TRANSPARENT"


def test_a_time_in_a_zone_brings_the_zone_along_and_stays_at_its_hour_when_the_clocks_change() -> None:
    one = with_memo(
        complete(), cadence=Cadence(first=date(2025, 3, 24)), review_at=TimeOfDay(at="10:00", zone="Europe/Berlin")
    )
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in written(one)
    assert b"DTSTART;TZID=Europe/Berlin:20250324T100000" in written(one)
    event = event_of(one)
    before, after = days(event, date(2025, 3, 31))
    assert (before.utcoffset(), after.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))
    assert (before.hour, after.hour) == (10, 10)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=30)


def test_a_time_without_a_zone_is_everybodys_own() -> None:
    one = with_memo(complete(), review_at=TimeOfDay(at="09:30"))
    assert b"DTSTART:20250303T093000\r\n" in written(one)
    assert b"VTIMEZONE" not in written(one)


def test_what_a_calendar_needs_to_replace_what_it_had() -> None:
    changed = with_memo(replace(complete(), title="Another title"), cadence=Cadence(every=2, first=date(2025, 5, 5)))
    old, new = vobject.readOne(written(complete()).decode()), vobject.readOne(written(changed, rev=9).decode())
    assert old.vevent.uid.value == new.vevent.uid.value
    assert (old.vevent.sequence.value, new.vevent.sequence.value) == ("7", "9")
    other = vobject.readOne(written(complete(), slug="onboarding").decode())
    created = vobject.readOne(written(replace(complete(), created=NOW)).decode())
    assert len({old.vevent.uid.value, other.vevent.uid.value, created.vevent.uid.value}) == 3
    assert written(complete()) == written(complete())


@pytest.mark.parametrize(
    ("fields", "word"), [({"status": "withdrawn"}, "CANCELLED"), ({"superseded_by": "x"}, "CANCELLED")]
)
def test_a_memo_that_is_no_more_cancels_its_reviews(fields: dict[str, str], word: str) -> None:
    assert event_of(with_memo(complete(), **fields)).status.value == word
    assert event_of(complete()).status.value == "CONFIRMED"


def test_who_it_is_for_is_named_and_has_no_address() -> None:
    event = event_of(complete())
    assert [one.params["CN"] for one in event.attendee_list] == [["Ana"], ["Raj"]]
    assert all(one.value.startswith("urn:uuid:") for one in event.attendee_list)
    assert len({one.value for one in event.attendee_list}) == 2
    assert b"mailto" not in written(complete()).lower()
    assert "With Ana, Raj" in event.description.value
    assert "M1 checkout downtime 120 -> 90 min/week by 2025-06-30 (Ana)" in event.description.value


HOSTILE = (
    'x\r\nATTENDEE:mailto:evil@evil.example\nEND:VEVENT\r\nBEGIN:VALARM";:,=\\n\\;\\, '
    + TRICKS
    + " ^n^' "
    + "ß€😀" * 40
)


def test_no_words_end_a_line_or_become_a_property() -> None:
    base = complete()
    one = replace(
        base,
        title=HOSTILE,
        stakeholders=(Stakeholder(id="S1", name=HOSTILE), base.stakeholders[1]),
        memo=replace(base.memo, context=HOSTILE, why=HOSTILE),
        metrics=(replace(base.metrics[0], name=HOSTILE, unit=HOSTILE),),
    )
    data = written(one)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(char.isprintable() for line in data.decode().split("\r\n") for char in line)
    unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert {re.split("[:;]", line)[0] for line in unfolded if line} == {
        *(
            "BEGIN",
            "END",
            "VERSION",
            "PRODID",
            "UID",
            "DTSTAMP",
            "SEQUENCE",
            "SUMMARY",
            "DESCRIPTION",
            "DTSTART",
            "DTEND",
        ),
        *("TRANSP", "RRULE", "STATUS", "ATTENDEE"),
    }
    assert [line for line in unfolded if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
    event = event_of(one)
    assert event.summary.value == f"Review: {one.title}"
    assert f"Context: {one.memo.context}" in event.description.value
    assert [attendee.value[:9] for attendee in event.attendee_list] == ["urn:uuid:"] * 2


@pytest.mark.parametrize("memo", [Memo(), Memo(cadence=Cadence())])
def test_without_a_first_review_there_is_nothing_to_put_into_a_calendar(memo: Memo) -> None:
    with pytest.raises(AlignmentError, match="review weekly from DATE"):
        written(session(memo=memo))


def test_a_zone_that_this_machine_does_not_know_is_refused() -> None:
    with pytest.raises(AlignmentError, match="Mars/Olympus is no time zone"):
        written(with_memo(complete(), review_at=TimeOfDay(at="10:00", zone="Mars/Olympus")))


def test_what_was_asked_for_blind_is_not_in_it() -> None:
    base = complete()
    hidden = replace(base, requests=tuple(replace(one, blind=True) for one in base.requests))
    assert base.requests[0].words.encode() not in written(hidden)


def test_export_writes_it_by_option_or_by_ending(tmp_path: Path) -> None:
    shown = alignment("export", "checkout", "--ical", home=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    done = alignment("export", "checkout", "-o", "review.ics", home=tmp_path)
    assert done.returncode == 0
    data = (tmp_path / "review.ics").read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert (tmp_path / "review.ics").stat().st_mode & 0o777 == 0o600
    same = re.compile(rb"DTSTAMP:\d+T\d+Z")
    assert same.sub(b"", shown.stdout.encode().replace(b"\r\n", b"\n")) == same.sub(b"", data.replace(b"\r\n", b"\n"))
    assert shown.stdout.count("\r\n") == data.count(b"\r\n")
    alignment("new", "Empty", home=tmp_path)
    refused = alignment("export", "empty", "--ical", "-o", "x.ics", home=tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "x.ics").exists()


def test_without_icalendar_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['icalendar'] = None\n"
        "from alignment_tui.cli.main import main\nsys.exit(main(['export', 'checkout', '--ical']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "alignment-tui[ical]" in done.stderr


def test_the_time_of_the_reviews_is_not_signed_and_is_said_on_the_memo(tmp_path: Path) -> None:
    before = json.loads(alignment("memo", "checkout", "--json", home=tmp_path).stdout)
    alignment("capture", "checkout", "review at 10:00 Europe/Berlin", home=tmp_path)
    after = json.loads(alignment("memo", "checkout", "--json", home=tmp_path).stdout)
    assert (after["text"], after["status"]) == (before["text"], before["status"])
    assert "Every week from 2025-04-21 at 10:00 (Europe/Berlin)" in str(after["front"])
