"""A list to choose from, over the screen: findings, search, themes. Typing narrows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from alignment_tui.domain.text import folded
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.lines import Line, line
from alignment_tui.ui.widgets.lines_view import Bar, Source, nothing
from alignment_tui.ui.widgets.one_line import OneLine
from alignment_tui.ui.widgets.record_list import RecordList, Row

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Choice(NamedTuple, Generic[T_co]):
    """One thing to choose: how it is shown in a width, what it is, and the words by which it is found."""

    shown: Callable[[int], Line]
    value: T_co
    words: str
    more: Source | None = None


class Chooser(Dialog[T | None], Generic[T]):
    """Shows choices under a title; Enter takes one, Esc none. The arrows move while typing narrows."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "leap(-1)", show=False, priority=True),
        Binding("pagedown", "leap(1)", show=False, priority=True),
    ]

    @dataclass
    class Renewed(Message):
        """There are other choices now; may be posted from any thread."""

        choices: Sequence[Choice[Any]]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        foot: str = "goes there",
        empty: str = "nothing here",
        seen: Callable[[T], None] | None = None,
        begin: int = 0,
        also: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._shown: Sequence[Choice[T]] = choices
        self._empty = empty
        self._seen = seen
        self._begin = begin
        self._keys = (("Enter", foot), *also, ("Esc", "back"))
        self._told: int | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Bar(id="sheet-title")
            yield OneLine(id="narrow", compact=True, placeholder="type to narrow")
            yield RecordList(self._moved_to, id="choices")
            yield Bar(id="more")
            yield Bar(id="sheet-foot")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(lambda width: [line((self._title, "accent"))])
        self.query_one("#sheet-foot", Bar).show(self._foot)
        self.query_one("#more", Bar).set_class(not any(choice.more for choice in self._choices), "-nothing")
        self._show("", self._begin)
        self.query_one("#narrow", Input).focus()

    @property
    def choices(self) -> RecordList:
        """The choices as they are shown."""
        return self.query_one("#choices", RecordList)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        event.stop()
        self._take()

    def _moved_to(self, row: Row) -> None:
        self._tell_seen()

    def action_step(self, by: int) -> None:
        self.choices.action_cursor(by)

    def action_leap(self, by: int) -> None:
        self.choices.action_page(by)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_chooser_renewed(self, event: "Chooser.Renewed") -> None:
        """Show other choices, with the cursor on what it stood on where that is still among them."""
        row = self.choices.selected
        stood_on = self._shown[int(row.key)].value if row else None
        self._choices = event.choices
        narrowed = self._narrowed(self.query_one("#narrow", Input).value)
        place = next((at for at, choice in enumerate(narrowed) if choice.value == stood_on), 0)
        self._show(self.query_one("#narrow", Input).value, place)

    def _foot(self, width: int) -> list[Line]:
        return [tuple(span for key, word in self._keys for span in ((f"{key} ", "key"), (f"{word}   ", "dim")))]

    def _narrowed(self, text: str) -> Sequence[Choice[T]]:
        words = folded(text).split()
        return [choice for choice in self._choices if all(word in choice.words for word in words)]

    def _show(self, text: str, place: int = 0) -> None:
        self._shown = self._narrowed(text)
        rows = [Row("choice", str(index)) for index in range(len(self._shown))]
        self.choices.begin()
        shown = rows or [Row(heading=self._empty)]
        self.choices.show(shown, lambda row, width: self._shown[int(row.key)].shown(width), ("choice", str(place)))
        self._tell_seen()

    def _tell_seen(self) -> None:
        """Tell who listens what the cursor is on, once, whether it moved there or the list was narrowed to it."""
        row = self.choices.selected
        choice = self._shown[int(row.key)] if row else None
        if choice is not None and self._seen and self._told != self._choices.index(choice):
            self._told = self._choices.index(choice)
            self._seen(choice.value)
        self._show_more()

    def _show_more(self) -> None:
        row = self.choices.selected
        more = self._shown[int(row.key)].more if row else None
        self.query_one("#more", Bar).show(more or nothing)

    def _take(self) -> None:
        row = self.choices.selected
        if row is not None:
            self.dismiss(self._shown[int(row.key)].value)
