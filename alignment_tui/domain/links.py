"""What a list of entries bears and points to, worked out once for each list: an edit leaves most lists as they are."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from msgspec import Struct

from alignment_tui.domain.once import once
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import plan

_LISTS = 64
_LONGEST_ID = 100


class Links(Struct, frozen=True, eq=False):
    """The links of one list: who bears which id, to which ids its entries point, the highest number of each kind.

    `sound` is false where two entries may have one key, or two parts one id.
    """

    bearers: dict[str, Part]
    targets: frozenset[str]
    highest: dict[str, int]
    sound: bool


_NOTHING = Links({}, frozenset(), {}, True)


def links_of(entries: tuple[Part, ...]) -> Links:
    """Return the links of a list."""
    return _links(entries) if entries else _NOTHING


@once(kept=_LISTS)
def by_key(entries: tuple[Part, ...]) -> dict[str, Part]:
    """Return the entries of a list by their keys."""
    return {entry.key: entry for entry in entries}


@cache
def key_of(kind: type[Part]) -> "attrgetter[Any]":
    """Return what reads the key of a part of this kind: not its text, but what tells it apart as well and sooner."""
    return attrgetter(*kind.KEY)


def split_id(record_id: str) -> tuple[str, int]:
    """Split an id into what stands before its number, and the number: ``R1.A2`` is ``("R1.A", 2)``."""
    kind = record_id.rstrip("0123456789")
    return kind, int(record_id[len(kind) :])


@once(kept=_LISTS)
def _links(entries: tuple[Part, ...]) -> Links:
    bearers: dict[str, Part] = {}
    targets: set[str] = set()
    borne = _collect(entries, bearers, targets)
    keys = len({key for kind, group in _by_kind(entries) for key in map(key_of(kind), group)})
    highest: dict[str, int] = {}
    for own in bearers:
        if own[-1:].isdecimal() and len(own) < _LONGEST_ID:
            kind, number = split_id(own)
            if number > highest.get(kind, 0):
                highest[kind] = number
    return Links(bearers, frozenset(targets), highest, keys == len(entries) and borne == len(bearers))


def _collect(parts: Iterable[Part], bearers: dict[str, Part], targets: set[Any]) -> int:
    """Gather ids and links of parts and of what is inside them, field by field; returns how many ids there were."""
    borne = 0
    for kind, group in _by_kind(tuple(parts)):
        for name, role in plan(kind):
            values = map(attrgetter(name), group)
            if role == "names":
                bearers.update(zip(values, group, strict=True))
                borne += len(group)
            elif role == "refers":
                targets.update(filter(None, values))
            elif role == "refer":
                targets.update(chain.from_iterable(values))
            elif role == "part":
                borne += _collect(filter(None, values), bearers, targets)
            else:
                borne += _collect(chain.from_iterable(values), bearers, targets)
    return borne


def _by_kind(parts: Sequence[Part]) -> Iterator[tuple[type[Part], Sequence[Part]]]:
    kinds = dict.fromkeys(map(type, parts))
    for kind in kinds:
        yield kind, parts if len(kinds) == 1 else [part for part in parts if part.__class__ is kind]
