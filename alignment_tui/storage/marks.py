"""What wants a look in a session, in the words that every list of sessions says it with."""

from collections.abc import Iterator
from typing import NamedTuple

from alignment_tui.domain.stages import stage_of
from alignment_tui.storage.heads import Head
from alignment_tui.storage.index import Row


class Mark(NamedTuple):
    """One thing that wants a look: in a word for a column, in full, and whether work stands still until it is done."""

    word: str
    words: str
    grave: bool = False


def marks(row: Row, today: str) -> tuple[Mark, ...]:
    """Return what wants a look in a session as of `today`, an ISO date; the most pressing first."""
    head = row.head
    if head is None or not (row.attention or head.next_review or head.reading_days):
        return ()
    return tuple(_marks(row, head, today))


def late(row: Row, today: str) -> bool:
    """Tell whether a review is overdue or a reading is missing."""
    return row.head is not None and (row.head.review_overdue(today) or row.head.readings_due(today) > 0)


def stale(row: Row) -> bool:
    """Tell whether a stage or a signature stands on something that has changed since."""
    return row.attention is not None and bool(row.attention.stale or row.attention.unsigned)


def status_of(row: Row) -> str:
    """Return the memo's status as it follows from the signatures; until somebody looked, what a person says of it."""
    return row.attention.status if row.attention else row.head.status if row.head else ""


def _marks(row: Row, head: Head, today: str) -> Iterator[Mark]:
    seen = row.attention
    if seen and seen.objections:
        yield Mark("objection", f"objection of {', '.join(seen.objections)}", grave=True)
    if seen and seen.fired:
        yield Mark(_many(len(seen.fired), "tripwire", ""), f"tripwire: {'; '.join(seen.fired)}", grave=True)
    if head.review_overdue(today):
        yield Mark("review overdue", f"review of {head.next_review} overdue")
    if count := head.readings_due(today):
        missing = f"{count} {'reading' if count == 1 else 'readings'} missing"
        yield Mark(missing, missing)
    if seen and seen.unsigned:
        yield Mark(_many(len(seen.unsigned), "signature", " stale"), f"stale signature of {', '.join(seen.unsigned)}")
    if seen and seen.stale:
        titles = [stage_of(slug).title for slug in seen.stale]
        yield Mark(f"{titles[0]} stale" if len(titles) == 1 else f"{len(titles)} stages stale", _stale(titles))


def _many(count: int, what: str, after: str) -> str:
    return f"{what}{after}" if count == 1 else f"{count} {what}s{after}"


def _stale(titles: list[str]) -> str:
    return f"{titles[0]} is stale" if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]} are stale"
