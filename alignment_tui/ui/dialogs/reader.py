"""A page to read, over the screen: the memo as it would be printed, and the help."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.lines import line
from alignment_tui.ui.widgets.lines_view import Bar, LinesView, Source


class Reader(Dialog[None]):
    """Lines that scroll under a title, from the one that begins with `opening`; Esc, q or the opening key goes back."""

    BINDINGS = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, source: Source, *, opening: str = "", closing_keys: Sequence[str] = ()) -> None:
        super().__init__()
        self._opening = opening
        self._title = title
        self._source = source
        for key in closing_keys:
            self._bindings.bind(key, "leave", show=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-page"):
            yield Bar(id="sheet-title")
            yield LinesView(id="page")
            yield Bar(id="sheet-foot")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(lambda width: [line((self._title, "accent"))])
        self.query_one("#sheet-foot", Bar).show(
            lambda width: [
                line(("Esc ", "key"), ("back   ", "dim"), ("arrows, PgUp, PgDn ", "key"), ("read on", "dim"))
            ]
        )
        page = self.query_one("#page", LinesView)
        page.show(self._source, opening=self._opening)
        page.focus()

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        self.query_one("#page", LinesView).scroll_relative(y=by, animate=False)
