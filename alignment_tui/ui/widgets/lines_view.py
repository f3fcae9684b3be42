"""Lines to read: a bar of a few, and a view of many that scrolls. Both are asked anew for the width they get."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from alignment_tui.ui.lines import BLANK, Line, between, line
from alignment_tui.ui.widgets.painting import Painted, Scrolled

Source = Callable[[int], Sequence[Line]]
NO_SIZE = Size(0, 0)


def nothing(width: int) -> Sequence[Line]:
    """Return no lines at all."""
    return ()


def no_margin(width: int) -> int:
    """Leave no cells free."""
    return 0


class Bar(Painted):
    """A fixed place for a few lines; showing others repaints it and lays nothing out."""

    source: Source = staticmethod(nothing)
    _lines: Sequence[Line] = ()
    _for_width = 0

    @dataclass
    class Clicked(Message):
        """The bar was clicked at a cell of it."""

        bar: "Bar"
        x: int
        y: int

    def show(self, source: Source) -> None:
        """Show what `source` gives for this bar's width, now and after every resize."""
        self.source = source
        self._rebuild()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return self.paint(self._lines[y] if y < len(self._lines) else ())

    def on_resize(self, event: Resize) -> None:
        if self._for_width != self.content_size.width:
            self._rebuild()

    def on_click(self, event: Click) -> None:
        self.post_message(self.Clicked(self, event.x, event.y))

    def _rebuild(self) -> None:
        """Have the lines for this width; the same ones as before are not painted again."""
        before = self._for_width, self._lines
        self._for_width = self.content_size.width
        self._lines = self.source(self._for_width) if self._for_width else ()
        if before != (self._for_width, self._lines):
            self.refresh()


class LinesView(Scrolled, can_focus=True):
    """Many lines to read, scrolled with the keyboard or the wheel."""

    source: Source = staticmethod(nothing)
    _lines: Sequence[Line] = ()
    _for_size = NO_SIZE
    _opening = ""
    _margin: Callable[[int], int] = staticmethod(no_margin)
    _opened_at: int | None = None

    def show(
        self, source: Source, *, keep_place: bool = False, opening: str = "", margin: Callable[[int], int] = no_margin
    ) -> None:
        """Show what `source` gives for this view's size when it is painted: from the line that begins with `opening`.

        Without one, from the top, or with `keep_place` from where it was. `margin` is what its lines leave free at the
        right of a width.
        """
        self.source, self._opening, self._opened_at = source, opening, None
        self._margin = margin
        self._for_size = NO_SIZE
        self.refresh()
        if not keep_place:
            self.scroll_to(y=0, animate=False, force=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out first, for the size that is painted: a view that has got another one is right in that very frame."""
        self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = y + self.scroll_offset.y
        shown = self._lines[index] if index < len(self._lines) else ()
        width, height = self._room
        if y == height - 1 > 0 and index < len(self._lines) - 1:
            more = line((f"▾ {len(self._lines) - index} more", "dim"))
            shown = between(BLANK, more, width - self._margin(width))
        return self.paint(shown)

    @property
    def height(self) -> int:
        """How many lines are in sight."""
        return self.scrollable_content_region.height

    def action_page_up(self) -> None:
        self._page_by(-self._page)

    def action_page_down(self) -> None:
        self._page_by(self._page)

    def _page_by(self, lines: int) -> None:
        """Scroll on from where the last key leads to, not from where it has come so far."""
        self._lay_out()
        self.scroll_to(y=self.scroll_target_y + lines, animate=False)

    @property
    def _page(self) -> int:
        """How far a page is: the last line seen only says how much is below, so it is not passed over."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than is seen; the last line says so, where a scrollbar would."""
        return self.max_scroll_y > 0

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        """Ask for the lines where they are others now, or were for another size."""
        size = self.scrollable_content_region.size
        if size.width and size != self._for_size:
            self._for_size = size
            self._lines = self.source(size.width)
            self.virtual_size = Size(size.width, len(self._lines))
            self._open()

    def _open(self) -> None:
        """Go to the line above the one to open at, what it stands under belongs to it, until somebody reads on."""
        if self._opening and self._opened_at in (None, self.scroll_offset.y):
            texts = ("".join(text for text, _ in spans) for spans in self._lines)
            place = next((number for number, text in enumerate(texts) if text.startswith(self._opening)), 0)
            self.scroll_to(y=max(0, place - 1), animate=False, force=True)
            self._opened_at = self.scroll_offset.y
