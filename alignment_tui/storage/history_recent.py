"""The newest entries of a journal, read from its end, however long it is; and what of them can be taken back."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.changes import Difference, takes_back
from alignment_tui.domain.document import FORMAT
from alignment_tui.storage.history_folder import history_folder
from alignment_tui.storage.journal import FILE
from alignment_tui.storage.journal_entries import Entry, entry_of

MOST_RECALLED = 100
_FIRST_LOOK = 65_536


class Past(Struct, frozen=True):
    """A change made before the session was opened, as the workspace would have told it."""

    rev: int
    at: datetime
    who: str
    label: str
    difference: Difference


def recent(real: Path, most: int) -> list[Entry | None]:
    """Return the newest entries, the newest first; `None` for a line that cannot be read, nothing without a journal.

    Raises `OSError`.
    """
    try:
        with (history_folder(real) / FILE).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            look = _FIRST_LOOK
            while True:
                start = max(0, size - look)
                file.seek(start)
                lines = file.read(size - start).split(b"\n")[:-1]
                whole = lines if start == 0 else lines[1:]
                if start == 0 or len(whole) >= most:
                    return [entry_of(line) for line in reversed(whole[-most:])] if most else []
                look *= 8
    except FileNotFoundError:
        return []


def recalled(real: Path, sha256: str) -> tuple[list[Past], list[Past]]:
    """Return the changes that can be undone and redone, each with the newest last, if the file is of this SHA-256.

    They reach back to where somebody else's changes came in, and to a change that this version cannot read. A change
    that took another back stands for no step of its own, as it did while the session was open.
    """
    try:
        entries = recent(real, MOST_RECALLED)
    except OSError:
        return [], []
    if not entries or entries[0] is None or entries[0].sha256 != sha256:
        return [], []
    past: list[Past] = []
    for entry in entries:
        changes = entry.changes if entry is not None and not entry.outside and entry.format == FORMAT else None
        if entry is None or not changes:
            break
        if {delta.collection for delta in changes} != {"passed"}:
            past.append(Past(entry.rev, entry.at, entry.who, entry.label, changes))
    return _stacks(past[::-1])


def _stacks(past: Sequence[Past]) -> tuple[list[Past], list[Past]]:
    done: list[Past] = []
    undone: list[Past] = []
    for change in past:
        if done and _takes_back(change, done[-1]):
            done.pop()
            undone.append(change)
        elif undone and _takes_back(change, undone[-1]):
            undone.pop()
            done.append(change)
        else:
            done.append(change)
            undone.clear()
    return done, undone


def _takes_back(change: Past, other: Past) -> bool:
    return change.label == other.label and takes_back(change.difference, other.difference)
