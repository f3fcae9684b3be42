"""The shared view of a stage: what the room needs, and nothing that is only the facilitator's. The line stays."""

from collections.abc import Sequence

from alignment_tui.ui.lines import BLANK, Line, between, cut_line, line
from alignment_tui.ui.present.page import Page, Presenter, indented
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.timed_screen import TimedScreen
from alignment_tui.ui.widgets.lines_view import LinesView
from alignment_tui.ui.widgets.record_list import Row

PRESENTING = "-presenting"


class PresentingScreen(TimedScreen):
    """A stage that can be shown to the room, one record at a time or its one picture."""

    @property
    def presenting(self) -> bool:
        """Whether the room's view is on."""
        return self.has_class(PRESENTING)

    def action_present(self) -> None:
        typing = self.typing
        self.toggle_class(PRESENTING)
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
        rows = self._items() if self.presenting else [row for row in self.records.rows if row.selectable]
        selected = self._item(rows)
        if selected is not None:
            row = rows[max(0, min(len(rows) - 1, rows.index(selected) + by))]
            self.places[self.desk.stage] = (row.collection, row.key)
            self.show_session()
            self.remember_soon()

    def show_detail(self) -> None:
        if not self.presenting:
            super().show_detail()
            return
        session, today, presenter = self.desk.shown, self.desk.today, self._presenter
        item = self._item(self._items())
        view = self.query_one("#detail", LinesView)

        def source(width: int) -> Sequence[Line]:
            page = Page(session, entry_of(session, item), width, view.size.height, today)
            return indented(page, presenter.lines(page))

        view.show(source)

    def header_lines(self, width: int) -> list[Line]:
        if not self.presenting:
            return super().header_lines(width)
        gap, trouble = " " * self._margin(width), self.disk.words if self.disk.trouble else ""
        end = line((trouble, "bad"), "   " if trouble else "", *self.time, gap)
        return [between(line(gap, (self.stage.day, "dim")), end, width)]

    def question_lines(self, width: int) -> list[Line]:
        if not self.presenting:
            return super().question_lines(width)
        gap = " " * self._margin(width)
        rows = self._items()
        selected = self._item(rows)
        place = f"{rows.index(selected) + 1} of {len(rows)}" if selected is not None and len(rows) > 1 else ""
        turn = self.view.aside(self.desk.shown, self.desk.today) if self.desk.stage == "requests" else ""
        below = between(line(gap, (turn, "text")), line((place, "dim"), gap), width)
        return [cut_line(line(gap, (self.stage.question, "accent")), width), below if turn or place else BLANK]

    def hint(self, typing: bool) -> str:
        if self.presenting and not self.desk.read_only:
            return "" if typing else "left and right show another; F5 back to work"
        return super().hint(typing)

    @property
    def _presenter(self) -> Presenter:
        from alignment_tui.ui.present import PRESENTERS

        return PRESENTERS[self.desk.stage]

    def _items(self) -> list[Row]:
        """Return the rows that are shown one at a time; what is inside a record is shown with it."""
        collections = self._presenter.collections
        return [row for row in self.records.rows if row.collection in collections and "." not in row.key]

    def _item(self, rows: Sequence[Row]) -> Row | None:
        """Return the row that is shown: that under the cursor, or else the first there is."""
        selected = self.records.selected
        whole = selected._replace(key=selected.key.split(".")[0]) if selected else None
        return whole if whole in rows else next(iter(rows), None)

    def _margin(self, width: int) -> int:
        return Page(self.desk.shown, None, width, 0, self.desk.today).margin
