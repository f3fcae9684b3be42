"""Words said inside sessions, looked for in a thread: typing never waits, and a newer search ends the one before."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from alignment_tui.storage.inside import MOST, Match, said_in
from alignment_tui.storage.library_query import Query
from alignment_tui.ui.library_lines import match_line, spaced
from alignment_tui.ui.library_narrowing import LibraryNarrowing
from alignment_tui.ui.lines import Line
from alignment_tui.ui.widgets.record_list import Row

AFTER_SECONDS = 0.1
"""How long nobody has typed when it begins."""
_TELL_SECONDS = 0.15
_LEAST_LETTERS = 3


class LibrarySearch(LibraryNarrowing):
    """The list, and under it what is said inside sessions, found while one types on."""

    _matches: Sequence[Match] = ()
    _progress = ""
    _soon: Timer | None = None

    @dataclass
    class Heard(Message):
        """What was found inside sessions so far, for what was wanted then."""

        wanted: Query
        matches: Sequence[Match]
        progress: str

    def want(self, wanted: Query) -> None:
        """Look for something else; what was being looked for is given up."""
        self.workers.cancel_group(self, "inside")
        if self._soon:
            self._soon.stop()
        self._matches, self._progress, self._soon = (), "", None
        super().want(wanted)
        if _enough(wanted):
            self._soon = self.set_timer(AFTER_SECONDS, self._begin)

    def rows_after(self) -> list[Row]:
        """Put what was heard under what can be begun: the cursor stays where it is when more comes in."""
        rows = super().rows_after()
        if self._progress:
            rows.append(Row(heading=self._progress))
        return [*rows, *(Row("said", str(place)) for place in range(len(self._matches)))]

    def row_line(self, row: Row, width: int) -> Line:
        """Return the line of a row."""
        if row.collection != "said":
            return super().row_line(row, width)
        match = self._matches[int(row.key)]
        return match_line(match, self.title_of(match.slug), self.wanted.words, width)

    def match_of(self, row: Row) -> Match:
        """Return what was heard in a row."""
        return self._matches[int(row.key)]

    def on_library_search_heard(self, event: Heard) -> None:
        if event.wanted == self.wanted:
            self._matches, self._progress = event.matches, event.progress
            self.show_list(self.place)

    def _begin(self) -> None:
        slugs = [row.slug for row in self.found(replace(self.wanted, words=()))]
        look = partial(self._look_inside, self.wanted, slugs)
        if slugs:
            self.run_worker(look, thread=True, exclusive=True, group="inside", exit_on_error=False)

    def _look_inside(self, wanted: Query, slugs: Sequence[str]) -> None:
        """Look through sessions, the last used first, and tell now and then. Runs in a thread of its own."""
        worker, matches, told = get_current_worker(), list[Match](), time.monotonic()

        def going_on(seen: int) -> bool:
            nonlocal told
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                progress = f"Said in, looked through {spaced(seen)} of {spaced(len(slugs))} ..."
                self.post_message(self.Heard(wanted, tuple(matches), progress))
            return not worker.is_cancelled

        for match in said_in(self.sessions, slugs, wanted.words, going_on):
            matches.append(match)
        if not worker.is_cancelled:
            self.post_message(self.Heard(wanted, tuple(matches), _ended(len(matches))))


def _enough(wanted: Query) -> bool:
    """Tell whether there is a word worth looking for: of three letters, or of one in a script of whole words."""
    return any(len(word) >= _LEAST_LETTERS or not word.isascii() for word in wanted.words)


def _ended(found: int) -> str:
    if not found:
        return "Said in no session"
    return f"Said in, the first {found}: another word finds fewer" if found >= MOST else "Said in"
