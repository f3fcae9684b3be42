"""How spans become strips: every role is a component class, so that colours stay in the theme."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from alignment_tui.ui.lines import Span, cut_line

ROLES = ("text", "dim", "strong", "accent", "good", "warn", "bad", "quote", "key", "cursor")


class Painted(Widget):
    """A widget that paints spans. Roles are styled once for all widgets in `ui/styles/roles.tcss`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role-{role}" for role in ROLES}

    def paint(self, spans: Iterable[Span], width: int, *, cursor: bool = False) -> Strip:
        """Return one line of exactly `width` cells; with `cursor` on the background of the selected row."""
        ground = self.get_component_rich_style("role-cursor") if cursor else self.rich_style
        segments: list[Segment] = []
        used = 0
        for text, role in cut_line(tuple(spans), width):
            inked = text.lstrip(" ")
            if blank := len(text) - len(inked):
                segments.append(Segment(" " * blank, ground))
            if inked:
                segments.append(Segment(inked, ground + self._ink(role, cursor)))
            used += cell_len(text)
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        return Strip(segments, max(used, width))

    def _ink(self, role: str, cursor: bool) -> Style:
        """Return the colour and weight of a role without its background."""
        style = self.get_component_rich_style(f"role-{role}", partial=True)
        if cursor:
            on_cursor = self.get_component_rich_style("role-cursor", partial=True)
            if role in ("text", "dim", "quote"):
                return Style(color=on_cursor.color, bold=style.bold, italic=style.italic)
        return Style(color=style.color, bold=style.bold, italic=style.italic, underline=style.underline)
