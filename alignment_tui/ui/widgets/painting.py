"""How spans become strips: words on a ground, in the ink of their role."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.styles import StylesBase
from textual.geometry import Region, Size, Spacing
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from alignment_tui.ui.lines import Line, cut_line
from alignment_tui.ui.widgets.inks import Inks, inks_of

_KEPT = 512
"""How many lines are kept as they were painted: some ten screens of them, going round all stages is less."""


class Plain(StylesCache):
    """Takes a line as it was painted where no border is beside it; textual would put each together anew.

    Nothing of ours is hatched, tinted or half transparent, which textual would see to here.
    """

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        *more: Any,
    ) -> Strip:
        row = y - styles.gutter.top
        if size.width == content_size.width and 0 <= row < content_size.height:
            strip = render_content_line(row)
            if strip.cell_length == size.width:
                return strip
        return super().render_line(
            styles, y, size, content_size, padding, base_background, background, render_content_line, *more
        )


class Painted(Widget):
    """A widget that paints spans, by role."""

    _ground: Style = Style()
    _room: Size = Size(0, 0)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_cache = Plain()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines in a region; what they stand on, and their room, is the same for all of them."""
        self._ground, self._room = self.rich_style, self.scrollable_content_region.size
        return super().render_lines(crop)

    def paint(self, spans: Line, *, cursor: bool = False) -> Strip:
        """Return one line as wide as there is room; with `cursor` on the background of the selected row."""
        return painted_line(spans, self._room.width, self._ground, inks_of(self.app.theme_variables), cursor)


class Scrolled(Painted, ScrollView):
    """Lines that scroll. Another number of them lays the screen out anew only where a scrollbar comes or goes."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)


@lru_cache(_KEPT)
def painted_line(spans: Line, width: int, ground: Style, inks: Inks, cursor: bool) -> Strip:
    """Paint a line. One that says the same again is the same strip, which knows what it is for the terminal."""
    ground = inks.cursor_ground if cursor else ground
    segments: list[Segment] = []
    used = 0
    for text, role in cut_line(spans, width):
        inked = text.lstrip(" ")
        if blank := len(text) - len(inked):
            segments.append(Segment(" " * blank, ground))
        if inked:
            segments.append(Segment(inked, ground + inks.of(role, cursor=cursor)))
        used += cell_len(text)
    if used < width:
        segments.append(Segment(" " * (width - used), ground))
    return Strip(segments, max(used, width))
