"""Where the room looks after a line was taken: the record it made or changed, and the stream it named."""

from collections.abc import Iterator

from alignment_tui.capture.answers import Context, Understood
from alignment_tui.domain.records import Record, Stakeholder
from alignment_tui.domain.session import Session


def follow(context: Context, understood: Understood, before: Session, after: Session) -> Context:
    """Return the context for the next line."""
    added = [own for own in new_ids(before, after) if own[0] != "S"]
    record = added[-1] if added else understood.about or context.record
    named = next((own for own in (*added, understood.about or "") if own.startswith("V")), None)
    return Context(record=record, stream=named.partition(".")[0] if named else context.stream)


def new_ids(before: Session, after: Session) -> tuple[str, ...]:
    """Return the ids of the records that are new, people first, and then the new parts inside standing records."""
    changed = [name for name in Session.COLLECTIONS if getattr(before, name) is not getattr(after, name)]
    old = {entry.id: entry for entry in _records(before, changed)}
    people: list[str] = []
    records: list[str] = []
    parts: list[str] = []
    for entry in _records(after, changed):
        if old.get(entry.id) is entry:
            continue
        if entry.id not in old:
            (people if isinstance(entry, Stakeholder) else records).append(entry.id)
            continue
        known = set(_inner_ids(old[entry.id]))
        parts.extend(own for own in _inner_ids(entry) if own not in known)
    return (*people, *records, *parts)


def _records(session: Session, collections: list[str]) -> Iterator[Record]:
    for entries in (getattr(session, name) for name in collections):
        if entries and isinstance(entries[0], Record):  # a collection has records alone, or none
            yield from entries


def _inner_ids(entry: Record) -> list[str]:
    inner = [getattr(entry, name) for name in entry.__struct_fields__]
    return [own for value in inner if isinstance(value, tuple) for item in value if (own := getattr(item, "id", ""))]
