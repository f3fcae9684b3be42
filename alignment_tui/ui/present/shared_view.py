"""What the room sees of a stage, laid out once: by the screen that is shared, and by one that follows it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.room import room_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import Stage
from alignment_tui.ui.lines import Line, between, cut_line, line, wrap
from alignment_tui.ui.present import PRESENTERS
from alignment_tui.ui.present.items import PARTS, item, items
from alignment_tui.ui.present.page import Page, laid_out, margin_of
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.base import entry_of, rows_now
from alignment_tui.ui.widgets.lines_view import LinesView
from alignment_tui.ui.widgets.record_list import Row


def shared_rows(session: Session, slug: StageSlug, today: date) -> list[Row]:
    """Return the rows of a stage, and those that only the room's view has: the parts of its one document."""
    parts = [Row(PARTS, name) for name in PRESENTERS[slug].parts(session)]
    return [*rows_now(session, STAGE_VIEWS[slug], today), *parts]


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
        selected, presenter = self.selected, PRESENTERS[self.stage.slug]
        part = presenter.part_of(self.session, selected) if selected and selected.collection != PARTS else ""
        return item(self.items, Row(PARTS, part) if part else selected)

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
        if not aside and (not place or len(asked) > 1):
            first, *rest = asked
            return [first, *(between(one, line("  ", (place, "dim"), gap) if place else (), width) for one in rest[:1])]
        whole = cut_line(line(gap, (self.stage.question, "accent")), width)
        return [whole, between(line(gap, (aside, "text")), line((place, "dim"), gap), width)]

    def page(self, width: int, height: int) -> Sequence[Line]:
        """Return the item, or the stage's one picture."""
        shown = self.shown
        part = shown.key if shown and shown.collection == PARTS else ""
        page = Page(self.session, entry_of(self.session, shown), width, height, self.today, part)
        return laid_out(page, PRESENTERS[self.stage.slug].lines(page))

    def show_in(self, view: LinesView) -> None:
        """Show the page, and where there is more of it say so at its margin."""
        view.show(lambda width: self.page(width, view.size.height), margin=margin_of)

    def _gap(self, width: int) -> str:
        return " " * margin_of(width)
