"""The value stream map on the screen: drawn once for a stream and a width, the selected step in the accent colour."""

from collections.abc import Sequence

from msgspec import Struct

from alignment_tui.documents.map_canvas import Ink, MapLine
from alignment_tui.documents.stream_layout import LABELS
from alignment_tui.documents.stream_timeline import timeline
from alignment_tui.documents.value_stream_map import Band, map_bands
from alignment_tui.domain.quantities import work_time
from alignment_tui.domain.records import Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import asked_by, figures
from alignment_tui.ui.lines import BLANK, Line, Role, fit, line

_ROLES: dict[Ink, Role] = {
    "label": "dim",
    "line": "dim",
    "name": "strong",
    "wait": "text",
    "worst": "warn",
    "loop": "text",
    "figure": "text",
    "asked": "quote",
}


class _Drawn(Struct, frozen=True):
    """One drawing, told from others by what it was made of."""

    session: Session
    stream: Stream
    width: int
    whole_way: MapLine
    bands: tuple[Band, ...]


class StreamMaps:
    """Draws maps and keeps the last one, so that a cursor passing over the steps costs no drawing."""

    def __init__(self) -> None:
        self._last: _Drawn | None = None

    def lines(self, session: Session, stream: Stream, width: int, step_id: str = "") -> list[Line]:
        """Return the map: all of it, or the part on which a step stands and what follows, that step standing out.

        Over a map of several parts stands the whole way in one line, but for a future state on its own row: that one
        is set beside the current state.
        """
        drawn = self._drawn(session, stream, width)
        first = next((number for number, band in enumerate(drawn.bands) if step_id in band.steps), 0)
        lines: list[Line] = []
        if len(drawn.bands) > 1 and drawn.whole_way and (step_id or not stream.future_of):
            total = f"all {work_time(figures(stream).total_lead_time_minutes)}"
            lines += [line((fit(total, LABELS), "dim"), *painted(drawn.whole_way, step_id))]
        for number, band in enumerate(drawn.bands[first:]):
            lines += [BLANK] * bool(number) + [painted(one, step_id) for one in band.lines]
        return lines

    def _drawn(self, session: Session, stream: Stream, width: int) -> _Drawn:
        last = self._last
        if last is None or last.session is not session or last.stream is not stream or last.width != width:
            way = timeline(stream, width - LABELS)
            last = self._last = _Drawn(session, stream, width, way, map_bands(stream, width, asked_by(session)))
        return last


def painted(drawn: MapLine, step_id: str = "") -> Line:
    """Return a drawn line in the roles of the screen."""
    return tuple((text, "accent" if step_id in steps else _ROLES[ink]) for text, ink, steps in drawn)


def beside_each_other(now: Stream, then: Stream, width: int) -> list[Line]:
    """Return the timelines of a stream and of its future state, one scale for both; nothing where one has gaps."""
    both = [(f"{label} {stream.id}", stream) for label, stream in (("now", now), ("then", then))]
    longest = max(figures(stream).total_lead_time_minutes or 0 for _, stream in both)
    ways: Sequence[tuple[str, MapLine]] = [
        (label, timeline(stream, width - LABELS, longest)) for label, stream in both if longest
    ]
    if len(ways) < len(both) or not all(way for _, way in ways):
        return []
    return [line((fit(label, LABELS), "dim"), *painted(way)) for label, way in ways]
