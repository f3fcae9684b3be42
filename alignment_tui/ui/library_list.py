"""The list of the library: sessions as the folder has them, narrowed by what is typed.

Of a large folder the index is shown at once, and the folder itself is looked at in a thread.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from alignment_tui.domain.text import visible
from alignment_tui.storage.index import Row as SessionRow
from alignment_tui.storage.index import slugs_in
from alignment_tui.storage.last import last_opened
from alignment_tui.storage.library import Library
from alignment_tui.storage.library_finding import Finding
from alignment_tui.storage.library_query import Query, query, text_of
from alignment_tui.storage.refusals import words_of
from alignment_tui.ui.actions import Where
from alignment_tui.ui.bindings import bind
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.library_lines import (
    FIRST_STEPS,
    Late,
    about_lines,
    foot_line,
    late_in,
    session_line,
    spaced,
    title_lines,
)
from alignment_tui.ui.library_looking import LibraryLooking
from alignment_tui.ui.library_rows import Listed
from alignment_tui.ui.lines import BLANK, Line, Role, line, paragraph
from alignment_tui.ui.widgets.find_line import FindLine
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.record_list import RecordList, Row

if TYPE_CHECKING:
    from alignment_tui.storage.folder import Sessions

SOON = 500
"""How many sessions can be looked at before the first words are on the screen without anybody noticing."""


class LibraryList(LibraryLooking):
    """Shows the sessions that what is typed wants. What is done with one is `LibraryScreen`'s."""

    AUTO_FOCUS = "#find"
    where: ClassVar[Where] = "library"

    def __init__(
        self,
        sessions: Library,
        examples: Library | None,
        state_folder: Path,
        clock: Callable[[], datetime],
        keymap: Keymap,
        *,
        to_change: "Callable[[], Sessions]",
        who: str = "",
        reserved: Collection[str] = (),
    ) -> None:
        super().__init__(sessions)
        self.to_change = to_change
        self.keymap = keymap
        bind(self, [(entry, entry.keys) for entry in keymap.actions_in("library")])
        self.clock = clock
        self.who = who
        self.reserved = reserved
        self.state_folder = state_folder
        self.wanted = Query()
        self._examples = examples
        self._day = ""
        self._finding = Finding((), "", "")
        self._late = Late()
        self._by_slug: dict[str, SessionRow] = {}
        self._example_rows: dict[str, SessionRow] = {}
        self._words: tuple[str, Role] = ("", "warn")
        self._reading = ""
        self._was_last = ""

    def compose(self) -> ComposeResult:
        yield Bar(id="library-title")
        yield FindLine(self.keymap.action("palette").letters)
        sessions = RecordList(self._moved_to, id="sessions")
        sessions.can_focus = False  # letters are text, wherever one has clicked
        yield sessions
        yield Bar(id="library-foot")

    def on_mount(self) -> None:
        self.query_one("#library-title", Bar).show(self._title)

    def on_screen_resume(self) -> None:
        """Look at the folder whenever the library is what is seen: sessions may have changed."""
        if self._examples is not None:
            self._example_rows = {row.slug: row for row in self._examples.rows()}
        try:
            rows = self._seen_at_once()
        except OSError as error:
            self.say(f"the folder cannot be read: {words_of(error)}")
            return
        here, last = self.place, self._last()
        if here is None or (last != self._was_last and here[0] != "said"):
            self.records.begin()
            here = ("resume", last) if last else None
        self._was_last = last
        self.take_rows(rows, here)
        self.look()

    def _seen_at_once(self) -> Sequence[SessionRow]:
        """Return the sessions as they are, or where they are many as they were when somebody last looked."""
        known = self._finding.rows or self.sessions.kept_rows()
        many = max(len(known), sum(1 for _ in islice(slugs_in(self.sessions.folder), SOON + 1))) > SOON
        self._reading = "Reading the folder for the first time ..." if many and not known else ""
        return known if many else list(self.sessions.rows())

    @property
    def records(self) -> RecordList:
        """The sessions as they are shown."""
        return self.query_one("#sessions", RecordList)

    @property
    def find(self) -> Input:
        """The line that is typed into."""
        return self.query_one("#find", Input)

    @property
    def selected(self) -> SessionRow | None:
        """The session under the cursor."""
        row = self.records.selected
        return self._by_slug.get(row.key) if row and row.collection == "resume" else None

    @property
    def place(self) -> tuple[str, str] | None:
        """Where the cursor is."""
        row = self.records.selected
        return (row.collection, row.key) if row else None

    def found(self, wanted: Query) -> Sequence[SessionRow]:
        """Return the sessions that a query finds."""
        return self._finding.found(wanted)

    def title_of(self, slug: str) -> str:
        """Return the title of a session, its name where it has none that can be read."""
        row = self._by_slug.get(slug)
        return row.head.title if row and row.head else visible(slug)

    # The folder

    def take_rows(self, rows: Sequence[SessionRow], on: tuple[str, str] | None) -> None:
        """Show rows in the place of those before, with the cursor on one of them."""
        self._day = self.clock().date().isoformat()
        self._finding = Finding(rows, self._day, self.who, self._last())
        self._by_slug = {row.slug: row for row in rows}
        self._late = late_in(rows, self._day)
        self.query_one("#library-title", Bar).show(self._title)
        self.show_list(on)

    def on_library_looking_looked(self, event: LibraryLooking.Looked) -> None:
        here = self.place
        if self._reading:
            self._reading, here = "", None
            self.records.begin()
        if event.rows != self._finding.rows:
            self.take_rows(event.rows, here)

    def on_library_looking_cannot_look(self, event: LibraryLooking.CannotLook) -> None:
        self._reading = ""
        self.say(f"the folder cannot be read: {event.why}")

    def _last(self) -> str:
        return last_opened(self.state_folder, self.sessions.folder)

    # Showing

    def show_list(self, on: tuple[str, str] | None = None) -> None:
        """Show what is wanted, with the cursor on a row; where that is not there, where it is."""
        found = self.found(self.wanted)
        if found or self.wanted.narrows or self._reading:
            before = [Row(heading=self._heading(len(found)))]
        elif self._finding.rows or self.wanted.words:
            before = []
        else:
            before = [Row(heading="No session yet"), *(Row(note=step) for step in FIRST_STEPS)]
        rows = Listed(before, found, [*self.rows_after(), *self._example_rows_wanted()])
        self.records.show(rows, self.row_line, on)
        self.show_foot()

    def rows_after(self) -> list[Row]:
        """Return what stands between the sessions and the examples: a new one, where a title is typed."""
        title = self.wanted.rest
        return [Row(heading="New"), Row("start", title)] if title else []

    def row_line(self, row: Row, width: int) -> Line:
        """Return the line of a row."""
        if row.collection == "start":
            return line("a new session: ", (row.key, "strong"))
        if row.collection == "example":
            return session_line(self._example_rows[row.key], width, self._day, dated=False)
        return session_line(self._by_slug[row.key], width, self._day, self.wanted.sort)

    def say(self, words: str, role: Role = "warn") -> None:
        """Say something at the foot, until the next key."""
        self._words = (words, role)
        self.show_foot()

    def show_foot(self) -> None:
        """Show what is said, or how the session under the cursor stands, and the keys."""
        (words, role), here = self._words, self.selected

        def lines(width: int) -> list[Line]:
            told = paragraph(words, width - 2, role, 1)[:2] if words else []
            if not words and here is not None:
                told = about_lines(here, self._day, width)
            sessions = bool(self._reading or self._finding.rows)
            foot = foot_line(self.keymap, width, typed=bool(self.find.value), sessions=sessions)
            return [*told, *[BLANK] * (2 - len(told)), foot]

        self.query_one("#library-foot", Bar).show(lines)

    def _title(self, width: int) -> list[Line]:
        count = None if self._reading else len(self._finding.rows)
        return title_lines(count, self.sessions.folder, self._late, width)

    def _heading(self, found: int) -> str:
        if self._reading:
            return self._reading
        if not self.wanted.said:
            return "Continue"
        count = spaced(found) if found else "none"
        words = f"{self.wanted.said}: {count} of {spaced(len(self._finding.rows))}"
        pending = sum(row.pending for row in self._finding.rows) if "stale" in self.wanted.only else 0
        if pending:
            return f"{words}, {spaced(pending)} still to be looked at"
        return f"{words}; you are {self.who or 'nobody'} here ($ALIGNMENT_WHO)" if "mine" in self.wanted.only else words

    def _example_rows_wanted(self) -> list[Row]:
        if self.wanted.narrows:
            return []
        texts = {slug: text_of(row, self._day, "") for slug, row in self._example_rows.items()}
        rows = [Row("example", slug) for slug in texts if all(word in texts[slug] for word in self.wanted.words)]
        return [Row(heading="Examples, opened as a copy of your own"), *rows] if rows else []

    # Typing

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.want(query(event.value))

    def _moved_to(self, row: Row) -> None:
        self._words = ("", "warn")
        self.show_foot()

    def want(self, wanted: Query) -> None:
        """Show what is wanted now."""
        self.wanted = wanted
        self._words = (wanted.trouble, "warn")
        self.records.begin()
        self.show_list()
