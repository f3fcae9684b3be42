"""Edits about people and the room: who is known, who is here today, who decides and signs, what is parked."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import Meeting, Parked, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.domain.votes import all_in_shown
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import with_entry

_STAKEHOLDER_ID = re.compile(r"[Ss][1-9][0-9]*")


def introduce(name: str, role: str = "") -> Edit:
    """Return an edit that makes a person known, or gives a known one this role."""

    def edit(session: Session, moment: Moment) -> Session:
        session, person_id = somebody(session, moment, name)
        return with_entry(session, replace(session.person(person_id), role=role)) if role else session

    return edit


def here(people: Iterable[str]) -> Edit:
    """Return an edit that has these people, by name or id, in the room today."""
    return _attend(people, "here", leave="away")


def away(people: Iterable[str]) -> Edit:
    """Return an edit that has these people away today. Fists to five that waited for nobody else are then shown."""
    leaving = _attend(people, "away", leave="here")

    def edit(session: Session, moment: Moment) -> Session:
        return all_in_shown(leaving(session, moment))

    return edit


def passes(who: str) -> Edit:
    """Return an edit that says: asked today, and passed. Who passes was heard."""
    return _attend((who,), "passed", leave="away")


def deciders(people: Iterable[str]) -> Edit:
    """Return an edit that says who decides, instead of whoever did until now."""
    return _named(people, "deciders")


def signers(people: Iterable[str]) -> Edit:
    """Return an edit that says who signs, instead of whoever did until now."""
    return _named(people, "signers")


def park(text: str) -> Edit:
    """Return an edit that parks something for later."""

    def edit(session: Session, moment: Moment) -> Session:
        return with_entry(session, Parked(id=moment.new_id(session, "P"), text=text))

    return edit


def somebody(session: Session, moment: Moment, who: str) -> tuple[Session, str]:
    """Return the id of a person given by name (any case) or id; an unknown name becomes a new stakeholder.

    Raises `NotFound` for an id that the session does not have.
    """
    found = known(session, who)
    if found:
        return session, found.id
    if _STAKEHOLDER_ID.fullmatch(who):
        raise NotFound(f"there is no {who.upper()} here")
    newcomer = Stakeholder(id=moment.new_id(session, "S"), name=" ".join(who.split()))
    return with_entry(session, newcomer), newcomer.id


def everybody(session: Session, moment: Moment, people: Iterable[str]) -> tuple[Session, tuple[str, ...]]:
    """Return the ids of several people as `somebody` finds them, each once, in the order given."""
    ids: list[str] = []
    for who in people:
        session, person_id = somebody(session, moment, who)
        if person_id not in ids:
            ids.append(person_id)
    return session, tuple(ids)


def known(session: Session, who: str) -> Stakeholder | None:
    """Return the person with this name, in any case and spacing, or with this id."""
    name, own = folded(who), who.upper()
    return next((one for one in session.stakeholders if one.id == own or folded(one.name) == name), None)


def in_the_room(session: Session, moment: Moment) -> tuple[str, ...]:
    """Return who is recorded as here today; nobody when nobody said so, since presence is never made up."""
    return _today(session, moment).here


def away_now(session: Session) -> tuple[str, ...]:
    """Return who is away, as of the latest meeting."""
    return max(session.meetings, key=lambda meeting: meeting.on).away if session.meetings else ()


def _today(session: Session, moment: Moment) -> Meeting:
    return next((one for one in session.meetings if one.on == moment.today), Meeting(on=moment.today))


def _attend(people: Iterable[str], field: str, *, leave: str) -> Edit:
    wanted = tuple(people)

    def edit(session: Session, moment: Moment) -> Session:
        session, ids = everybody(session, moment, wanted)
        meeting = _today(session, moment)
        joined = getattr(meeting, field)
        left = tuple(one for one in getattr(meeting, leave) if one not in ids)
        new = (*joined, *(one for one in ids if one not in joined))
        return with_entry(session, replace(meeting, **{field: new, leave: left}))

    return edit


def _named(people: Iterable[str], field: str) -> Edit:
    wanted = tuple(people)

    def edit(session: Session, moment: Moment) -> Session:
        session, ids = everybody(session, moment, wanted)
        return replace(session, **{field: ids})

    return edit
