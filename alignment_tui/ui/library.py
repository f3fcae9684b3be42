"""The first screen: every session of the folder, the examples, and a new one by typing its title."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.text import folded, visible
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.index import Row as SessionRow
from alignment_tui.ui.actions import ACTIONS
from alignment_tui.ui.lines import BLANK, Line, between, columns, line, paragraph
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.record_list import RecordList, Row


class LibraryScreen(Screen[None]):
    """Typing narrows the list and names a new session alike; Enter takes what the cursor is on."""

    BINDINGS = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "leap(-1)", show=False, priority=True),
        Binding("pagedown", "leap(1)", show=False, priority=True),
        Binding("escape", "clear", show=False),
        *(
            Binding(",".join(entry.keys), entry.method, id=entry.id, show=False)
            for entry in ACTIONS
            if entry.where == "any" and entry.keys
        ),
    ]
    AUTO_FOCUS = "#find"

    @dataclass
    class Resume(Message):
        """A session is to be opened."""

        slug: str

    @dataclass
    class Start(Message):
        """A session with this title is to be made."""

        title: str

    @dataclass
    class OpenExample(Message):
        """An example is to be opened as a copy."""

        slug: str

    def __init__(self, sessions: Sessions, examples: Sessions | None, last: Callable[[], str]) -> None:
        super().__init__()
        self._sessions = sessions
        self._examples = examples
        self._last = last
        self._rows: Sequence[SessionRow] = ()
        self._example_rows: Sequence[SessionRow] = ()
        self._words: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Bar(id="library-title")
        yield Input(id="find", compact=True, placeholder="Type to search, or a title for a new session")
        yield RecordList(id="sessions")
        yield Bar(id="library-foot")

    def on_mount(self) -> None:
        self.query_one("#library-title", Bar).show(self._title)

    def on_screen_resume(self) -> None:
        """Read the folder anew whenever the library is what is seen: sessions may have changed."""
        last = self._last()
        self._rows = sorted(self._sessions.rows(), key=lambda row: (row.slug != last, -row.mtime_ns))
        if self._examples is not None:
            self._example_rows = sorted(self._examples.rows(), key=lambda row: row.slug)
        self._words = {row.slug: _words(row) for row in self._rows}
        self.query_one("#library-foot", Bar).show(lambda width: _FOOT)
        self.query_one("#library-title", Bar).show(self._title)
        self._show(self.query_one("#find", Input).value)

    @property
    def records(self) -> RecordList:
        """The sessions as they are shown."""
        return self.query_one("#sessions", RecordList)

    def say(self, words: str) -> None:
        """Say something at the foot, until the next key."""
        self.query_one("#library-foot", Bar).show(lambda width: [*paragraph(words, width - 2, "warn", 1)[:2]])

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#library-foot", Bar).show(lambda width: _FOOT)
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._take()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self._take()

    def action_step(self, by: int) -> None:
        self.records.action_cursor(by)

    def action_leap(self, by: int) -> None:
        self.records.action_page(by)

    def action_clear(self) -> None:
        self.query_one("#find", Input).value = ""

    def _title(self, width: int) -> list[Line]:
        count = len(self._rows)
        end = line((f"{count} session{'s' if count != 1 else ''} in {visible(str(self._sessions.folder))} ", "dim"))
        return [
            between(line(" ", ("alignment-tui", "strong")), end, width),
            BLANK,
            line("   ", ("What do people want, and what will we do?", "accent")),
        ]

    def _show(self, text: str) -> None:
        wanted = folded(text).split()
        rows = [Row("resume", row.slug) for row in self._rows if all(word in self._words[row.slug] for word in wanted)]
        examples = [
            Row("example", row.slug) for row in self._example_rows if all(word in _words(row) for word in wanted)
        ]
        if rows:
            rows.insert(0, Row(heading="Continue"))
        if text.strip():
            rows += [Row(heading="New"), Row("start", text.strip())]
        if examples:
            rows += [Row(heading="Examples, opened as a copy of your own"), *examples]
        known = {row.slug: row for row in self._rows}
        shown = {row.slug: row for row in self._example_rows}
        self.records.cursor = 0

        def row_line(row: Row, width: int) -> Line:
            if row.collection == "start":
                return line("a new session: ", (row.key, "strong"))
            if row.collection == "example":
                return _session_line(shown[row.key], width, dated=False)
            return _session_line(known[row.key], width)

        self.records.show(rows or [Row(heading="No session yet: type a title and press Enter")], row_line)

    def _take(self) -> None:
        row = self.records.selected
        if row is None:
            return
        if row.collection == "resume":
            self.post_message(self.Resume(row.key))
        elif row.collection == "start":
            self.post_message(self.Start(row.key))
        else:
            self.post_message(self.OpenExample(row.key))


_FOOT: list[Line] = [
    (
        *((" Enter ", "key"), ("open  ", "dim"), ("arrows ", "key"), ("move  ", "dim"), ("ctrl+p ", "key")),
        *(("actions  ", "dim"), ("F1 ", "key"), ("help  ", "dim"), ("ctrl+q ", "key"), ("quit", "dim")),
    )
]


def _words(row: SessionRow) -> str:
    head = row.head
    return folded(f"{row.name} {head.title} {' '.join(head.people)} {head.decision}" if head else row.name)


def _session_line(row: SessionRow, width: int, *, dated: bool = True) -> Line:
    if row.head is None:
        return columns(width, (row.name, 28, "text"), (row.error, 0, "bad"))
    changed = datetime.fromtimestamp(row.mtime_ns / 1e9).astimezone()
    slugs = [stage.slug for stage in STAGES]
    passed = slugs.index(row.head.reached) + 1 if row.head.reached in slugs else 0
    at = STAGES[min(passed, len(STAGES) - 1)].title
    return columns(
        width,
        (row.head.title, 0, "text"),
        (f"{row.head.requests} request{'s' if row.head.requests != 1 else ''}", 12, "dim"),
        (f"at {at}", 16, "dim"),
        (f"{changed:%Y-%m-%d %H:%M}", 16, "dim") if dated else None,
    )
