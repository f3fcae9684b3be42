"""Where the room looks after a line was taken: the record it made or changed, and the stream it named."""

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
    old = {entry.id: entry for _, entry in before.entries() if isinstance(entry, Record)}
    people: list[str] = []
    records: list[str] = []
    parts: list[str] = []
    for _, entry in after.entries():
        if not isinstance(entry, Record) or old.get(entry.id) is entry:
            continue
        if entry.id not in old:
            (people if isinstance(entry, Stakeholder) else records).append(entry.id)
            continue
        known = set(_inner_ids(old[entry.id]))
        parts.extend(own for own in _inner_ids(entry) if own not in known)
    return (*people, *records, *parts)


def _inner_ids(entry: Record) -> list[str]:
    inner = [getattr(entry, name) for name in entry.__struct_fields__]
    return [own for value in inner if isinstance(value, tuple) for item in value if (own := getattr(item, "id", ""))]
