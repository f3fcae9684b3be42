"""The first screen: every session of the folder, the examples, and a new one by typing its title."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from alignment_tui.domain.said import Found
from alignment_tui.ui.library_deeds import LibraryDeeds
from alignment_tui.ui.widgets.record_list import RecordList


class LibraryScreen(LibraryDeeds):
    """Typing narrows the list and names a new session alike; Enter takes what the cursor is on."""

    BINDINGS = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "leap(-1)", show=False, priority=True),
        Binding("pagedown", "leap(1)", show=False, priority=True),
        Binding("escape", "clear", show=False),
    ]

    @dataclass
    class Resume(Message):
        """A session is to be opened, where it was left or at a record."""

        library: "LibraryScreen"
        slug: str
        where: Found | None = None

    @dataclass
    class Start(Message):
        """A session with this title is to be made."""

        title: str

    @dataclass
    class OpenExample(Message):
        """An example is to be opened as a copy."""

        slug: str

    class ShowScorecards(Message):
        """All scorecards are to be shown."""

    def action_scorecards(self) -> None:
        self.post_message(self.ShowScorecards())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._take()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self._take()

    def open_session(self, slug: str) -> None:
        self.post_message(self.Resume(self, slug))

    def _take(self) -> None:
        row = self.records.selected
        if row is None:
            return
        if row.collection == "resume":
            self.open_session(row.key)
        elif row.collection == "said":
            match = self.match_of(row)
            self.post_message(self.Resume(self, match.slug, match.where))
        elif row.collection == "start":
            self.post_message(self.Start(row.key))
        else:
            self.post_message(self.OpenExample(row.key))
