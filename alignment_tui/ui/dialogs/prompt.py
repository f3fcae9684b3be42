"""One line to be typed, over the screen: a title."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.short_names import refuse_long
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.lines import line, paragraph
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.one_line import OneLine


class Prompt(Dialog[str | None]):
    """Asks for one line, which is there already to be changed; Enter takes it, Esc takes nothing.

    `typed` is told it at each key, so that it can be there again. What is no title stays in the line.
    """

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, text: str, about: str, *, foot: str, typed: Callable[[str], None]) -> None:
        super().__init__()
        self._typed = typed
        self._title = title
        self._text = text
        self._about = about
        self._foot = foot

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-prompt"):
            yield Bar(id="sheet-title")
            yield OneLine(self._text, id="narrow", compact=True, select_on_focus=False)
            yield Bar(id="more")
            yield Bar(id="sheet-foot")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(lambda width: [line((self._title, "accent"))])
        self.query_one("#more", Bar).show(lambda width: paragraph(self._about, width, "dim"))
        self.query_one("#sheet-foot", Bar).show(
            lambda width: [line(("Enter ", "key"), (f"{self._foot}   ", "dim"), ("Esc ", "key"), ("back", "dim"))]
        )
        self.query_one("#narrow", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = " ".join(event.value.split())
        try:
            refuse_long(text, "the title")
        except RuleBroken as problem:
            words = str(problem)
            self.query_one("#more", Bar).show(lambda width: paragraph(words, width, "bad"))
            return
        if text:
            self.dismiss(text)

    def action_leave(self) -> None:
        self.dismiss(None)
