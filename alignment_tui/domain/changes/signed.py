"""What merging owes to signatures: a signed id stays, two texts under one number stay two, words keep their order."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from alignment_tui.domain.digests import digests
from alignment_tui.domain.records import Signature, Version
from alignment_tui.domain.session import Session


def signed_leaves(session: Session, base: Session) -> frozenset[str]:
    """Return every text that stands alone in what was signed since `base`: the ids in it are among them."""
    before = {entry.id for entry in base.signatures}
    numbers = {entry.version for entry in session.signatures if entry.id not in before}
    texts = [version.sections for version in session.versions if version.number in numbers]
    return frozenset(leaf for text in texts for leaf in _leaves(text))


def versions_apart(base: Session, ours: Session, theirs: Session, *, theirs_first: bool) -> tuple[Session, Session]:
    """Return both sides, with another number where each signed another text as the version of that number.

    The earlier keeps it; the signatures on the other follow. Nobody's word comes to stand under a text they never saw.
    """
    known = {version.number for version in base.versions}
    mine, others = (_new_versions(side, known) for side in (ours, theirs))
    highest = max((*known, *mine, *others), default=0)
    for number in sorted(mine.keys() & others.keys()):
        here, there = mine[number], others[number]
        if digests(here.sections) == digests(there.sections):
            continue
        highest += 1
        if theirs_first or _age(there) <= _age(here):
            ours = _renumbered(ours, base, number, highest)
        else:
            theirs = _renumbered(theirs, base, number, highest)
    return ours, theirs


def in_time(
    base: Sequence[Signature], ours: Sequence[Signature], theirs: Sequence[Signature], merged: Sequence[Signature]
) -> tuple[Signature, ...]:
    """Return the merged signatures with the new ones of both sides in the order in which they were given.

    The last word of a person is the one that stands, so it matters. Each side's own order holds, whatever its clock
    did; between the sides the time decides.
    """
    entries = {entry.id: entry for entry in merged}
    old = {entry.id for entry in base}
    sides = [[entry.id for entry in side if entry.id in entries and entry.id not in old] for side in (ours, theirs)]
    order = [own for own in entries if own in old]
    while heads := [side[0] for side in sides if side]:
        first = min(heads, key=lambda own: (entries[own].at, own))
        order.append(first)
        sides = [[own for own in side if own != first] for side in sides]
    return tuple(entries[own] for own in order)


def _new_versions(session: Session, known: set[int]) -> dict[int, Version]:
    return {version.number: version for version in session.versions if version.number not in known}


def _age(version: Version) -> tuple[str, bytes]:
    return version.at.isoformat(), msgspec.json.encode(version.sections, order="deterministic")


def _renumbered(session: Session, base: Session, number: int, new: int) -> Session:
    before = {entry.id for entry in base.signatures}

    def moved(entry: Signature) -> Signature:
        return replace(entry, version=new) if entry.version == number and entry.id not in before else entry

    return replace(
        session,
        versions=tuple(replace(one, number=new) if one.number == number else one for one in session.versions),
        signatures=tuple(moved(entry) for entry in session.signatures),
    )


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
