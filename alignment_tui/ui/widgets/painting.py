"""How spans become strips: words on a ground, in the ink of their role."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from alignment_tui.ui.lines import Span, cut_line
from alignment_tui.ui.widgets.inks import inks_of


class Painted(Widget):
    """A widget that paints spans, by role."""

    _ground: Style = Style()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines in a region; what they stand on is the same for all of them."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def paint(self, spans: Iterable[Span], width: int, *, cursor: bool = False) -> Strip:
        """Return one line of exactly `width` cells; with `cursor` on the background of the selected row."""
        inks = inks_of(self.app.theme_variables)
        ground = inks.cursor_ground if cursor else self._ground
        segments: list[Segment] = []
        used = 0
        for text, role in cut_line(tuple(spans), width):
            inked = text.lstrip(" ")
            if blank := len(text) - len(inked):
                segments.append(Segment(" " * blank, ground))
            if inked:
                segments.append(Segment(inked, ground + inks.of(role, cursor=cursor)))
            used += cell_len(text)
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        return Strip(segments, max(used, width))


class Scrolled(Painted, ScrollView):
    """Lines that scroll. Another number of them lays the screen out anew only where a scrollbar comes or goes."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)
