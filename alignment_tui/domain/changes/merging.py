"""A three-way merge of records: field by field, list entry by list entry, so that two writers lose nothing.

Only the same field changed by both to different values is a conflict. A record that one side removed and the other
changed stays; a record that one side removed and the other points to stays too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import NODEFAULT, Struct, UnsetType
from msgspec.structs import fields, replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import names, references


class Conflict(Struct, frozen=True, kw_only=True):
    """One field that two writers changed to different values; `why` is a rule that both together would break."""

    collection: str
    key: str
    field: str
    base: Any = None
    ours: Any = None
    theirs: Any = None
    why: str = ""

    @property
    def sentence(self) -> str:
        """Where the two differ, and how, in one line."""
        where = " ".join(part for part in (self.key or self.collection, self.field.replace("_", " ")) if part)
        if self.why:
            return f"{where}: {self.why}"
        return f"{where}: here it is {_said(self.ours)}, elsewhere {_said(self.theirs)} (it was {_said(self.base)})"


Merge = tuple[Any, list[Conflict]]


def settle(holder: Any, conflict: Conflict, value: Any) -> Any:
    """Return `holder` (the session) with `value` where the two writers differed."""
    path = [conflict.collection, *([conflict.key] if conflict.key else []), *conflict.field.split()]
    return _with(holder, path, value)


def _with(holder: Any, path: Sequence[str], value: Any) -> Any:
    if not path:
        return value
    here, rest = path[0], path[1:]
    if isinstance(holder, tuple):
        return tuple(_with(item, rest, value) if item.key == here else item for item in holder)
    if isinstance(holder, dict):
        return {**holder, here: _with(holder.get(here), rest, value)}
    return replace(holder, **{here: _with(getattr(holder, here), rest, value)})


def merge_value(base: Any, ours: Any, theirs: Any, collection: str, key: str, field: str) -> Merge:
    """Merge one value; where both changed it differently, `ours` is kept and a conflict told."""
    if theirs == base or ours == theirs:
        return ours, []
    if ours == base:
        return theirs, []
    if isinstance(ours, datetime) and isinstance(theirs, datetime):
        return min(ours, theirs), []
    if isinstance(ours, Part) and type(ours) is type(theirs):
        return _merge_part(base if type(base) is type(ours) else None, ours, theirs, collection, key, field)
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _merge_mapping(base if isinstance(base, Mapping) else {}, ours, theirs, collection, key, field)
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        if any(isinstance(item, Part) and item.KEY for item in (*ours, *theirs)):
            return merge_entries(base or (), ours, theirs, collection, key, field)
        if all(isinstance(item, str) for item in (*ours, *theirs)):
            return _merge_words(base or (), ours, theirs), []
    return ours, [Conflict(collection=collection, key=key, field=field, base=base, ours=ours, theirs=theirs)]


def merge_entries(
    base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part], collection: str, key: str = "", field: str = ""
) -> tuple[tuple[Part, ...], list[Conflict]]:
    """Merge two lists of keyed entries; an entry that one side added stands where it stood on that side."""
    old, mine, other = ({entry.key: entry for entry in side} for side in (base, ours, theirs))
    conflicts: list[Conflict] = []
    result: dict[str, Part] = {}
    for entry_key in _merge_words(tuple(old), tuple(mine), tuple(other), keep=True):
        was, here, there = old.get(entry_key), mine.get(entry_key), other.get(entry_key)
        if here is None or there is None:
            survivor = here or there
            if survivor is not None and (was is None or survivor != was):
                result[entry_key] = survivor
            continue
        where = (collection, entry_key, "") if not field else (collection, key, f"{field} {entry_key}")
        result[entry_key], clashes = merge_value(was, here, there, *where)
        conflicts.extend(clashes)
    return tuple(result.values()), conflicts


def _merge_part(base: Part | None, ours: Part, theirs: Part, collection: str, key: str, field: str) -> Merge:
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for info in fields(type(ours)):
        was = getattr(base, info.name) if base is not None else _default(info.default, info.default_factory)
        path = f"{field} {info.name}".strip()
        value, clashes = merge_value(was, getattr(ours, info.name), getattr(theirs, info.name), collection, key, path)
        values[info.name] = value
        conflicts.extend(clashes)
    _restore_inner(values, [side for side in (base, ours, theirs) if side is not None])
    try:
        return replace(ours, **values), conflicts
    except RuleBroken as broken:
        clash = Conflict(collection=collection, key=key, field=field, ours=ours, theirs=theirs, why=str(broken))
        return ours, [*conflicts, clash]


def _restore_inner(values: dict[str, Any], sides: Sequence[Part]) -> None:
    """Put back inner entries (steps) that one side removed while the other made something point to them."""
    lists = {name: value for name, value in values.items() if isinstance(value, tuple)}
    inner = [item for value in lists.values() for item in value if isinstance(item, Part)]
    borne = {own for item in inner for own, _ in names(item)}
    for target in sorted({target for item in inner for _, target in references(item)} - borne):
        for name in lists:
            lost = next((item for side in sides for item in getattr(side, name) if _bears(item, target)), None)
            if lost is not None:
                values[name] = (*values[name], lost)
                break


def _bears(item: object, target: str) -> bool:
    return isinstance(item, Part) and any(own == target for own, _ in names(item))


def _merge_mapping(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], collection: str, key: str, field: str
) -> Merge:
    result: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in dict.fromkeys([*ours, *theirs]):
        was, here, there = (side.get(name, UnsetType) for side in (base, ours, theirs))
        value, clashes = merge_value(was, here, there, collection, key, f"{field} {name}")
        if value is not UnsetType:
            result[name] = value
        conflicts.extend(clashes)
    return result, conflicts


def _merge_words(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], *, keep: bool = False
) -> tuple[str, ...]:
    """Merge two lists of words: what either added is in, what either removed is out (unless `keep`).

    The order is that of the side which changed the order; where neither or both did, of the smaller list of words,
    so that merging the other way round gives the same.
    """
    gone = set() if keep else {word for word in base if word not in ours or word not in theirs}
    both = [word for word in base if word in ours and word in theirs]
    ours_kept = [word for word in ours if word in both] == both
    theirs_kept = [word for word in theirs if word in both] == both
    if ours_kept != theirs_kept:
        first, second = (theirs, ours) if ours_kept else (ours, theirs)
    else:
        first, second = sorted((ours, theirs))
    result = [word for word in first if word not in gone]
    for index, word in enumerate(second):
        if word in gone or word in result:
            continue
        anchor = next((before for before in reversed(second[:index]) if before in result), None)
        result.insert(_after_additions(result, anchor, base), word)
    return tuple(result)


def _after_additions(result: list[str], anchor: str | None, base: tuple[str, ...]) -> int:
    """Return the place behind `anchor` and behind what the other side added there."""
    place = result.index(anchor) + 1 if anchor is not None else 0
    while place < len(result) and result[place] not in base:
        place += 1
    return place


def _default(default: Any, factory: Any) -> Any:
    if default is not NODEFAULT:
        return default
    return factory() if factory is not NODEFAULT else None


def _said(value: Any) -> str:
    if value is None or value == "" or value == ():
        return "empty"
    return f'"{value}"' if isinstance(value, str) else str(value)
