"""The value stream map in character cells: lanes, boxes, waits, the timeline ladder, and what goes back."""

from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from alignment_tui.documents.cells import cells, clusters, shortened, wrapped
from alignment_tui.documents.stream_layout import LABELS, Place, laid_out
from alignment_tui.domain.quantities import exact, plain, work_time
from alignment_tui.domain.records import Lane, Rework, Step, Stream

_LANES: tuple[Lane, ...] = get_args(Lane)
_BOX_ROWS = 3


class _Canvas:
    """Rows of cells that text is put on; a wide character takes two."""

    def __init__(self, rows: int, width: int) -> None:
        self._rows = [[" "] * width for _ in range(rows)]
        self._width = width

    def put(self, row: int, column: int, text: str) -> None:
        for cluster in clusters(text):
            size = cells(cluster)
            if column >= 0 and column + size <= self._width:
                self._rows[row][column : column + size] = [cluster] + [""] * (size - 1)
            column += size

    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self._rows]


def map_lines(stream: Stream, width: int = 80, touched: Mapping[str, str] | None = None) -> list[str]:
    """Return the map in lines of at most `width` cells (40 and more), in several bands where one is too narrow.

    `touched` says by step what each is touched by, as one more rung of the ladder.
    """
    lines: list[str] = []
    for band in map_bands(stream, width, touched):
        lines += [""] * bool(lines) + list(band.lines)
    return lines + _long_loops(stream, max(width, 40))


class Band(Struct, frozen=True, kw_only=True):
    """A part of the map that is as wide as the page, and the ids of the steps on it."""

    steps: tuple[str, ...]
    lines: tuple[str, ...]


def map_bands(stream: Stream, width: int = 80, touched: Mapping[str, str] | None = None) -> tuple[Band, ...]:
    """Return the map in the parts it is broken into, in the order of the work."""
    width = max(width, 40)
    return tuple(
        Band(
            steps=tuple(step.id for place in band for step in place.steps),
            lines=tuple(_band_lines(stream, band, width, touched or {})),
        )
        for band in laid_out(stream, width)
    )


def _long_loops(stream: Stream, width: int) -> list[str]:
    """Say in words what goes back from one part of the map to another."""
    lines: list[str] = []
    shown = {id(loop) for band in laid_out(stream, width) for loop in _loops_within(stream, band)}
    names = {step.id: step.name for step in stream.steps}
    for loop in stream.rework:
        if id(loop) not in shown:
            words = f"{plain(loop.percent)} % go back from {names[loop.source]} to {names[loop.target]}"
            lines += [" " * LABELS + text for text in wrapped(words, width - LABELS)]
    return lines


def _band_lines(stream: Stream, band: tuple[Place, ...], width: int, touched: Mapping[str, str]) -> list[str]:
    lanes = [lane for lane in _LANES if any(_in_lane(place, lane) for place in band)]
    heights = [_BOX_ROWS * max(_in_lane(place, lane) for place in band) for lane in lanes]
    loops = _loops_within(stream, band)
    ladder = sum(heights) + len(loops) + 1
    rungs = ("LT", "PT", "%C/A", "asked by") if touched else ("LT", "PT", "%C/A")
    canvas = _Canvas(ladder + len(rungs), width)
    top = 0
    for lane, height in zip(lanes, heights, strict=True):
        canvas.put(top + 1, 0, lane)
        for place in band:
            _draw_place(canvas, place, lane, top)
        top += height
    for row, loop in enumerate(loops, start=top):
        _draw_loop(canvas, row, band, loop)
    for row, label in enumerate(rungs, start=ladder):
        canvas.put(row, 0, label)
    for place in band:
        _draw_ladder(canvas, place, ladder)
        if touched:
            by = " ".join(touched[step.id] for step in place.steps if touched.get(step.id))
            _draw_under(canvas, place, ladder + len(rungs) - 1, by)
    return canvas.lines()


def _draw_place(canvas: _Canvas, place: Place, lane: Lane, top: int) -> None:
    inside = place.box - 2
    for step, name in zip(place.steps, place.names, strict=True):
        if step.lane != lane:
            continue
        middle = name.center(inside - (cells(name) - len(name)))
        rows = (f"┌{'─' * inside}┐", f"│{middle}│", f"└{'─' * inside}┘")
        for offset, text in enumerate(rows):
            canvas.put(top + offset, place.box_left, text)
        canvas.put(top + 1, place.left, _arrow(place))
        top += _BOX_ROWS


def _arrow(place: Place) -> str:
    return f"{place.wait_words.center(place.wait - 1, '╌')}▸"


def _draw_loop(canvas: _Canvas, row: int, band: tuple[Place, ...], loop: Rework) -> None:
    start, end = _place_of(band, loop.target).middle, _place_of(band, loop.source).middle
    words = f" {plain(loop.percent)} % "
    if start == end:
        canvas.put(row, start, f"▴{words.rstrip()}")
    elif start < end:
        canvas.put(row, start, f"▴{words.center(end - start - 1, '╌')}╯")
    else:
        canvas.put(row, end, f"╰{words.center(start - end - 1, '╌')}▴")


def _draw_ladder(canvas: _Canvas, place: Place, row: int) -> None:
    span = place.right - place.left
    lead = f" {_longest_lead(place.steps)} "
    canvas.put(row, place.left, f"├{shortened(lead, span - 2).center(span - 2, '─')}┤")
    work = "+".join(
        work_time(None if (time := step.process_time_minutes) is None else time.typical) for step in place.steps
    )
    accurate = "/".join(
        "?" if (share := step.percent_complete_accurate) is None else plain(share.typical) for step in place.steps
    )
    _draw_under(canvas, place, row + 1, work)
    _draw_under(canvas, place, row + 2, accurate)


def _draw_under(canvas: _Canvas, place: Place, row: int, text: str) -> None:
    """Put words under the middle of a place, as far as its ends leave room."""
    fitting = shortened(text, place.right - place.left)
    column = min(max(place.middle - cells(fitting) // 2, place.left), place.right - cells(fitting))
    canvas.put(row, column, fitting)


def _longest_lead(steps: tuple[Step, ...]) -> str:
    times = [step.lead_time_minutes.typical for step in steps if step.lead_time_minutes is not None]
    return work_time(max(times, key=exact)) if len(times) == len(steps) else "?"


def _loops_within(stream: Stream, band: tuple[Place, ...]) -> list[Rework]:
    here = {step.id for place in band for step in place.steps}
    return [loop for loop in stream.rework if {loop.source, loop.target} <= here]


def _place_of(band: tuple[Place, ...], step_id: str) -> Place:
    return next(place for place in band if any(step.id == step_id for step in place.steps))


def _in_lane(place: Place, lane: Lane) -> int:
    return sum(step.lane == lane for step in place.steps)
