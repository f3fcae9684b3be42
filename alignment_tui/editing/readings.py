"""Many readings at once, as one change: what a table brings in is taken back with one undo."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from alignment_tui.domain.records import Reading
from alignment_tui.domain.session import Session
from alignment_tui.domain.tripwires import firing
from alignment_tui.editing.moment import Edit, Moment


def read_many(given: Iterable[Reading]) -> Edit:
    """Return an edit that records readings as if each had been said: a value that is corrected is kept beside the new.

    Tripwires look at the latest reading of their metric, once all are in.
    """
    new = {(one.metric, one.on): one for one in given}

    def edit(session: Session, moment: Moment) -> Session:
        wanted = dict(new)
        kept = [_corrected(old, wanted.pop((old.metric, old.on), None)) for old in session.readings]
        read = replace(session, readings=(*kept, *wanted.values()))
        return _with_tripwires(read, set(new))

    return edit


def _corrected(old: Reading, new: Reading | None) -> Reading:
    if new is None:
        return old
    before = old.before if new.value == old.value else (*old.before, old.value)
    return replace(old, value=new.value, note=new.note or old.note, before=before)


def _with_tripwires(session: Session, days: set[tuple[str, date]]) -> Session:
    """Return the session with what these readings reopen; a day read anew takes back what it had reopened."""
    quiet = tuple(
        replace(wire, reopened_on=None) if wire.reopened_on and (wire.metric, wire.reopened_on) in days else wire
        for wire in session.tripwires
    )
    if quiet != session.tripwires:
        session = replace(session, tripwires=quiet)
    fired = {one.tripwire: one.on for one in firing(session) if (one.metric, one.on) in days}
    acted = tuple(replace(wire, reopened_on=fired.get(wire.id, wire.reopened_on)) for wire in session.tripwires)
    return replace(session, tripwires=acted) if fired else session
