"""The value stream map on the screen: drawn once for a stream and a width, the selected step in the accent colour."""

from collections.abc import Iterable

from msgspec import Struct

from alignment_tui.documents.value_stream_map import Band, map_bands, map_lines
from alignment_tui.domain.records import Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import touching
from alignment_tui.ui.lines import BLANK, Line, Role, line

_LABEL_WIDTH = 12
_RUNGS = ("PT", "LT", "%C/A", "asked by")


class _Drawn(Struct, frozen=True):
    """One drawing, told from others by what it was made of."""

    session: Session
    stream: Stream
    width: int
    whole: list[str]
    bands: tuple[Band, ...]


class StreamMaps:
    """Draws maps and keeps the last one, so that a cursor passing over the steps costs no drawing."""

    def __init__(self) -> None:
        self._last: _Drawn | None = None

    def whole(self, session: Session, stream: Stream, width: int) -> list[Line]:
        """Return the whole map of a stream."""
        return _painted(self._drawn(session, stream, width).whole, "")

    def around(self, session: Session, stream: Stream, width: int, step_id: str, name: str) -> list[Line]:
        """Return the part of the map on which a step stands."""
        bands = self._drawn(session, stream, width).bands
        place = next((number for number, band in enumerate(bands) if step_id in band.steps), 0)
        lines = _painted(bands[place].lines if bands else (), name)
        if len(bands) > 1:
            lines += [BLANK, line((f"part {place + 1} of {len(bands)}; on {stream.id} the whole map is shown", "dim"))]
        return lines

    def _drawn(self, session: Session, stream: Stream, width: int) -> _Drawn:
        last = self._last
        if last is None or last.session is not session or last.stream is not stream or last.width != width:
            asked = {step.id: " ".join(one.id for one in touching(session, step.id)) for step in stream.steps}
            asked = asked if any(asked.values()) else {}
            last = _Drawn(session, stream, width, map_lines(stream, width, asked), map_bands(stream, width, asked))
            self._last = last
        return last


def _painted(drawn_lines: Iterable[str], selected: str) -> list[Line]:
    lines: list[Line] = []
    for drawn in drawn_lines:
        label, rest = drawn[:_LABEL_WIDTH], drawn[_LABEL_WIDTH:]
        role: Role = "dim" if label.strip() in _RUNGS else "text"
        before, box, after = rest.partition(f"│{_name_in_box(rest, selected)}│") if selected else (rest, "", "")
        if box:
            lines.append(line((label, "dim"), (before, role), (box, "accent"), (after, role)))
        else:
            lines.append(line((label, "dim"), (rest, role)))
    return lines


def _name_in_box(drawn: str, name: str) -> str:
    """Return the inside of the box in which a name stands on a drawn line, or something that is not there."""
    for inside in drawn.split("│")[1::2]:
        if inside.strip() == name or (inside.rstrip().endswith("…") and name.startswith(inside.strip()[:-1])):
            return inside
    return "\n"
