"""What is kept beside a save: a backup before it, the journal after it.

Nothing here ever breaks a save that is on the disk: trouble is told once, and the next save takes it up again.
"""

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.changes import diff
from alignment_tui.domain.document import Document
from alignment_tui.storage.backups import APART_SECONDS, back_up
from alignment_tui.storage.hashing import Hashing
from alignment_tui.storage.history import SNAPSHOT_EVERY, History, keep_snapshot
from alignment_tui.storage.history_steps import entries_of, moment_of
from alignment_tui.storage.journal import Journal
from alignment_tui.storage.journal_entries import Entry, Step, file_sha256, grown_ids, raw
from alignment_tui.storage.reading import Stamp
from alignment_tui.storage.refusals import Refusal, words_of

BACKUP, JOURNAL = "no backup could be made", "the history could not be written"


class Made(Struct, frozen=True):
    """A save that is on the disk: `after` stands in the place of `before`, whose file `was` of this SHA-256.

    `before` bears the revision it has in the history. There are `renames`, perhaps none, where it was merged with what
    somebody else had saved.
    """

    before: Document
    was: tuple[Stamp, str]
    after: Document
    now: tuple[Hashing, Stamp]
    changes: Sequence[Step]
    renames: dict[str, str] | None
    upgraded: bool


class HistoryKeeping:
    """Keeps the history of the sessions of one folder while they are saved; called under each session's lock."""

    def __init__(self) -> None:
        self._journals: dict[Path, Journal] = {}
        self._hashes: dict[Path, tuple[Stamp, str]] = {}
        self._backed_up: dict[Path, float] = {}
        self._standing: set[tuple[Path, str]] = set()
        self._untold: dict[Path, list[str]] = {}

    def backing_up(self, real: Path, *, must: bool) -> Callable[[], None]:
        """Return what links the file as it is to a backup, to be called before another takes its place."""

        def link() -> None:
            now = time.time()
            if not must and abs(now - self._backed_up.get(real, -math.inf)) < APART_SECONDS:
                return
            try:
                if back_up(real, must=must, now=now):
                    self._backed_up[real] = now
            except FileNotFoundError:
                pass  # there is no file any more that could be lost
            except OSError as error:
                self._failed(real, BACKUP, words_of(error))
            else:
                self._standing.discard((real, BACKUP))

        return link

    def hash_of(self, real: Path, stamp: Stamp) -> str:
        """Return the SHA-256 of the file, read only where it is not as we left it; empty: it cannot be."""
        known = self._hashes.get(real)
        if known and known[0] == stamp:
            return known[1]
        return file_sha256(real)

    def revision(self, real: Path, rev: int, was: tuple[Stamp, str]) -> int:
        """Return which revision a file with this `rev` in it is: what another hand put there comes after all there was.

        So git may bring back an older file, and every revision stays one that can be restored.
        """
        known = self._hashes.get(real)
        if known and known[0] == was[0]:
            return rev
        try:
            last = self._journal(real).look()
        except OSError:
            return rev
        return rev if last is None or last.sha256 == was[1] else max(rev, last.rev + 1)

    def begun(self, real: Path, document: Document, now: Hashing, stamp: Stamp, label: str) -> None:
        """Write the first entry of a session that was just made."""
        digest = self._now(real, now, stamp)
        entry = Entry(rev=document.rev, at=moment_of(stamp.mtime_ns), label=label, sha256=digest)
        with self._telling(real):
            self._journal(real).look()
            self._append(real, [entry], document, whole=True)

    def saved(self, real: Path, made: Made) -> None:
        """Write the entries of a save.

        What another program did to the file since the last entry comes first, as an entry of its own.
        """
        digest = self._now(real, *made.now)
        at = moment_of(made.now[1].mtime_ns)
        with self._telling(real):
            last = self._journal(real).look()
            if last is None or last.sha256 != made.was[1]:
                self._outside(real, made.before, made.was, last)
            entries = entries_of(made.before, made.after, made.changes, at=at, sha256=digest, renames=made.renames)
            self._append(real, entries, made.after, whole=made.upgraded)

    def settle(self, real: Path) -> None:
        """Wait until the journal is on the disk: when a stage is left, and when the session is closed."""
        with self._telling(real):
            if real in self._journals:
                self._journals[real].sync()

    def forget(self, real: Path) -> None:
        """Know nothing of a session any more, because its history was moved away with it."""
        self._journals.pop(real, None)
        self._hashes.pop(real, None)
        self._backed_up.pop(real, None)

    def trouble(self, real: Path) -> str:
        """Return what went wrong beside the saves and was not told yet, in one line, or nothing."""
        return "; ".join(self._untold.pop(real, ()))

    def _outside(self, real: Path, before: Document, was: tuple[Stamp, str], last: Entry | None) -> None:
        """Write an entry for what the file became by another hand; where nothing is known before it, a snapshot."""
        label = "changed outside" if self._journal(real).next_number > 1 else "the history begins here"
        found = Entry(rev=before.rev, at=moment_of(was[0].mtime_ns), label=label, outside=True, sha256=was[1])
        try:
            history = History(real)
            known = history.document(len(history.entries) - 1) if last else None
        except Refusal:
            known = None
        if known is not None:
            change = raw(diff(known.session, before.session))
            found = replace(found, difference=change, last_ids=grown_ids(known, before))
        whole = known is None or bool(known.last_ids.keys() - before.last_ids.keys())
        self._append(real, [found], before, whole=whole)

    def _append(self, real: Path, entries: list[Entry], document: Document, *, whole: bool) -> None:
        """Append entries after which `document` stands, with a snapshot of it where one is due."""
        journal = self._journal(real)
        first = journal.next_number
        last = first + len(entries) - 1
        entries = [replace(entry, format=document.format) for entry in entries]
        if whole or last // SNAPSHOT_EVERY > (first - 1) // SNAPSHOT_EVERY:
            entries[-1] = replace(entries[-1], whole=keep_snapshot(real, last, document))
        journal.append(entries)

    def _journal(self, real: Path) -> Journal:
        if real not in self._journals:
            self._journals[real] = Journal(real)
        return self._journals[real]

    def _now(self, real: Path, now: Hashing, stamp: Stamp) -> str:
        self._hashes[real] = (stamp, now.digest)
        return now.digest

    @contextlib.contextmanager
    def _telling(self, real: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._failed(real, JOURNAL, words_of(error))
        else:
            self._standing.discard((real, JOURNAL))

    def _failed(self, real: Path, what: str, why: str) -> None:
        if (real, what) not in self._standing:
            self._standing.add((real, what))
            self._untold.setdefault(real, []).append(f"saved, but {what}: {why}")
