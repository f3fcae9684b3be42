"""What the room sees of a stage, laid out once: by the screen that is shared, and by one that follows it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from alignment_tui.domain.room import room_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import Stage
from alignment_tui.ui.lines import Line, between, cut_line, line, wrap
from alignment_tui.ui.present import PRESENTERS
from alignment_tui.ui.present.items import item, items
from alignment_tui.ui.present.page import Page, laid_out
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.widgets.record_list import Row


class SharedView(NamedTuple):
    """One stage of a session for the room, with the row that is selected there."""

    session: Session
    stage: Stage
    rows: Sequence[Row]
    selected: Row | None
    today: date

    @property
    def items(self) -> list[Row]:
        """The rows that are shown one at a time."""
        return items(self.rows, PRESENTERS[self.stage.slug])

    @property
    def shown(self) -> Row | None:
        """The row that is shown now."""
        return item(self.items, self.selected)

    def header(self, width: int, time: Line, trouble: str = "") -> list[Line]:
        """Return where we are in the days, the time, and what has to be told even now."""
        gap = self._gap(width)
        end = line((trouble, "bad"), "   " if trouble else "", *time, gap)
        return [between(line(gap, (self.stage.day, "dim")), end, width)]

    def question(self, width: int) -> list[Line]:
        """Return the question, and below it whose turn it is and the place of what is shown, or the rest of it."""
        gap, rows, shown = self._gap(width), self.items, self.shown
        asked = [line(gap, (part, "accent")) for part in wrap(self.stage.question, width - 2 * len(gap))]
        aside = room_words(self.session) if self.stage.slug == "requests" else ""
        place = f"{rows.index(shown) + 1} of {len(rows)}" if shown is not None and len(rows) > 1 else ""
        if not aside and not place:
            return asked[:2]
        whole = cut_line(line(gap, (self.stage.question, "accent")), width)
        return [whole, between(line(gap, (aside, "text")), line((place, "dim"), gap), width)]

    def page(self, width: int, height: int) -> Sequence[Line]:
        """Return the item, or the stage's one picture."""
        page = Page(self.session, entry_of(self.session, self.shown), width, height, self.today)
        return laid_out(page, PRESENTERS[self.stage.slug].lines(page))

    def _gap(self, width: int) -> str:
        return " " * Page(self.session, None, width, 0, self.today).margin
