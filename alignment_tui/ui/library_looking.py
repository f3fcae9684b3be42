"""The folder of the library, looked at in a thread: which sessions there are, then what wants attention in each.

While the library is what is seen, a file that comes or goes is noticed: one look a second at the folder's own status.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.worker import get_current_worker

from alignment_tui.storage.index import Row as SessionRow
from alignment_tui.storage.index import slugs_in
from alignment_tui.storage.library import Library
from alignment_tui.storage.refusals import words_of
from alignment_tui.ui.faults import FaultTellingScreen

WATCH_SECONDS = 1.0
_TELL_SECONDS = 0.4


class LibraryLooking(FaultTellingScreen):
    """Tells itself what is in the folder."""

    @dataclass
    class Looked(Message):
        """The folder was looked at."""

        rows: Sequence[SessionRow]

    @dataclass
    class CannotLook(Message):
        """The folder cannot be read."""

        why: str

    def __init__(self, sessions: Library) -> None:
        super().__init__()
        self.sessions = sessions
        self._folder_as_seen = 0
        self._slugs_seen: frozenset[str] | None = None

    def on_mount(self) -> None:
        self.set_interval(WATCH_SECONDS, self._watch)

    def on_screen_resume(self) -> None:
        self._folder_as_seen = self._folder_changed()

    def on_screen_suspend(self) -> None:
        """Leave the processor to the session that is open now."""
        self.workers.cancel_group(self, "looking")

    def look(self) -> None:
        """Look at the folder, beside what the screen does."""
        self.run_worker(self._look, thread=True, exclusive=True, group="looking", exit_on_error=False)

    def _watch(self) -> None:
        """Look at the folder again where a session came or went. A save is neither, and there may be many."""
        changed = self._folder_changed()
        if not self.is_current or changed == self._folder_as_seen:
            return
        self._folder_as_seen = changed
        slugs = frozenset(slugs_in(self.sessions.folder))
        if slugs != self._slugs_seen:
            self._slugs_seen = slugs
            self.look()

    def _folder_changed(self) -> int:
        """Return when a name in the folder was last another one; 0 where there is no folder."""
        try:
            return self.sessions.folder.stat().st_mtime_ns
        except OSError:
            return 0

    def _look(self) -> None:
        """Look at the folder, then into each session that changed. Runs in a thread of its own."""
        worker = get_current_worker()
        try:
            rows = list(self.sessions.rows())
        except OSError as error:
            self.post_message(self.CannotLook(words_of(error)))
            return
        self.post_message(self.Looked(rows))
        if not any(row.pending for row in rows):
            return
        known = {row.slug: row for row in rows}
        told = time.monotonic()

        def seen(row: SessionRow) -> bool:
            nonlocal told
            known[row.slug] = row
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                self.post_message(self.Looked(list(known.values())))
            return not worker.is_cancelled

        self.post_message(self.Looked(self.sessions.attended(rows, seen)))
