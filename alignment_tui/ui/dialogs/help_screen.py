"""The help over the screen: typing narrows it, the arrows read on."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.dialogs.help import Group, help_lines
from alignment_tui.ui.lines import line
from alignment_tui.ui.widgets.lines_view import Bar, LinesView
from alignment_tui.ui.widgets.one_line import OneLine


class HelpScreen(Dialog[None]):
    """Groups of topics; Esc or the key that opened it goes back."""

    BINDINGS = [
        Binding("escape,enter", "leave", show=False, priority=True),
        Binding("up", "read('scroll_up')", show=False, priority=True),
        Binding("down", "read('scroll_down')", show=False, priority=True),
        Binding("pageup", "read('page_up')", show=False, priority=True),
        Binding("pagedown", "read('page_down')", show=False, priority=True),
        Binding("home", "read('scroll_home')", show=False, priority=True),
        Binding("end", "read('scroll_end')", show=False, priority=True),
    ]

    def __init__(self, groups: Sequence[Group], *, closing_keys: Sequence[str] = ()) -> None:
        super().__init__()
        self._groups = groups
        for key in closing_keys:
            self._bindings.bind(key, "leave", show=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-page"):
            yield Bar(id="sheet-title")
            yield OneLine(id="narrow", compact=True, placeholder="type to narrow")
            page = LinesView(id="page")
            page.can_focus = False
            yield page
            yield Bar(id="sheet-foot")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(
            lambda width: [line(("Help: what can be done here and now", "accent"))]
        )
        self.query_one("#sheet-foot", Bar).show(
            lambda width: [
                line(("Esc ", "key"), ("back   ", "dim"), ("arrows, PgUp, PgDn ", "key"), ("read on", "dim"))
            ]
        )
        self._show("")
        self.query_one("#narrow", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)

    async def action_read(self, how: str) -> None:
        await self.query_one("#page", LinesView).run_action(how)

    def _show(self, wanted: str) -> None:
        self.query_one("#page", LinesView).show(lambda width: help_lines(self._groups, wanted, width))
