"""A change as data: the difference between two sessions, applied, inverted and renamed."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.changes.merging import Conflict, merge_value
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part, Record
from alignment_tui.domain.references import Rename, renamed
from alignment_tui.domain.session import Session


class Delta(Struct, frozen=True, kw_only=True):
    """What happened to one entry of a collection, or to one single field of the session (`key` is empty).

    `before` is `None` for an entry that is new, `after` for one that is gone. `stood_after` and `stands_after` are
    the keys of the entries before it in the list (empty: it is the first); `moved` says that it changed its place,
    which may be behind the same neighbour when both moved.
    """

    collection: str
    key: str = ""
    before: Any = None
    after: Any = None
    stood_after: str = ""
    stands_after: str = ""
    moved: bool = False

    @property
    def inverse(self) -> "Delta":
        """The delta that takes this one back."""
        return Delta(
            collection=self.collection,
            key=self.key,
            before=self.after,
            after=self.before,
            stood_after=self.stands_after,
            stands_after=self.stood_after,
            moved=self.moved,
        )


Difference = tuple[Delta, ...]


def diff(old: Session, new: Session) -> Difference:
    """Return what changed from `old` to `new`, in the order of the document; empty when they are equal."""
    deltas: list[Delta] = []
    for name in Session.__struct_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if before is after or before == after:
            continue
        if name in Session.COLLECTIONS:
            deltas.extend(_entry_deltas(name, before, after))
        else:
            deltas.append(Delta(collection=name, before=before, after=after))
    return tuple(deltas)


def invert(difference: Difference) -> Difference:
    """Return the difference that takes `difference` back."""
    return tuple(delta.inverse for delta in difference)


def apply(session: Session, difference: Difference) -> tuple[Session, tuple[Conflict, ...]]:
    """Apply a recorded difference to a session that may have moved on since.

    Fields that somebody changed in the meantime keep their newer value and come back as conflicts: an undo never
    wipes what another writer added. Raises `RuleBroken` when the result would break a rule, such as a lost link.
    """
    conflicts: list[Conflict] = []
    changes: dict[str, Any] = {}
    for delta in difference:
        if delta.key:
            continue
        current = getattr(session, delta.collection)
        value, clashes = merge_value(delta.before, current, delta.after, delta.collection, "", delta.collection)
        changes[delta.collection] = value
        conflicts.extend(clashes)
    for collection in dict.fromkeys(delta.collection for delta in difference if delta.key):
        of_collection = [delta for delta in difference if delta.collection == collection]
        entries, clashes = _applied(collection, getattr(session, collection), of_collection)
        changes[collection] = entries
        conflicts.extend(clashes)
    return replace(session, **changes) if changes else session, tuple(conflicts)


def rename(difference: Difference, new_id: Rename) -> Difference:
    """Return `difference` with every id in it passed through `new_id`, after a merge gave a record another one."""

    def of(value: Any) -> Any:
        if isinstance(value, Part):
            return renamed(value, new_id)
        if isinstance(value, tuple):
            return tuple(new_id(item) if isinstance(item, str) else item for item in value)
        return value

    return tuple(
        Delta(
            collection=delta.collection,
            key="/".join(new_id(part) for part in delta.key.split("/")) if delta.key else "",
            before=of(delta.before),
            after=of(delta.after),
            stood_after=new_id(delta.stood_after),
            stands_after=new_id(delta.stands_after),
            moved=delta.moved,
        )
        for delta in difference
    )


def _entry_deltas(collection: str, before: Sequence[Part], after: Sequence[Part]) -> Iterator[Delta]:
    start, end = _same_ends(before, after)
    ahead = before[start - 1].key if start else ""
    old = {entry.key: entry for entry in before[start : len(before) - end]}
    new = {entry.key: entry for entry in after[start : len(after) - end]}
    stood_after = dict(_with_predecessors([ahead, *old]))
    stands_after = dict(_with_predecessors([ahead, *new]))
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    for key, entry in old.items():
        if key not in new:
            yield Delta(collection=collection, key=key, before=entry, stood_after=stood_after[key])
    for key, entry in new.items():
        if key not in old:
            yield Delta(collection=collection, key=key, after=entry, stands_after=stands_after[key])
        elif key in moved:
            yield Delta(
                collection=collection,
                key=key,
                before=old[key],
                after=entry,
                stood_after=stood_after[key],
                stands_after=stands_after[key],
                moved=True,
            )
        elif old[key] is not entry and old[key] != entry:
            yield Delta(collection=collection, key=key, before=old[key], after=entry)


def _same_ends(before: Sequence[Part], after: Sequence[Part]) -> tuple[int, int]:
    """Return how many entries at the start and at the end are the very same ones: an edit leaves most alone."""
    most = min(len(before), len(after))
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one is not other), most)
    backwards = zip(reversed(before), reversed(after), strict=False)
    end = next((at for at, (one, other) in enumerate(backwards) if one is not other), most)
    return start, min(end, most - start)


def _applied(
    collection: str, entries: Sequence[Part], deltas: Sequence[Delta]
) -> tuple[tuple[Part, ...], list[Conflict]]:
    by_key = {entry.key: entry for entry in entries}
    order = list(by_key)
    conflicts: list[Conflict] = []
    placed: list[Delta] = []
    for delta in deltas:
        current = by_key.get(delta.key)
        if delta.after is None:
            if current is None:
                continue
            if _as_made(current) != _as_made(delta.before):
                raise RuleBroken(f"{delta.key} was changed since by somebody else, so it stays")
            del by_key[delta.key]
            order.remove(delta.key)
        elif current is None:
            by_key[delta.key] = delta.after
            placed.append(delta)
        else:
            value, clashes = merge_value(delta.before, current, delta.after, collection, delta.key, "")
            by_key[delta.key] = value
            conflicts.extend(clashes)
            if delta.moved:
                order.remove(delta.key)
                placed.append(delta)
    _place(order, placed)
    return tuple(by_key[key] for key in order), conflicts


def _as_made(entry: Part) -> Part:
    """Return the entry without what a merge wrote on it."""
    return replace(entry, formerly="") if isinstance(entry, Record) else entry


def _place(order: list[str], deltas: list[Delta]) -> None:
    """Insert each delta's key behind the entry it stands after, those first that others stand after."""
    waiting = {delta.key: delta for delta in deltas}
    while waiting:
        key = next((key for key, delta in waiting.items() if delta.stands_after not in waiting), next(iter(waiting)))
        anchor = waiting.pop(key).stands_after
        if not anchor:
            order.insert(0, key)
        elif anchor in order:
            order.insert(order.index(anchor) + 1, key)
        else:
            order.append(key)


def _with_predecessors(keys: list[str]) -> Iterator[tuple[str, str]]:
    yield from ((key, before) for before, key in pairwise(keys))


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the fewest keys that were moved: all but a longest run that kept its order (patience sorting)."""
    if old == new:
        return set()
    place = {key: index for index, key in enumerate(old)}
    tops: list[int] = []
    top_keys: list[str] = []
    before: dict[str, str] = {}
    for key in new:
        pile = bisect_left(tops, place[key])
        before[key] = top_keys[pile - 1] if pile else ""
        if pile == len(tops):
            tops.append(place[key])
            top_keys.append(key)
        else:
            tops[pile], top_keys[pile] = place[key], key
    kept: set[str] = set()
    key = top_keys[-1]
    while key:
        kept.add(key)
        key = before[key]
    return set(new) - kept
