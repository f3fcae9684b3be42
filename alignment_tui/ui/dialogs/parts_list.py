"""The rows of a list of parts, painted line by line, with one cursor."""

from dataclasses import dataclass

from rich.segment import Segment
from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from alignment_tui.ui.lines import fit


class PartsList(ScrollView, can_focus=True):
    """Rows of text; it knows where its cursor is and nothing of what the rows mean."""

    DEFAULT_CSS = """
    PartsList {
        height: auto; min-height: 1; max-height: 100%; background: $role-panel-background;
        & .parts--row { color: $role-text; background: $role-panel-background; }
        & .parts--mark { color: $role-accent; background: $role-cursor-background; }
        & .parts--cursor {
            color: $role-cursor; background: $role-cursor-background; text-style: $role-cursor-style;
        }
    }
    """
    COMPONENT_CLASSES = {"parts--row", "parts--mark", "parts--cursor"}
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Opened(Message):
        """A row was clicked that the cursor was on already."""

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._rows: tuple[str, ...] = ()

    def show(self, rows: tuple[str, ...], cursor: int) -> None:
        """Show these rows, with the cursor on one of them."""
        self._rows = rows
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.cursor = max(0, min(len(rows) - 1, cursor))
        self.refresh(layout=True)
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        plain = self.get_component_rich_style("parts--row")
        if index >= len(self._rows):
            return Strip.blank(width, plain)
        here = index == self.cursor
        style = self.get_component_rich_style("parts--cursor") if here else plain
        mark = Segment("▌", self.get_component_rich_style("parts--mark")) if here else Segment(" ", plain)
        return Strip([mark, Segment(fit(f" {self._rows[index]}", width - 1), style)], width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Be as high as there are rows."""
        return max(1, len(self._rows))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two rows that differ."""
        for row in (before, now):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
        self._keep_in_sight()

    def on_resize(self, event: Resize) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def on_click(self, event: Click) -> None:
        index = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if index == self.cursor and self._rows:
            self.post_message(self.Opened())
        elif index < len(self._rows):
            self.cursor = index

    def action_move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        self.cursor = max(0, min(len(self._rows) - 1, self.cursor + by))

    def _keep_in_sight(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
