"""The second wall: what no widget may paint leaves as a visible mark, wherever it came from."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from alignment_tui.domain.text import fit_to_show, visible


class LastLook(LineFilter):
    """Looks at every line on its way out. Words are cleaned where they come in; this is for what was missed there."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, with marks of the same width in place of what a terminal would obey."""
        if all(fit_to_show(segment.text) for segment in segments):
            return segments
        return [Segment(_marked(text), style, control) for text, style, control in segments]


def _marked(text: str) -> str:
    return text if fit_to_show(text) else set_cell_size(visible(text), cell_len(text))
