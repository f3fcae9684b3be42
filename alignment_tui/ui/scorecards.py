"""All scorecards on one screen: every signed metric of the library, worst first, and what is overdue.

The sessions are read in a thread, and the page is laid out there too; how far it is stands in words.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.message import Message
from textual.worker import get_current_worker

from alignment_tui.documents.portfolio import KIND, TITLE, counted
from alignment_tui.domain.portfolio import Portfolio, portfolio
from alignment_tui.domain.said import Found
from alignment_tui.storage.cards import Cards, Unread
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.refusals import words_of
from alignment_tui.ui.bindings import bind
from alignment_tui.ui.faults import FaultTellingScreen
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.library_lines import spaced
from alignment_tui.ui.lines import BLANK, Line, Role, between, cut, line
from alignment_tui.ui.scorecard_page import Page, page
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.record_list import RecordList, Row

_TELL_SECONDS = 0.2
_MARK = 2
"""Cells before each row, where the cursor is."""


class ScorecardsScreen(FaultTellingScreen):
    """Enter opens the session of what the cursor is on, there; Esc goes back to the library."""

    BINDINGS = [
        Binding("escape,q", "leave", show=False),
        Binding("enter", "open", show=False),
    ]
    AUTO_FOCUS = "#scorecards"

    @dataclass
    class Open(Message):
        """A session is to be opened at a record."""

        slug: str
        where: Found

    @dataclass
    class Reading(Message):
        """So many sessions of so many are read."""

        seen: int
        of: int

    @dataclass
    class LaidOut(Message):
        """The page is there."""

        found: Portfolio
        today: date
        page: Page
        unread: tuple[Unread, ...]

    @dataclass
    class CannotRead(Message):
        """The folder cannot be read."""

        why: str

    def __init__(self, sessions: Sessions, today: Callable[[], date], keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        bind(self, [(entry, (*entry.keys, *entry.letters)) for entry in keymap.actions_in("any")])
        self._cards = Cards(sessions)
        self._today = today
        self._page = Page([], {}, {})
        self._found: Portfolio | None = None
        self._as_of = today()
        self._unread: tuple[Unread, ...] = ()
        self._progress = ""
        self._for_width = 0

    def compose(self) -> ComposeResult:
        yield Bar(id="library-title")
        yield RecordList(id="scorecards")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self._show_title()
        self.query_one("#footer", Bar).show(self._foot)

    def on_screen_resume(self) -> None:
        """Read what has changed, whenever this is what is seen."""
        self._progress = "Reading the signed sessions ..."
        self._show_title()
        self.call_after_refresh(self._begin)

    def on_screen_suspend(self) -> None:
        self.workers.cancel_group(self, "reading")

    def on_resize(self, event: Resize) -> None:
        if self._found is not None and self._width != self._for_width:
            again = partial(self._lay_out, self._found, self._as_of, self._width, self._unread)
            self.run_worker(again, thread=True, exclusive=True, group="reading", exit_on_error=False)

    @property
    def records(self) -> RecordList:
        """The page as it is shown."""
        return self.query_one("#scorecards", RecordList)

    @property
    def _width(self) -> int:
        return self.records.scrollable_content_region.width - _MARK

    def _begin(self) -> None:
        read = partial(self._read, self._today(), self._width)
        self.run_worker(read, thread=True, exclusive=True, group="reading", exit_on_error=False)

    def _read(self, today: date, width: int) -> None:
        """Read the cards of all signed sessions and lay the page out. Runs in a thread of its own."""
        worker, told = get_current_worker(), time.monotonic()

        def going_on(seen: int, of: int) -> bool:
            nonlocal told
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                self.post_message(self.Reading(seen, of))
            return not worker.is_cancelled

        try:
            found = portfolio(self._cards.read(today, going_on))
        except OSError as error:
            self.post_message(self.CannotRead(words_of(error)))
            return
        if not worker.is_cancelled:
            self._lay_out(found, today, width, tuple(self._cards.unread))

    def _lay_out(self, found: Portfolio, today: date, width: int, unread: tuple[Unread, ...]) -> None:
        worker, made = get_current_worker(), page(found, today, width)
        if not worker.is_cancelled:
            self.post_message(self.LaidOut(found, today, made, unread))

    def on_scorecards_screen_reading(self, event: Reading) -> None:
        self._progress = f"Reading {spaced(event.seen)} of {spaced(event.of)} signed sessions ..."
        self._show_title()

    def on_scorecards_screen_cannot_read(self, event: CannotRead) -> None:
        self._progress = f"the folder cannot be read: {event.why}"
        self._show_title()

    def on_scorecards_screen_laid_out(self, event: LaidOut) -> None:
        here = self.records.selected
        self._found, self._as_of, self._page, self._unread = event.found, event.today, event.page, event.unread
        self._for_width, self._progress = self._width, ""
        self.records.show(self._page.rows, self._line, (here.collection, here.key) if here else None)
        self._show_title()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.action_open()

    def action_open(self) -> None:
        row = self.records.selected
        if row is not None:
            self.post_message(self.Open(*self._page.targets[row.key]))

    def action_leave(self) -> None:
        self.app.pop_screen()

    def _line(self, row: Row, width: int) -> Line:
        return self._page.lines[row.key]

    def _show_title(self) -> None:
        self.query_one("#library-title", Bar).show(self._title)

    def _foot(self, width: int) -> list[Line]:
        actions, help_key = self._keymap.key("palette"), self._keymap.key("help")
        keys = (("Enter", "open there"), ("arrows", "move"), ("Esc", "back"), (actions, "actions"), (help_key, "help"))
        return [line(" ", *(part for key, word in keys if key for part in ((f"{key} ", "key"), (f"{word}  ", "dim"))))]

    def _title(self, width: int) -> list[Line]:
        count = counted(self._found) if self._found else ""
        told = self._progress or _unread_words(self._unread)
        role: Role = "dim" if self._progress else "warn"
        return [
            between(line(" ", (TITLE, "strong")), line((f"{count} ", "dim")), width),
            BLANK,
            line("   ", (f"{KIND}, as of {self._as_of.isoformat()}", "accent")),
            line("   ", (cut(told, width - 6), role)),
        ]


def _unread_words(unread: Sequence[Unread]) -> str:
    if len(unread) == 1:
        return unread[0].words
    return f"{len(unread)} files cannot be read: {', '.join(one.name for one in unread)}" if unread else ""
