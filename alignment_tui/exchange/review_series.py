"""The reviews agreed at sign-off as one recurring event of a calendar, RFC 5545, through `icalendar`.

Everybody's words are values of properties, escaped and folded by the library; nothing of them can end a line. People
are named and have no address, so that no calendar writes to anybody.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alignment_tui.domain.blind import masked
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.memo import decision_lines
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Cadence, TimeOfDay
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.trade_offs import accepted
from alignment_tui.exchange.time_zones import time_zone

if TYPE_CHECKING:
    from icalendar import vCalAddress

LASTS = timedelta(minutes=30)
_SHORTEST_MONTH = 28


def as_ical(document: Document, slug: str, now: datetime) -> bytes:
    """Return the review series of a session as an iCalendar file; `now` is the time of writing.

    Days without a time of day are whole days; a time without a zone is everybody's own. The same session gives the
    same UID, and a later revision of it a higher SEQUENCE, so that a calendar replaces what it took in before. Raises
    `AlignmentError` where no first review is agreed, and `ImportError` without the library.
    """
    from icalendar import Calendar, Event

    session = masked(document.session)
    cadence = session.memo.cadence
    if cadence is None or cadence.first is None:
        raise AlignmentError("nobody said when the first review is: review weekly from DATE")
    own = uuid5(NAMESPACE_URL, f"alignment-tui:{session.created.isoformat() if session.created else ''}:{slug}")
    event = Event()
    event.add("uid", str(own))
    event.add("dtstamp", now)
    event.add("sequence", document.rev)
    event.add("summary", f"Review: {session.title}")
    event.add("description", "\n".join(_description(session)))
    for name, value in _when(cadence.first, session.memo.review_at):
        event.add(name, value)
    event.add("rrule", _rule(cadence, cadence.first))
    ended = status(session).word in ("superseded", "withdrawn")
    event.add("status", "CANCELLED" if ended else "CONFIRMED")
    for person in _people(session):
        event.add("attendee", _attendee(own, person, session.name_of(person)), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//alignment-tui//reviews//EN")
    calendar.add("version", "2.0")
    at = session.memo.review_at
    if at and at.zone:
        calendar.add_component(time_zone(at.zone, _zone(at.zone), cadence.first))
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _when(first: date, at: TimeOfDay | None) -> Iterator[tuple[str, date | datetime | str]]:
    if at is None:
        yield "dtstart", first
        yield "dtend", first + timedelta(days=1)
        yield "transp", "TRANSPARENT"
        return
    begin = datetime.combine(first, time.fromisoformat(at.at), _zone(at.zone) if at.zone else None)
    yield "dtstart", begin
    yield "dtend", begin + LASTS


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AlignmentError(f"{name} is no time zone that this machine knows: review at 10:00 ZONE") from None


def _rule(cadence: Cadence, first: date) -> dict[str, Any]:
    """Return the recurrence. A month that is too short has its last day, as `domain.reviews` has it."""
    rule: dict[str, Any] = {"freq": "weekly" if cadence.unit == "week" else "monthly", "interval": cadence.every}
    if cadence.unit == "month" and first.day > _SHORTEST_MONTH:
        rule |= {"bymonthday": list(range(_SHORTEST_MONTH, first.day + 1)), "bysetpos": -1}
    return rule


def _description(session: Session) -> Iterator[str]:
    yield stage_of("scorecard").question
    yield ""
    yield from (f"{said.label}: {said.text}" for said in decision_lines(session))
    for metric in session.metrics:
        owner = f" ({session.name_of(metric.owner)})" if metric.owner else ""
        yield f"{metric.id} {metric.name} {figures(metric)}".rstrip() + owner
    people = [session.name_of(person) for person in _people(session)]
    if people:
        yield f"With {', '.join(people)}"


def _people(session: Session) -> tuple[str, ...]:
    """Return who a review is for: who signed for it, who looks after a metric, who bears a trade-off."""
    wanted = {*session.signers, *(metric.owner for metric in session.metrics)}
    wanted |= {one.bearer for one in accepted(session)}
    return tuple(person.id for person in session.stakeholders if person.id in wanted)


def _attendee(own: UUID, person: str, name: str) -> "vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress(uuid5(own, person).urn)
    address.params["CN"] = name
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    return address
