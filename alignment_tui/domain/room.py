"""The room: who is here today, who was heard, and whose turn it is."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.records import Meeting
from alignment_tui.domain.session import Session

SeatState = Literal["heard", "passed", "next", "waiting", "away", "unknown"]


class Seat(Struct, frozen=True, kw_only=True):
    """One person's place in the round; `unknown` is somebody of whom nobody said whether they are here."""

    person: str
    name: str
    state: SeatState


class Room(Struct, frozen=True, kw_only=True):
    """The round-robin: everybody's seat in stakeholder order, how many of those here were heard, who is next."""

    people: tuple[Seat, ...]
    heard: int
    of: int
    next: str | None


def latest_meeting(session: Session) -> Meeting | None:
    """Return the meeting of the latest day, or nothing before the first."""
    return max(session.meetings, key=lambda meeting: meeting.on, default=None)


def present(session: Session) -> tuple[str, ...]:
    """Return the ids of who is here: those named in the latest meeting, or everybody who is not away."""
    meeting = latest_meeting(session)
    if meeting and meeting.here:
        return tuple(person.id for person in session.stakeholders if person.id in meeting.here)
    gone = away(session)
    return tuple(person.id for person in session.stakeholders if person.id not in gone)


def away(session: Session) -> frozenset[str]:
    """Return the ids of who was said to be away in the latest meeting."""
    meeting = latest_meeting(session)
    return frozenset(meeting.away) - frozenset(meeting.here) if meeting else frozenset()


def heard(session: Session) -> frozenset[str]:
    """Return the ids of whose words are here; relayed words count for whose they are, not for who spoke them."""
    return frozenset(request.asker for request in session.requests)


def room(session: Session) -> Room:
    """Return the round-robin among the people here: the next is the first unheard after whoever was heard last."""
    here, gone, spoken = present(session), away(session), heard(session)
    passes = frozenset(person for meeting in session.meetings for person in meeting.passed)
    unheard = [person for person in here if person not in spoken and person not in passes]
    upcoming = _after(here, session.requests[-1].asker if session.requests else None, unheard)
    states: dict[str, SeatState] = {}
    for person in session.stakeholders:
        states[person.id] = (
            "away"
            if person.id in gone
            else "heard"
            if person.id in spoken
            else "passed"
            if person.id in passes
            else "next"
            if person.id == upcoming
            else "waiting"
            if person.id in here
            else "unknown"
        )
    return Room(
        people=tuple(Seat(person=one.id, name=one.name, state=states[one.id]) for one in session.stakeholders),
        heard=len(here) - len(unheard),
        of=len(here),
        next=upcoming,
    )


def room_words(session: Session) -> str:
    """Say how far the round is: ``2 of 3 heard, next: Li``; empty while nobody is known."""
    now = room(session)
    if not now.of:
        return ""
    count = "everyone heard" if now.heard == now.of else f"{now.heard} of {now.of} heard"
    return f"{count}, next: {session.name_of(now.next)}" if now.next else count


def named(session: Session, people: Iterable[str]) -> str:
    """Say people as one does: ``Ana``, ``Ana and Raj``, ``Ana, Raj and Li``."""
    names = [session.name_of(person) for person in people]
    return " and ".join(", ".join(names).rsplit(", ", 1)) if len(names) > 1 else "".join(names)


def _after(here: tuple[str, ...], last: str | None, unheard: list[str]) -> str | None:
    start = here.index(last) + 1 if last in here else 0
    return next((person for person in (*here[start:], *here[:start]) if person in unheard), None)
