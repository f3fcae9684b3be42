"""What differs between two signed texts, leaf by leaf and in words: why a signature no longer covers the text."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.signed_words import NOTHING, cadence_said, entry_said, said
from alignment_tui.domain.text import visible

_VERDICTS = ("will", "wont", "later")
_CALLED = {"slo_percent": "SLO in percent", "window_days": "window in days", "by": "date"}


class LeafChange(Struct, frozen=True, kw_only=True):
    """One leaf of the signed text that changed. `where` names the record and the field: ``M1 target``.

    `moved` is the title of the section that a request went to or came from when its verdict changed.
    """

    where: str
    before: Any
    after: Any
    moved: str = ""


def section_changes(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[LeafChange, ...]:
    """Return what differs in one section of two whole texts."""
    old, new = before.get(name), after.get(name)
    if name == "cadence":
        return (LeafChange(where="", before=cadence_said(old), after=cadence_said(new)),)
    if name == "error_budgets":
        old, new = _or_none_yet(old, new), _or_none_yet(new, old)
    changes = tuple(leaf_changes(old, new))
    if name not in _VERDICTS:
        return changes
    return tuple(_with_way(change, before, after) for change in changes)


def text_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Say all that differs between two texts, section by section: ``How we will know: M1 target was 90, now 80``."""
    return tuple(
        f"{title_of(name)}: {change_words(change)}"
        for name in dict.fromkeys((*SECTION_TITLES, *before, *after))
        if before.get(name) != after.get(name)
        for change in section_changes(name, before, after)
        if change.before != change.after
    )


def title_of(section: str) -> str:
    """Return what a section is called in the memo."""
    return SECTION_TITLES.get(section, section.replace("_", " "))


def leaf_changes(before: Any, after: Any, where: str = "") -> Iterator[LeafChange]:
    """Yield every leaf that differs; entries of a list are told apart by their id, letters however they are spelt."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from leaf_changes(before.get(name), after.get(name), _joined(where, name))
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _by_id(before), _by_id(after)
        for name in dict.fromkeys((*old, *new)):
            yield from leaf_changes(old.get(name), new.get(name), name if "id" in _first(before, after) else where)
    elif not (isinstance(before, str) and isinstance(after, str) and _spelt(before) == _spelt(after)):
        yield LeafChange(where=where, before=before, after=after)


def change_words(change: LeafChange) -> str:
    """Say a change with the old text and the new: ``M1 target was 90, now 80``, ``R4 is new: "a sandbox" (Raj)``.

    A kept text may have been written by anybody, so what is said of it is made harmless here.
    """
    return visible(_words(change))


def change_sides(change: LeafChange) -> tuple[str, str, str]:
    """Return what changed, the old text and the new, to be shown one under the other; empty where there is none."""
    sides = ("" if side in NOTHING else said(side) for side in (change.before, change.after))
    way = f'{change.where}, {"to" if change.after in NOTHING else "from"} "{change.moved}"'
    before, after = sides
    return visible(way if change.moved else change.where), visible(before), visible(after)


def _words(change: LeafChange) -> str:
    if change.before in NOTHING and isinstance(change.after, Mapping):
        came = f'{change.where} came from "{change.moved}"' if change.moved else f"{change.where} is new"
        return f"{came}: {entry_said(change.after)}"
    if change.after in NOTHING and isinstance(change.before, Mapping):
        went = f'{change.where} went to "{change.moved}"' if change.moved else f"{change.where} is gone"
        return f"{went}: {entry_said(change.before)}"
    return f"{change.where} was {said(change.before)}, now {said(change.after)}".lstrip()


def _with_way(change: LeafChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> LeafChange:
    """Say where a request went that is in another section of verdicts now, or from which it came."""
    other = after if isinstance(change.before, Mapping) else before if isinstance(change.after, Mapping) else {}
    ways = [name for name in _VERDICTS if isinstance(other.get(name), list) and change.where in _by_id(other[name])]
    moved = title_of(ways[0]) if ways else ""
    return LeafChange(where=change.where, before=change.before, after=change.after, moved=moved)


def _or_none_yet(budgets: Any, others: Any) -> Any:
    """Return no budgets under the same thresholds where there are none at all, so that only budgets are told."""
    return budgets or {"thresholds": others.get("thresholds") if isinstance(others, Mapping) else None, "budgets": []}


def _joined(where: str, name: str) -> str:
    if name in ("voices", "budgets", "thresholds"):
        return where
    return f"{where} {_CALLED.get(name, name.replace('_', ' '))}".strip()


def _first(before: list[Any], after: list[Any]) -> Any:
    entries = [*before, *after]
    return entries[0] if entries and isinstance(entries[0], Mapping) else {}


def _by_id(entries: list[Any]) -> dict[str, Any]:
    return {
        str(entry["id"]) if isinstance(entry, Mapping) and "id" in entry else str(place): entry
        for place, entry in enumerate(entries)
    }


def _spelt(text: str) -> str:
    return unicodedata.normalize("NFC", text)
