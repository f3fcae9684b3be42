"""A finished form put into the session: in its place, under whatever key it has now."""

from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.changes.merging import merge_value
from alignment_tui.domain.document import grown, split_id
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.order import refuse_circle
from alignment_tui.domain.records import Order, Part, Request, Rule
from alignment_tui.domain.references import following, names, renamed, without
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import collection_of
from alignment_tui.editing.sign_off import with_rule
from alignment_tui.editing.verdicts import decided_by_hand
from alignment_tui.ui.dialogs.form_draft import Blank

_SINGLES = {"Choice": "choice", "Memo": "memo", "Thresholds": "thresholds"}


def edit_of(before: Part | Blank, after: Part) -> Edit:
    """Return the edit that a form asks for: `after` where `before` was, also when its key has changed.

    What the form has added gets another id where somebody else took that one while it was open.
    """

    def edit(session: Session, moment: Moment) -> Session:
        return saved(session, before, _with_free_ids(session, before, after, moment))

    return edit


def saved(session: Session, before: Part | Blank, after: Part) -> Session:
    """Return the session with `after` in the place of `before`, or at the end when that is not there.

    What others changed in the record since the form was opened stays. Optional links to inner parts that left are
    cleared. Raises `RuleBroken` when something cannot be without them, or when another record has the same key.
    """
    if isinstance(before, Request) and isinstance(after, Request):
        after = decided_by_hand(before, after)
    kind = type(after).__name__
    if isinstance(after, Rule):
        return with_rule(session, after)
    if kind in _SINGLES:
        name = _SINGLES[kind]
        return replace(session, **{name: _onto(getattr(session, name), before, after)})
    try:
        collection = collection_of(type(after))
    except TypeError:
        return _inside(session, before, after)
    left = _ids(before) - _ids(after)
    if left and isinstance(before, Part):
        session = _cleared(session, left, before)
    entries = list(getattr(session, collection))
    key = before.key if isinstance(before, Part) else after.key
    place = next((index for index, entry in enumerate(entries) if entry.key == key), len(entries))
    entries[place : place + 1] = [_onto(entry, before, after) for entry in entries[place : place + 1]] or [after]
    made = replace(session, **{collection: tuple(entries)})
    if isinstance(after, Order):
        refuse_circle(session, made)
    return made


def _with_free_ids(session: Session, before: Part | Blank, after: Part, moment: Moment) -> Part:
    added = _ids(after) - _ids(before)
    taken = added & {own for _, entry in session.entries() for own, _ in names(entry)}
    if not taken:
        return after
    last_ids = grown(moment.last_ids, session)
    for kind, number in map(split_id, added):
        last_ids[kind] = max(number, last_ids.get(kind, 0))
    room: dict[str, str] = {}
    for kind, number in sorted(map(split_id, taken)):
        last_ids[kind] += 1
        room[f"{kind}{number}"] = f"{kind}{last_ids[kind]}"
    return renamed(after, following(room))


def _onto(current: Part | None, before: Part | Blank, after: Part) -> Part:
    """Return `after` with what somebody else changed in other fields meanwhile; where both changed one, it is ours."""
    if current is None or not isinstance(before, Part):
        return after
    merged: Part = merge_value(before, after, current, "", "", "")[0]
    return merged


def _inside(session: Session, before: Part | Blank, after: Part) -> Session:
    """Put an inner part back into the record that holds it; what has no place of its own is left to the caller."""
    own = getattr(after, "id", "")
    for _, entry in session.entries():
        if not entry.key or not own.startswith(f"{entry.key}."):
            continue
        for name in entry.__struct_fields__:
            inner = getattr(entry, name)
            if isinstance(inner, tuple) and any(getattr(item, "id", None) == own for item in inner):
                new = tuple(_onto(item, before, after) if getattr(item, "id", None) == own else item for item in inner)
                return saved(session, entry, replace(entry, **{name: new}))
    return session


def _ids(value: Part | Blank) -> set[str]:
    return {own for own, _ in names(value)} if isinstance(value, Part) else set()


def _cleared(session: Session, left: set[str], before: Part) -> Session:
    changes: dict[str, Any] = {}
    for collection in Session.COLLECTIONS:
        kept: list[Part] = []
        for entry in getattr(session, collection):
            cleared = (
                entry if isinstance(before, Part) and entry.key == before.key else without(entry, left.__contains__)
            )
            if cleared is None:
                raise RuleBroken(f"{entry.key} cannot be without {', '.join(sorted(left))}")
            kept.append(cleared)
        changes[collection] = tuple(kept)
    return replace(session, **changes)
