"""Edits that hold for any record: put it in, take it out, move it."""

from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from msgspec.structs import replace

from alignment_tui.domain.errors import NotFound, RuleBroken
from alignment_tui.domain.links import key_of
from alignment_tui.domain.records import Part, Record, Signature
from alignment_tui.domain.references import names, without
from alignment_tui.domain.session import Session
from alignment_tui.domain.short_names import refuse_long, refuse_long_names
from alignment_tui.editing.moment import Edit, Moment


def put(entry: Part, *, instead_of: str = "") -> Edit:
    """Return an edit that replaces the entry with the same key (or `instead_of`), or adds it at the end."""

    def edit(session: Session, moment: Moment) -> Session:
        return with_entry(session, entry, instead_of)

    return edit


def set_single(name: str, value: Any) -> Edit:
    """Return an edit that sets one single field of the session, such as its title, memo or rule."""

    def edit(session: Session, moment: Moment) -> Session:
        if name == "title" and value != session.title:
            refuse_long(value, "the title")
        return replace(session, **{name: value})

    return edit


def remove(record_id: str) -> Edit:
    """Return an edit that removes a record or an inner part and clears the optional links to it.

    Raises `RuleBroken` naming the records that cannot be without it, and for what was signed.
    """

    def edit(session: Session, moment: Moment) -> Session:
        found = session.find(record_id)
        if isinstance(found, Signature):
            name = session.name_of(found.person)
            raise RuleBroken(f"{found.id} is a signature: nothing signed is removed; {name} withdraws takes it back")
        return _without(session, getattr(found, "id", record_id.upper()))

    return edit


def remove_entry(collection: str, key: str) -> Edit:
    """Return an edit that removes an entry without an id of its own, such as somebody's ranking."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, **{collection: tuple(one for one in getattr(session, collection) if one.key != key)})

    return edit


def move(record_id: str, by: int) -> Edit:
    """Return an edit that moves a record, or a step in its stream, by so many places; it stops at the ends."""

    def edit(session: Session, moment: Moment) -> Session:
        collection, index = place_of(session, record_id)
        entries = getattr(session, collection)
        entry = entries[index]
        if isinstance(entry, Signature):
            raise RuleBroken(f"{entry.id} is a signature: they stand in the order in which they were given")
        if entry.key == record_id.upper():
            return replace(session, **{collection: _moved(entries, index, by)})
        for name in entry.__struct_fields__:
            inner = getattr(entry, name)
            if isinstance(inner, tuple):
                keys = [item.key if isinstance(item, Part) else "" for item in inner]
                if record_id.upper() in keys:
                    moved = replace(entry, **{name: _moved(inner, keys.index(record_id.upper()), by)})
                    return with_entry(session, moved)
        raise NotFound(f"there is no {record_id.upper()} to move")

    return edit


def with_entry(session: Session, entry: Part, instead_of: str = "") -> Session:
    """Return the session with `entry` in its collection, in the place of the one that had its key.

    Raises `RuleBroken` for a new name that is too long.
    """
    collection = collection_of(type(entry))
    entries: tuple[Part, ...] = getattr(session, collection)
    key_in = attrgetter("key") if instead_of else key_of(type(entry))
    wanted = instead_of or key_in(entry)
    for index, key in enumerate(map(key_in, entries)):
        if key == wanted:
            refuse_long_names(entry, entries[index])
            return replace(session, **{collection: (*entries[:index], entry, *entries[index + 1 :])})
    refuse_long_names(entry)
    return replace(session, **{collection: (*entries, entry)})


def place_of(session: Session, record_id: str) -> tuple[str, int]:
    """Return the collection and the place in it of the record that bears or holds this id.

    Raises `NotFound`.
    """
    wanted = record_id.upper()
    for collection in Session.COLLECTIONS:
        for index, entry in enumerate(getattr(session, collection)):
            if any(own == wanted for own, _ in names(entry)):
                return collection, index
    raise NotFound(f"there is no {wanted} here")


@cache
def collection_of(kind: type[Part]) -> str:
    """Return the name of the session's collection that holds entries of this kind."""
    hints = get_type_hints(Session)
    for collection in Session.COLLECTIONS:
        member = get_args(hints[collection])[0]
        if kind is member or kind in get_args(member):
            return collection
    raise TypeError(f"no collection holds {kind.__name__}")


def _without(session: Session, target: str) -> Session:
    def gone(other: str) -> bool:
        return other == target or other.startswith(f"{target}.")

    changes: dict[str, Any] = {}
    holders: list[str] = []
    for collection in Session.COLLECTIONS:
        kept: list[Part] = []
        for entry in getattr(session, collection):
            if entry.key == target and isinstance(entry, Record):
                continue
            cleared = without(entry, gone)
            if cleared is None:
                holders.append(f"{collection.replace('_', ' ')} {entry.key}")
            else:
                kept.append(_without_inner(cleared, target))
        changes[collection] = tuple(kept)
    if holders:
        raise RuleBroken(f"{target} stays while {', '.join(holders)} cannot be without it")
    changes["deciders"] = tuple(person for person in session.deciders if person != target)
    changes["signers"] = tuple(person for person in session.signers if person != target)
    if session.choice:
        changes["choice"] = without(session.choice, gone)
    return replace(session, **changes)


def _without_inner(entry: Part, target: str) -> Part:
    for name in entry.__struct_fields__:
        inner = getattr(entry, name)
        if isinstance(inner, tuple) and any(isinstance(item, Part) and item.key == target for item in inner):
            return replace(entry, **{name: tuple(item for item in inner if item.key != target)})
    return entry


def _moved(entries: tuple[Any, ...], index: int, by: int) -> tuple[Any, ...]:
    rest = [*entries[:index], *entries[index + 1 :]]
    rest.insert(max(0, min(len(rest), index + by)), entries[index])
    return tuple(rest)
