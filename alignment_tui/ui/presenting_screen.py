"""The shared view of a stage: what the room needs, and nothing that is only the facilitator's. The line stays."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alignment_tui.ui.lines import Line
from alignment_tui.ui.timed_screen import TimedScreen
from alignment_tui.ui.widgets.lines_view import LinesView
from alignment_tui.ui.widgets.record_list import Row

if TYPE_CHECKING:
    from alignment_tui.ui.present.shared_view import SharedView

PRESENTING = "-presenting"


class PresentingScreen(TimedScreen):
    """A stage that can be shown to the room, one record at a time or its one picture."""

    @property
    def presenting(self) -> bool:
        """Whether the room's view is on."""
        return self.has_class(PRESENTING)

    @property
    def rows(self) -> Sequence[Row]:
        if not self.presenting:
            return super().rows
        from alignment_tui.ui.present.shared_view import shared_rows

        return shared_rows(self.desk.shown, self.desk.stage, self.desk.today)

    def action_present(self) -> None:
        typing = self.typing
        self.toggle_class(PRESENTING)
        self.records.begin()
        self.show_session()
        self.capture.show_hint()
        if not typing:
            self.call_after_refresh(self.action_keys)

    def action_keys(self) -> None:
        if self.presenting:
            self.set_focus(self.query_one("#detail"))
        else:
            super().action_keys()

    def action_item(self, by: int) -> None:
        """Show the next or the earlier record, and stay at the first and the last."""
        shared = self._shared
        rows = shared.items if self.presenting else [row for row in self.records.rows if row.selectable]
        selected = shared.shown if self.presenting else self.records.selected
        if selected is not None:
            row = rows[max(0, min(len(rows) - 1, rows.index(selected) + by))]
            self.places[self.desk.stage] = (row.collection, row.key)
            self.show_session()
            self.remember_soon()

    def show_detail(self) -> None:
        if not self.presenting:
            super().show_detail()
            return
        self._shared.show_in(self.query_one("#detail", LinesView))

    def header_lines(self, width: int) -> list[Line]:
        if not self.presenting:
            return super().header_lines(width)
        return self._shared.header(width, self.time, self.disk.words if self.disk.trouble else "")

    def question_lines(self, width: int) -> list[Line]:
        if not self.presenting:
            return super().question_lines(width)
        return self._shared.question(width)

    def hint(self, typing: bool) -> str:
        if self.presenting and not self.desk.read_only:
            return "" if typing else f"{self._more}; {self.keymap.way('present')} back to work"
        return super().hint(typing)

    @property
    def _more(self) -> str:
        """How the room sees the rest."""
        if len(self._shared.items) > 1:
            before, after = (self.keymap.way(one) for one in ("previous-item", "next-item"))
            return f"{before} and {after} show another"
        return "PgDn reads on"

    @property
    def _shared(self) -> "SharedView":
        from alignment_tui.ui.present.shared_view import SharedView

        desk, records = self.desk, self.records
        return SharedView(desk.shown, self.stage, records.rows, records.selected, desk.today)
