"""The shared view of a stage: what the room needs, and nothing that is only the facilitator's. The line stays."""

from collections.abc import Sequence

from alignment_tui.ui.lines import BLANK, Line, between, cut_line, line
from alignment_tui.ui.present.items import item, items
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
        selected = item(rows, self.records.selected)
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
        shown = item(self._items(), self.records.selected)
        view = self.query_one("#detail", LinesView)

        def source(width: int) -> Sequence[Line]:
            page = Page(session, entry_of(session, shown), width, view.size.height, today)
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
        selected = item(rows, self.records.selected)
        place = f"{rows.index(selected) + 1} of {len(rows)}" if selected is not None and len(rows) > 1 else ""
        turn = self.view.aside(self.desk.shown, self.desk.today) if self.desk.stage == "requests" else ""
        below = between(line(gap, (turn, "text")), line((place, "dim"), gap), width)
        return [cut_line(line(gap, (self.stage.question, "accent")), width), below if turn or place else BLANK]

    def hint(self, typing: bool) -> str:
        if self.presenting and not self.desk.read_only:
            return "" if typing else f"left and right show another; {self.keymap.way('present')} back to work"
        return super().hint(typing)

    @property
    def _presenter(self) -> Presenter:
        from alignment_tui.ui.present import PRESENTERS

        return PRESENTERS[self.desk.stage]

    def _items(self) -> list[Row]:
        return items(self.records.rows, self._presenter)

    def _margin(self, width: int) -> int:
        return Page(self.desk.shown, None, width, 0, self.desk.today).margin
