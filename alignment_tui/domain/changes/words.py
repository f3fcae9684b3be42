"""A difference told to people: which record, which field, from what to what."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from alignment_tui.domain.blind import MASK
from alignment_tui.domain.changes.difference import Delta
from alignment_tui.domain.records import Estimate, Part, Record

_UNSAID = ("created", "creator", "extra", "formerly", "blind")
_NAMED = {"rankings": "the ranking of {}", "fists": "the fist {}"}
_LEADING = ("words", "text", "name", "gain", "service", "title")


def words(delta: Delta) -> list[str]:
    """Tell one delta, a line for each field that changed."""
    name = _NAMED.get(delta.collection, "{}").format(delta.key) if delta.key else delta.collection.replace("_", " ")
    was_hidden, is_hidden = (getattr(entry, "blind", False) for entry in (delta.before, delta.after))
    if is_hidden or (was_hidden and delta.after is None):
        happened = "is new" if delta.before is None else "is gone" if delta.after is None else "is changed"
        return [f"{name} {happened}: {MASK}"]
    if was_hidden:
        return [f"{name} is revealed{_title(delta.after)}"]
    if not delta.key:
        return _field_lines(name, delta.before, delta.after)
    if delta.before is None:
        return [f"{name} is new{_title(delta.after)}"]
    if delta.after is None:
        return [f"{name} is gone{_title(delta.before)}"]
    lines = _field_lines(name, delta.before, delta.after)
    if delta.moved:
        lines.append(f"{name} stands {f'after {delta.stands_after}' if delta.stands_after else 'first'}")
    return lines


def said(value: Any) -> str:
    """Say a value in one line: nothing, a quotation, a number, a list of these."""
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, int | float):
        return f"{value:,}".replace(",", "")
    if isinstance(value, Estimate):
        return "-".join(f"{part:g}" for part in dict.fromkeys((value.bottom, value.typical, value.top)))
    if isinstance(value, tuple):
        return ", ".join(item if isinstance(item, str) else said(item) for item in value)
    if isinstance(value, Part):
        shown = {key: part for key, part in asdict(value).items() if part not in (None, "", ()) and key not in _UNSAID}
        return " ".join(part if isinstance(part, str) else said(part) for part in shown.values())
    return str(value)


def _field_lines(name: str, before: Any, after: Any) -> list[str]:
    if isinstance(before, Part) and type(before) is type(after):
        return [line for field, old, new in _changed(before, after) for line in _pair(f"{name} {field}", old, new)]
    return _pair(name, before, after)


def _changed(before: Part, after: Part) -> Iterator[tuple[str, Any, Any]]:
    for field in before.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old != new and field not in _UNSAID:
            yield field.replace("_", " "), old, new


def _pair(name: str, before: Any, after: Any) -> list[str]:
    if isinstance(before, tuple) and isinstance(after, tuple):
        keyed = [item for item in (*before, *after) if isinstance(item, Part) and item.KEY]
        if keyed:
            return _list_lines(before, after)
    return [f"{name}: {said(before)} -> {said(after)}"]


def _list_lines(before: tuple[Part, ...], after: tuple[Part, ...]) -> list[str]:
    old = {item.key: item for item in before}
    new = {item.key: item for item in after}
    lines: list[str] = []
    for key in dict.fromkeys([*old, *new]):
        if key not in new:
            lines.append(f"{key} is gone{_title(old[key])}")
        elif key not in old:
            lines.append(f"{key} is new{_title(new[key])}")
        elif old[key] != new[key]:
            lines.extend(_field_lines(key, old[key], new[key]))
    if not lines:
        lines.append(f"{' '.join(new)}: in another order")
    return lines


def _title(part: Part) -> str:
    for field in _LEADING:
        value = getattr(part, field, None)
        if isinstance(value, str) and value:
            return f": {said(value)}"
    return "" if isinstance(part, Record) else f": {said(part)}"
