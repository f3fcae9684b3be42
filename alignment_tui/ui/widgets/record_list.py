"""A list of records with a cursor, painted line by line: ten thousand rows cost what ten do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from alignment_tui.ui.lines import BLANK, Line, between, line
from alignment_tui.ui.widgets.painting import Scrolled


class Row(NamedTuple):
    """What stands in one row: an entry of a collection, or words that the cursor passes over.

    A `heading` is over a group and gets air where there is room; a `note` belongs to the row above it.
    """

    collection: str = ""
    key: str = ""
    heading: str = ""
    note: Line = ()

    @property
    def selectable(self) -> bool:
        """Whether the cursor stops here."""
        return bool(self.collection)


RowLine = Callable[[Row, int], Line]
Mover = Callable[[Row], None]
"""Told at once on which row the cursor stands now, so that what depends on it is painted in the same frame."""


def nobody(row: Row) -> None:
    """Listen to no cursor."""


class RecordList(Scrolled, can_focus=True):
    """Rows with one cursor. `line_of` is asked for a row only when that row is painted."""

    BINDINGS = [
        Binding("up,k", "cursor(-1)", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Opened(Message):
        """A row was clicked twice or chosen with Enter."""

        row: Row

    def __init__(self, moved: Mover = nobody, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._moved = moved
        self._given: Sequence[Row] = ()
        self._rows: Sequence[Row] = ()
        self._for_height = 0
        self._line_of: RowLine = lambda row, width: BLANK

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown."""
        return self._rows

    @property
    def selected(self) -> Row | None:
        """The row under the cursor, or none where there is nothing to select."""
        if 0 <= self.cursor < len(self._rows) and self._rows[self.cursor].selectable:
            return self._rows[self.cursor]
        return None

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the wheel has somewhere to go; no scrollbar shows it, the last row does."""
        return self.max_scroll_y > 0

    def show(self, rows: Sequence[Row], line_of: RowLine, selected: tuple[str, str] | None = None) -> None:
        """Show rows, with the cursor on the entry `selected` (collection, key) where it is among them."""
        self._given = rows
        self._line_of = line_of
        self._lay_out()
        wanted = None
        if selected is not None:
            found = (index for index, row in enumerate(self._rows) if (row.collection, row.key) == selected)
            wanted = next(found, None)
        if wanted is None:
            wanted = self._nearest(min(self.cursor, len(self._rows) - 1), 1)
        self.set_reactive(RecordList.cursor, wanted)
        self._reveal()
        self.refresh()

    def begin(self) -> None:
        """Stand at the first row again: what is shown next has nothing to do with what was shown before."""
        self.set_reactive(RecordList.cursor, 0)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        index = y + self.scroll_offset.y
        width, height = self._room
        if index >= len(self._rows):
            return self.paint(BLANK)
        row = self._rows[index]
        if y == height - 1 > 1 and index < len(self._rows) - 1:
            return self.paint(between(BLANK, line((f"▾ {len(self._rows) - index} more", "dim")), width))
        if not row.selectable:
            return self.paint(line("  ", *(row.note or line((row.heading, "dim")))))
        here = index == self.cursor
        mark = line(("▌ " if here else "  ", "accent"))
        return self.paint((*mark, *self._line_of(row, width - 2)), cursor=here)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows that changed and tell who listens."""
        for index in (old, new):
            self.refresh_lines(index, 1)
        self._reveal()
        if self.selected:
            self._moved(self.selected)

    def select(self, collection: str, key: str) -> bool:
        """Put the cursor on an entry; tells whether it is here."""
        for index, row in enumerate(self._rows):
            if (row.collection, row.key) == (collection, key):
                self.cursor = index
                return True
        return False

    def on_resize(self, event: Resize) -> None:
        self._fit()
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out first, for the height that is painted: a list that got another one is right in that very frame."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        """Let air in, or out, where there is another height now; the cursor stays on its row."""
        if self.size.height != self._for_height:
            here = self.selected
            self._lay_out()
            if here is not None:
                self.set_reactive(RecordList.cursor, self._rows.index(here))

    def on_click(self, event: Click) -> None:
        index = event.y + self.scroll_offset.y
        if index < len(self._rows) and self._rows[index].selectable:
            again = index == self.cursor and event.chain > 1
            self.cursor = index
            if again:
                self.post_message(self.Opened(self._rows[index]))

    def action_cursor(self, by: int) -> None:
        """Move the cursor over so many rows, passing over headings."""
        self.cursor = self._nearest(self.cursor + by, by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self.cursor = self._nearest(self.cursor + by * max(1, self.size.height - 1), by)

    def action_first(self) -> None:
        """Put the cursor on the first row."""
        self.cursor = self._nearest(0, 1)

    def action_last(self) -> None:
        """Put the cursor on the last row."""
        self.cursor = self._nearest(len(self._rows) - 1, -1)

    def _nearest(self, index: int, step: int) -> int:
        """Return the nearest selectable row to `index`, looking first the way of `step`, then the other."""
        if not self._rows:
            return 0
        index = max(0, min(len(self._rows) - 1, index))
        ahead = range(index, len(self._rows)) if step > 0 else range(index, -1, -1)
        behind = range(index, -1, -1) if step > 0 else range(index, len(self._rows))
        return next((at for at in chain(ahead, behind) if self._rows[at].selectable), 0)

    def _lay_out(self) -> None:
        """Put a blank row over each heading but the first where everything then still fits."""
        self._for_height = self.size.height
        self._rows = self._given
        if len(self._given) < self.size.height:
            airy: list[Row] = []
            for row in self._given:
                if row.heading and airy:
                    airy.append(Row())
                airy.append(row)
            self._rows = airy if len(airy) <= self.size.height else self._given
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def _reveal(self) -> None:
        if not self.size.height:
            return
        top = self.cursor
        if top > 0 and self._rows and not self._rows[top - 1].selectable:
            top -= 1
        bottom = self.cursor
        while bottom + 1 < len(self._rows) and self._rows[bottom + 1].note:
            bottom += 1
        if bottom + 1 < len(self._rows):
            bottom += 1  # the last line says how many more there are
        if bottom - top >= self.size.height:
            top = bottom = self.cursor
        self.scroll_to_region(Region(0, top, 1, bottom - top + 1), animate=False, force=True)
