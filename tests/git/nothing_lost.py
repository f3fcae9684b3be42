"""What a merge may not lose: each thing that one side did is in the result, or is named as a conflict."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.changes import Conflict, diff, merge, with_new_ids
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Part, Signature
from alignment_tui.domain.references import references
from alignment_tui.domain.session import Session
from alignment_tui.domain.ssh_signature import statement


def lost(base: Document, side: Document, other: Document, result: Session) -> Iterator[str]:
    """Say what `side` did since `base` that is not in the result of merging it with `other`."""
    ours, theirs = merge(base, side, other), merge(base, other, side)
    mine = with_new_ids(side, ours.renames).session
    others = with_new_ids(other, theirs.renames).session
    named = [*ours.conflicts, *theirs.conflicts]
    for delta in diff(base.session, mine):
        if delta.collection in ("versions", "signatures"):
            continue
        if not delta.key:
            before, after, there = delta.before, delta.after, getattr(others, delta.collection)
            here = getattr(result, delta.collection)
            yield from _value(delta.collection, before, after, there, here, _named(named, delta.collection, ""))
            continue
        there = _entry(others, delta.collection, delta.key)
        here = _entry(result, delta.collection, delta.key)
        if delta.after is None:
            if here is not None and (there is None or there == delta.before) and not _wanted(result, delta.key):
                yield f"{delta.key} was removed and is there again"
        elif here is None:
            if delta.before == delta.after:
                continue  # it was only moved here, and removed there
            yield f"{delta.key} is not there"
        elif delta.before is None and there is None:
            if here != delta.after:
                yield f"{delta.key} is not as it was added"
        else:
            conflicts = _named(named, delta.collection, delta.key)
            yield from _part(delta.key, delta.before, delta.after, there, here, conflicts)
    yield from _signatures(base.session, mine, result)


def doubled(session: Session) -> Iterator[str]:
    """Say what stands twice in one list."""
    for _, entry in session.entries():
        for name in entry.__struct_fields__:
            value = getattr(entry, name)
            keys = [(item.key if isinstance(item, Part) else item) or item for item in value] if _is_list(value) else []
            yield from (f"{entry.key} {name}: {key} is there twice" for key in keys if keys.count(key) > 1)


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple)


def _part(where: str, before: Any, after: Any, there: Any, here: Any, named: list[Conflict]) -> Iterator[str]:
    if type(here) is not type(after):
        if not named:
            yield f"{where} is of another kind"
        return
    for name in after.__struct_fields__:
        if name in ("formerly", "created"):
            continue
        was, now = (getattr(side, name, None) for side in (before, after))
        if was != now:
            conflicts = [clash for clash in named if clash.field.split(" ")[0] in (name, "")]
            yield from _value(f"{where} {name}", was, now, getattr(there, name, None), getattr(here, name), conflicts)


def _value(where: str, was: Any, now: Any, there: Any, here: Any, named: list[Conflict]) -> Iterator[str]:
    if here == now or named or (isinstance(now, datetime) and isinstance(here, datetime)):
        return
    if isinstance(now, tuple) and isinstance(here, tuple):
        yield from _items(where, was or (), now, there or (), here)
    elif isinstance(now, Part) and isinstance(here, Part) and there != was:
        yield from _part(where, was, now, there, here, named)
    elif isinstance(now, dict) and isinstance(here, dict):
        missing = [key for key in now if now[key] != (was or {}).get(key) and key not in here]
        yield from (f"{where} {key} is not there" for key in missing)
    else:
        yield f"{where} is {here!r}, not {now!r}"


def _items(where: str, was: tuple[Any, ...], now: tuple[Any, ...], there: tuple[Any, ...], here: Any) -> Iterator[str]:
    def key(item: Any) -> Any:
        return (item.key if isinstance(item, Part) else item) or item

    kept = {key(item) for item in here}
    for item in now:
        if key(item) not in kept and (item not in was or item in there):
            yield f"{where}: {key(item)} is not there"


def _signatures(base: Session, mine: Session, result: Session) -> Iterator[str]:
    """A word and the very text it was given on are there, under whatever number."""
    for entry in mine.signatures:
        if entry in base.signatures:
            continue
        kept = next((one for one in result.signatures if _bare(one) == _bare(entry)), None)
        if kept is None:
            yield f"{entry.id} of {entry.person} is not there"
        elif _text(result, kept) != _text(mine, entry):
            yield f"{entry.id} of {entry.person} stands under another text"
        elif statement(result, kept) != statement(mine, entry):
            yield f"{entry.id} of {entry.person} does not say any more what was signed"


def _bare(entry: Signature) -> Signature:
    return replace(entry, id="G1", version=0, formerly="", withdraws="G1" if entry.withdraws else None)


def _text(session: Session, entry: Signature) -> Any:
    return next((one.sections for one in session.versions if one.number == entry.version), None)


def _named(conflicts: list[Conflict], collection: str, key: str) -> list[Conflict]:
    return [clash for clash in conflicts if (clash.collection, clash.key) == (collection, key) or not clash.field]


def _entry(session: Session, collection: str, key: str) -> Part | None:
    return next((entry for entry in getattr(session, collection) if entry.key == key), None)


def _wanted(session: Session, key: str) -> bool:
    targets = {target for _, entry in session.entries() for _, target in references(entry)}
    return any(target == key or target.startswith(f"{key}.") for target in targets)
