"""What differs between two signed texts, leaf by leaf and in words: why a signature no longer covers the text."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

_NOTHING: tuple[Any, ...] = ("", None, [], {})


class LeafChange(Struct, frozen=True, kw_only=True):
    """One leaf of the signed text that changed. `where` names the record and the field: ``M1 target``."""

    where: str
    before: Any
    after: Any


def leaf_changes(before: Any, after: Any, where: str = "") -> Iterator[LeafChange]:
    """Yield every leaf that differs; entries of a list are told apart by their id."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from leaf_changes(before.get(name), after.get(name), _joined(where, name, before, after))
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _by_id(before), _by_id(after)
        for name in dict.fromkeys((*old, *new)):
            yield from leaf_changes(old.get(name), new.get(name), name if "id" in _first(before, after) else where)
    else:
        yield LeafChange(where=where, before=before, after=after)


def change_words(change: LeafChange) -> str:
    """Say a change: ``M1 target was 90, now 80``, ``R4 is new``, ``T2 is gone``."""
    if change.before in _NOTHING and isinstance(change.after, Mapping):
        return f"{change.where} is new"
    if change.after in _NOTHING and isinstance(change.before, Mapping):
        return f"{change.where} is gone"
    return f"{change.where} was {_said(change.before)}, now {_said(change.after)}".lstrip()


def _joined(where: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if name in ("voices", "budgets", "thresholds"):
        return where
    return f"{where} {name.replace('_', ' ')}".strip()


def _first(before: list[Any], after: list[Any]) -> Any:
    entries = [*before, *after]
    return entries[0] if entries and isinstance(entries[0], Mapping) else {}


def _by_id(entries: list[Any]) -> dict[str, Any]:
    return {
        str(entry["id"]) if isinstance(entry, Mapping) and "id" in entry else str(place): entry
        for place, entry in enumerate(entries)
    }


def _said(value: Any) -> str:
    if value in _NOTHING:
        return "not said"
    return f'"{value}"' if isinstance(value, str) and " " in value else str(value)
