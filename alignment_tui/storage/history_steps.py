"""The entries of one save: each change that went into it, so that from the file before follows the file after."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from alignment_tui.domain.changes import Difference, apply, diff, rename
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.references import following
from alignment_tui.storage.journal_entries import Entry, Step, grown_ids, raw


class _Step(Struct, frozen=True):
    rev: int
    at: datetime
    who: str
    label: str
    difference: Difference


def entries_of(
    before: Document,
    after: Document,
    changes: Sequence[Step],
    *,
    at: datetime,
    sha256: str,
    renames: Mapping[str, str] | None,
) -> list[Entry]:
    """Return an entry for each change from `before` to `after`, which is in the file of that SHA-256.

    Where others saved meanwhile there are `renames`, and the changes are told as they came to lie on theirs; where
    that does not give the document, all of them are one entry with the difference as it is.
    """
    steps: Sequence[Step] = changes
    if renames is not None or not _follow(before, after, changes):
        steps = _replayed(before, after, changes, renames or {}) or [_together(before, after, changes, at)]
    entries = [
        Entry(rev=one.rev, at=one.at, who=one.who, label=one.label, sha256=sha256, difference=raw(one.difference))
        for one in steps[:-1]
    ]
    last = steps[-1]
    return [
        *entries,
        Entry(
            rev=after.rev,
            at=last.at,
            who=last.who,
            label=last.label,
            sha256=sha256,
            last_ids=grown_ids(before, after),
            difference=raw(last.difference),
        ),
    ]


def moment_of(mtime_ns: int) -> datetime:
    """Return when a file was written."""
    return datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC)


def _follow(before: Document, after: Document, changes: Sequence[Step]) -> bool:
    """Tell whether the changes were made on `before`, one after the other, and lead to `after`."""
    return bool(changes) and [change.rev for change in changes] == [*range(before.rev + 1, after.rev + 1)]


def _replayed(
    before: Document, after: Document, changes: Sequence[Step], renames: Mapping[str, str]
) -> Sequence[Step] | None:
    """Return the changes as they came to lie on `before`, or `None` where they do not lead to `after`."""
    session, steps = before.session, []
    for number, change in enumerate(changes, before.rev + 1):
        difference = rename(change.difference, following(renames)) if renames else change.difference
        try:
            session, _ = apply(session, difference)
        except AlignmentError:
            return None
        steps.append(_Step(min(number, after.rev), change.at, change.who, change.label, difference))
    return steps if steps and session == after.session else None


def _together(before: Document, after: Document, changes: Sequence[Step], at: datetime) -> Step:
    labels = dict.fromkeys(change.label for change in changes if change.label)
    who = dict.fromkeys(change.who for change in changes if change.who)
    return _Step(after.rev, at, ", ".join(who), "; ".join(labels), diff(before.session, after.session))
