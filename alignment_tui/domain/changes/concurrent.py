"""Two documents that grew from one: merged record by record, with new ids where both took the same one."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.changes.merging import Conflict, merge_entries, merge_value
from alignment_tui.domain.changes.signed import in_time, signed_leaves, versions_apart
from alignment_tui.domain.document import Document, grown, split_id
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part, Record
from alignment_tui.domain.references import following, names, references, renamed
from alignment_tui.domain.session import Session


class Merged(Struct, frozen=True, kw_only=True):
    """The result of a merge. `renames` says which of our ids are called otherwise now."""

    document: Document
    conflicts: tuple[Conflict, ...] = ()
    renames: dict[str, str] = msgspec.field(default_factory=dict)


def merge(base: Document, ours: Document, theirs: Document, *, theirs_first: bool = False) -> Merged:
    """Merge two documents that both grew from `base`.

    Where both added different records under one id, the one that was signed keeps it, otherwise the earlier (by
    creation, creator, content), and the other gets the next free one and remembers it as `formerly`; both signed is a
    conflict. With `theirs_first` theirs always keeps it, because what is on disk has been acknowledged. Links follow,
    free text is not touched.
    """
    last_ids = {
        kind: max(ours.last_ids.get(kind, 0), theirs.last_ids.get(kind, 0))
        for kind in (*ours.last_ids, *theirs.last_ids)
    }
    last_ids = grown(grown(last_ids, ours.session), theirs.session)
    mine, others = versions_apart(base.session, ours.session, theirs.session, theirs_first=theirs_first)
    our_renames, their_renames, both_signed = _settle(base.session, mine, others, last_ids, theirs_first)
    mine, others = _with_new_ids(mine, our_renames), _with_new_ids(others, their_renames)
    session, conflicts = _merge_sessions(base.session, mine, others)
    conflicts = [*conflicts, *both_signed]
    rev = max(theirs.rev, base.rev) + max(0, ours.rev - base.rev)
    document = Document(format=ours.format, rev=rev, last_ids=grown(last_ids, session), session=session)
    return Merged(document=document, conflicts=tuple(conflicts), renames=our_renames)


def with_new_ids(document: Document, renames: dict[str, str]) -> Document:
    """Return the document in which the records named in `renames` bear their new ids, and every link follows."""
    return replace(document, session=_with_new_ids(document.session, renames)) if renames else document


def _settle(
    base: Session, ours: Session, theirs: Session, last_ids: dict[str, int], theirs_first: bool
) -> tuple[dict[str, str], dict[str, str], list[Conflict]]:
    """Return the new ids of our records and of theirs, for every id that both sides gave to different things.

    An id that was signed does not move; where both signed theirs, a conflict says so.
    """
    signed_here, signed_there = signed_leaves(ours, base), signed_leaves(theirs, base)
    clashes: list[Conflict] = []
    old, mine, others = (dict(_borne(side)) for side in (base, ours, theirs))
    our_renames: dict[str, str] = {}
    their_renames: dict[str, str] = {}
    for own in sorted(mine.keys() & others.keys() - old.keys(), key=lambda record_id: split_id(record_id)):
        if mine[own] == others[own] or _inside(own, our_renames) or _inside(own, their_renames):
            continue
        kind, _ = split_id(own)
        last_ids[kind] = last_ids.get(kind, 0) + 1
        here, there = own in signed_here, own in signed_there
        if here and there and not theirs_first:
            why = f"both sides signed another {own}: the later is {kind}{last_ids[kind]} now and has to be signed again"
            clashes.append(Conflict(collection="signatures", key=own, field="", why=why))
        ours_moves = there if here != there else _age(others[own]) <= _age(mine[own])
        loser = our_renames if theirs_first or ours_moves else their_renames
        loser[own] = f"{kind}{last_ids[kind]}"
    return our_renames, their_renames, clashes


def _inside(own: str, renames: dict[str, str]) -> bool:
    return any(own.startswith(f"{parent}.") for parent in renames)


def _borne(session: Session) -> Iterator[tuple[str, Part]]:
    for _, entry in session.entries():
        yield from names(entry)


def _age(part: Part) -> tuple[str, str, bytes]:
    created = part.created.isoformat() if isinstance(part, Record) and part.created else ""
    creator = part.creator if isinstance(part, Record) else ""
    return created, creator, msgspec.json.encode(part)


def _with_new_ids(session: Session, renames: dict[str, str]) -> Session:
    if not renames:
        return session

    new_id = following(renames)

    def moved(part: Any) -> Any:
        new = renamed(part, new_id)
        return replace(new, formerly=part.id) if isinstance(part, Record) and part.id in renames else new

    changes: dict[str, Any] = {
        collection: tuple(moved(entry) for entry in getattr(session, collection)) for collection in Session.COLLECTIONS
    }
    changes["deciders"] = tuple(map(new_id, session.deciders))
    changes["signers"] = tuple(map(new_id, session.signers))
    if session.choice:
        changes["choice"] = renamed(session.choice, new_id)
    return replace(session, **changes)


def _merge_sessions(base: Session, ours: Session, theirs: Session) -> tuple[Session, list[Conflict]]:
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in Session.__struct_fields__:
        was, here, there = getattr(base, name), getattr(ours, name), getattr(theirs, name)
        if name in Session.COLLECTIONS:
            values[name], clashes = merge_entries(was, here, there, name)
        else:
            values[name], clashes = merge_value(was, here, there, name, "", "")
        if name != "passed":
            conflicts.extend(clashes)
    _restore(values, (base, ours, theirs))
    values["signatures"] = in_time(base.signatures, ours.signatures, theirs.signatures, values["signatures"])
    try:
        return Session(**values), conflicts
    except RuleBroken as broken:
        clash = Conflict(collection="session", key="", field="", why=str(broken))
        return ours, [*conflicts, clash]


def _restore(values: dict[str, Any], sides: tuple[Session, ...]) -> None:
    """Put back every record that one side removed while the other made something point to it."""
    while True:
        entries = [entry for name in Session.COLLECTIONS for entry in values[name]]
        borne = {own for entry in entries for own, _ in names(entry)}
        wanted = {target for entry in entries for _, target in references(entry)}
        wanted |= {*values["deciders"], *values["signers"]}
        if values["choice"]:
            wanted |= {target for _, target in references(values["choice"])}
        lost = sorted(wanted - borne)
        if not lost or not any(_put_back(values, target, sides) for target in lost):
            return


def _put_back(values: dict[str, Any], target: str, sides: tuple[Session, ...]) -> bool:
    for side in sides:
        for collection, entry in side.entries():
            if target not in {own for own, _ in names(entry)}:
                continue
            here = values[collection]
            standing = next((index for index, other in enumerate(here) if other.key == entry.key), None)
            if standing is None:
                values[collection] = (*here, entry)
            else:
                values[collection] = (
                    *here[:standing],
                    _with_inner(here[standing], entry, target),
                    *here[standing + 1 :],
                )
            return True
    return False


def _with_inner(standing: Part, source: Part, target: str) -> Part:
    for name in source.__struct_fields__:
        value = getattr(source, name)
        if isinstance(value, tuple):
            lost = next((item for item in value if isinstance(item, Part) and item.key == target), None)
            if lost is not None:
                return replace(standing, **{name: (*getattr(standing, name), lost)})
    return standing
