"""Which ids a record bears and which it points to, read once from the types of its fields."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from msgspec import Meta
from msgspec.structs import fields, replace

from alignment_tui.domain.records import Part

P = TypeVar("P", bound=Part)
Rename = Callable[[str], str]


def references(part: Part) -> Iterator[tuple[str, str]]:
    """Yield (field path, id) for every id that `part` or something inside it points to."""
    for name, role in plan(type(part)):
        value = getattr(part, name)
        if not value or role == "names":
            continue
        if role == "refers":
            yield name, value
        elif role == "refer":
            for target in value:
                yield name, target
        elif role == "part":
            for path, target in references(value):
                yield f"{name}.{path}", target
        else:
            for item in value:
                for path, target in references(item):
                    yield f"{name}.{path}", target


def names(part: Part) -> Iterator[tuple[str, Part]]:
    """Yield (id, bearer) for every id that `part` or something inside it bears."""
    for name, role in plan(type(part)):
        if role == "names":
            yield getattr(part, name), part
        elif role == "parts":
            for item in getattr(part, name):
                yield from names(item)


def renamed(part: P, rename: Rename) -> P:
    """Return `part` with every id it bears or points to passed through `rename`."""
    changes: dict[str, Any] = {}
    for name, role in plan(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        new: Any
        if role in ("names", "refers"):
            new = rename(value)
        elif role == "refer":
            new = tuple(rename(target) for target in value)
        elif role == "part":
            new = renamed(value, rename)
        else:
            new = tuple(renamed(item, rename) for item in value)
        if new != value:
            changes[name] = new
    return replace(part, **changes) if changes else part


@cache
def plan(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return (field, role) for the fields of `kind` that hold ids: names, refers, refer (many), part, parts.

    Every start of the program needs this, so the types are read as they are written: msgspec's own look at them goes
    through all that a field may hold.
    """
    types: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        types |= getattr(base, "__annotations__", {})
    found = [(name, _role(types[name])) for name in kind.__struct_fields__]
    return tuple((name, role) for name, role in found if role)


def _role(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        marks = {mark for meta in inner[1:] if isinstance(meta, Meta) for mark in meta.extra or ()}
        return "names" if "names" in marks else "refers" if "refers" in marks else _role(inner[0])
    if origin in (Union, UnionType):
        return next((role for member in inner if (role := _role(member))), "")
    if origin is tuple and inner[1:] == (...,):
        return {"refers": "refer", "part": "parts"}.get(_role(inner[0]), "")
    return "part" if isinstance(kind, type) and issubclass(kind, Part) and plan(kind) else ""


def following(renames: Mapping[str, str]) -> Rename:
    """Return what makes of an id what it is called now; an inner one (``R1.A2``) goes with the record that holds it."""

    def new_id(own: str) -> str:
        if own in renames:
            return renames[own]
        parent, dot, rest = own.partition(".")
        return f"{renames.get(parent, parent)}{dot}{rest}"

    return new_id


def one_after_the_other(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Return what both renames do together."""
    later = {own: new for own, new in then.items() if own not in first.values()}
    return later | {own: then.get(new, new) for own, new in first.items()}


def without(part: P, gone: Callable[[str], bool]) -> P | None:
    """Return `part` without its links to ids that are `gone`, or `None` where it cannot be without them.

    Optional links are cleared, lists lose the link, and inner entries that hang on it (an effect on a metric) leave.
    """
    changes: dict[str, Any] = {}
    for name, role in plan(type(part)):
        value = getattr(part, name)
        if not value or role == "names":
            continue
        new: Any = value
        if role == "refers":
            if gone(value):
                if name in _required(type(part)):
                    return None
                new = None
        elif role == "refer":
            new = tuple(target for target in value if not gone(target))
        elif role == "part":
            new = without(value, gone)
        else:
            cleared = (without(item, gone) for item in value)
            new = tuple(item for item in cleared if item is not None)
        if new != value:
            changes[name] = new
    return replace(part, **changes) if changes else part


@cache
def _required(kind: type[Part]) -> frozenset[str]:
    return frozenset(item.name for item in fields(kind) if item.required)
