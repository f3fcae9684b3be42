"""The line at the foot of every stage, where what people say is typed."""

from collections.abc import Callable

from textual.binding import Binding
from textual.events import Paste
from textual.geometry import Size
from textual.reactive import Reactive

from alignment_tui.domain.text import visible
from alignment_tui.ui.widgets.one_line import OneLine

LONGEST_PASTE = 20_000


class CaptureLine(OneLine):
    """An input that tells its text in the same frame, completes with Tab, and takes a paste of many lines as one."""

    BINDINGS = [
        Binding("tab", "complete", show=False),
        Binding("up", "recall", show=False),
        Binding("down", "leave_down", show=False),
        # An input scrolls by these, but this one has a single line.
        Binding("pagedown", "screen.page_detail(1)", show=False),
        Binding("pageup", "screen.page_detail(-1)", show=False),
    ]

    # The line has a width of its own, whatever is typed: a key lays nothing out.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.typed: Callable[[str], None] = lambda text: None
        self.entered: Callable[[str], None] = lambda text: None
        self.completions: Callable[[str], tuple[str, ...]] = lambda text: ()
        self.recalled: Callable[[], str] = lambda: ""
        self.back: Callable[[], None] | None = None
        self._choices: tuple[str, ...] = ()
        self._choice = 0
        self._before = ""
        self._chosen = ""

    def watch_value(self, value: str) -> None:
        """Tell the text at once, so that the preview is painted in the same frame as the key."""
        self.typed(value)

    def action_copy(self) -> None:
        """Copy what is marked. Where nothing is, somebody wants to end the program, and is told how."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.call_later(self.app.run_action, "help_quit")

    async def action_submit(self) -> None:
        """Hand the line over at once."""
        self.entered(self.value)

    def action_complete(self) -> None:
        """Complete the last word; again for the next way to."""
        if self._choices and self.value == self._chosen:
            self._choice = (self._choice + 1) % len(self._choices)
        else:
            self._choices = self.completions(self.value)
            self._choice = 0
            before, space, _ = self.value.rpartition(" ")
            self._before = before + space
        if self._choices:
            self._chosen = self._before + self._choices[self._choice]
            self.put(self._chosen)

    def action_recall(self) -> None:
        """On an empty line, bring back the record last taken; where lines follow one another, the one before."""
        if self.back:
            self.back()
        elif not self.value:
            self.put(self.recalled())

    def action_leave_down(self) -> None:
        """Stay: the arrow down belongs to the list, not to a half-typed line."""

    def _on_paste(self, event: Paste) -> None:
        """Take every word of a paste; line ends become spaces."""
        if self.passed_on(event):
            return
        text = visible(" ".join(event.text[:LONGEST_PASTE].split()))
        if len(event.text) > LONGEST_PASTE:
            self.notify(f"A paste of {len(event.text)} characters: the first {LONGEST_PASTE} are here.", markup=False)
        self.replace(text, *sorted(self.selection))
        event.stop()
        event.prevent_default()
