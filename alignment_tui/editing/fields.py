"""Edits that set fields of one record or inner part, wherever it stands in the session."""

from typing import Any, TypeVar

from msgspec.structs import replace

from alignment_tui.domain.errors import NotFound, RuleBroken
from alignment_tui.domain.records import Part, Record
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import place_of, with_entry

P = TypeVar("P", bound=Part)


def change(record_id: str, **fields: Any) -> Edit:
    """Return an edit that sets fields of the record or inner part with this id (``R1``, ``R1.A1``, ``V1.2``)."""

    def edit(session: Session, moment: Moment) -> Session:
        return changed(session, record_id, **fields)

    return edit


def together(*edits: Edit) -> Edit:
    """Return an edit that makes several, one after the other, as one step to undo."""

    def edit(session: Session, moment: Moment) -> Session:
        for one in edits:
            session = one(session, moment)
        return session

    return edit


def changed(session: Session, record_id: str, **fields: Any) -> Session:
    """Return the session with fields of one record or inner part set.

    Raises `NotFound` when the session does not have it, `RuleBroken` when the record refuses.
    """
    own = record_id.upper()
    collection, index = place_of(session, own)
    entry: Part = getattr(session, collection)[index]
    if entry.key == own:
        return with_entry(session, replace(entry, **fields))
    for name in entry.__struct_fields__:
        inner = getattr(entry, name)
        if isinstance(inner, tuple):
            for place, item in enumerate(inner):
                if isinstance(item, Part) and item.key == own:
                    new = (*inner[:place], replace(item, **fields), *inner[place + 1 :])
                    return with_entry(session, replace(entry, **{name: new}))
    raise NotFound(f"there is no {own} here")


def one(session: Session, record_id: str, kind: type[P]) -> P:
    """Return the record with this id, which must be of this kind.

    Raises `NotFound` when it is missing, `RuleBroken` when it is something else.
    """
    found = session.find(record_id)
    if not isinstance(found, kind):
        raise RuleBroken(f"{record_id.upper()} is {called(type(found))}, not {called(kind)}")
    return found


def called(kind: type[Part]) -> str:
    """Return what a kind of record is called in a sentence: ``a request``."""
    return _CALLED.get(kind.__name__, "a record" if issubclass(kind, Record) else "an entry")


_CALLED = {
    "Stakeholder": "a person",
    "Parked": "a parked item",
    "Request": "a request",
    "Assumption": "an assumption",
    "Dependency": "a dependency",
    "Criterion": "a success criterion",
    "Stream": "a value stream",
    "Step": "a step",
    "Metric": "a metric",
    "Capacity": "a capacity",
    "Platform": "a platform limit",
    "Order": "an order",
    "Risk": "a risk",
    "ErrorBudget": "an error budget",
    "Option": "an option",
    "TradeOff": "a trade-off",
    "Signature": "a signature",
    "Lesson": "a lesson",
    "Tripwire": "a tripwire",
}
