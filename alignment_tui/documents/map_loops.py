"""What goes back, under the lanes of a map: from below a step's box along a row of its own up to the one before.

Where the map is broken between the two, each end says in words where the other one is.
"""

from collections.abc import Iterable
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.documents.cells import cells, shortened
from alignment_tui.documents.map_canvas import Canvas
from alignment_tui.documents.stream_layout import LABELS, Place, name_room
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Rework, Stream

_LINE_AROUND_WORDS = 4


class Loop(Struct, frozen=True, kw_only=True):
    """A loop as it is drawn: from one column to the other along a row, either end missing where it is elsewhere."""

    steps: tuple[str, ...]
    source: int | None
    target: int | None
    words: str = ""
    words_at: int = 0
    words_end: int = 0
    row: int = 0

    @property
    def ends(self) -> tuple[int, ...]:
        """The columns under a box of this band."""
        return tuple(end for end in (self.source, self.target) if end is not None)

    @property
    def left(self) -> int:
        """Where it begins."""
        return min(*self.ends, self.words_at)

    @property
    def right(self) -> int:
        """Behind what it ends with."""
        return max(*(end + 1 for end in self.ends), self.words_end)


def loops_of(stream: Stream, band: tuple[Place, ...], width: int, cell: int = 1) -> tuple[Loop, ...]:
    """Return the loops that begin or end in a band, each on a row where it meets no other.

    Places, `width` and what comes back are in units of which a letter takes `cell`.
    """
    columns = _columns(stream, band)
    loops = [_loop(stream, band, loop, columns, width, cell) for loop in stream.rework if _touches(loop, band)]
    return tuple(_on_rows(loops))


def draw_loops(canvas: Canvas, loops: tuple[Loop, ...], floor: int, below: dict[int, int]) -> None:
    """Draw loops from row `floor` on; `below` says by column on which row the boxes over it have ended."""
    for loop in loops:
        canvas.put(floor + loop.row, loop.left, "╌" * (loop.right - loop.left), "line", loop.steps)
    for loop in loops:
        for end in loop.ends:
            row = floor + loop.row
            for between in range(below[end], row):
                canvas.put(between, end, "┊", "line", loop.steps)
            canvas.put(row, end, _corner(loop, end), "line", loop.steps)
            if end == loop.target:
                canvas.put(below[end], end, "▴", "line", loop.steps)
    for loop in loops:
        canvas.put(floor + loop.row, loop.words_at - 1, f" {loop.words} ", "loop", loop.steps)


def _touches(loop: Rework, band: tuple[Place, ...]) -> bool:
    return any(step.id in (loop.source, loop.target) for place in band for step in place.steps)


def _corner(loop: Loop, end: int) -> str:
    if loop.left == end:
        return "╰"
    return "╯" if loop.right == end + 1 else "┴"


def _columns(stream: Stream, band: tuple[Place, ...]) -> dict[tuple[int, str], int]:
    """Return by (number of the loop, which end) the column under the box, what comes from the left on the left."""
    at = {step.id: number for number, place in enumerate(band) for step in place.steps}
    order = {step.id: number for number, step in enumerate(stream.steps)}
    found: dict[tuple[int, str], int] = {}
    for number, place in enumerate(band):
        ends = []
        for which, loop in enumerate(stream.rework):
            for end, here, other in (("target", loop.target, loop.source), ("source", loop.source, loop.target)):
                if at.get(here) == number:
                    ends.append((order[other] - order[here], end != "target", which, end))
        for rank, (_, _, which, end) in enumerate(sorted(ends), start=1):
            found[which, end] = place.box_left + rank * place.box // (len(ends) + 1)
    return found


def _loop(
    stream: Stream, band: tuple[Place, ...], loop: Rework, columns: dict[tuple[int, str], int], width: int, cell: int
) -> Loop:
    which = next(number for number, one in enumerate(stream.rework) if one is loop)
    source, target = columns.get((which, "source")), columns.get((which, "target"))
    names = {step.id: step.name for step in stream.steps if step.id in (loop.source, loop.target)}
    short = {own: shortened(name, name_room(width // cell - LABELS), "…") for own, name in names.items()}
    beside = {step.id for place in band if len(place.steps) > 1 for step in place.steps}
    said = []
    for called in (names, short):
        words = f"{plain(loop.percent)} %"
        if source is None or loop.source in beside:
            words += f" from {called[loop.source]}"
        if target is None or loop.target in beside:
            words += f" to {called[loop.target]}"
        said.append(words)
    drawn = Loop(steps=(loop.source, loop.target), source=source, target=target)
    return _worded(drawn, said, width, cell)


def _worded(loop: Loop, said: list[str], width: int, cell: int) -> Loop:
    """Put the first of these words that fits on the line, or to the left or the right of it; else the last, cut."""
    left, right = min(loop.ends), max(loop.ends)
    spaces = ((right - left) - (1 + _LINE_AROUND_WORDS) * cell, left - 3 * cell, width - right - 3 * cell)
    rooms = [space // cell for space in spaces]
    fits = ((words, at) for words in said for at, room in enumerate(rooms) if cells(words) <= room)
    words, at = next(fits, (said[-1], rooms.index(max(rooms))))
    fitting = shortened(words, rooms[at], "…")
    size = cells(fitting) * cell
    begin = (left + cell + (right - left - size) // 2, left - 2 * cell - size, right + 3 * cell)[at]
    return replace(loop, words=fitting, words_at=begin, words_end=begin + size)


def _on_rows(loops: list[Loop]) -> list[Loop]:
    """Give each loop the first row where it is alone and no line from further down comes up through its words."""
    placed: list[Loop] = []
    for loop in _in_order(loops):
        row = next(row for row in count() if not any(_in_the_way(other, loop, row) for other in placed))
        placed.append(replace(loop, row=row))
    return placed


def _in_the_way(other: Loop, loop: Loop, row: int) -> bool:
    if other.row == row:
        return other.left <= loop.right and loop.left <= other.right
    return other.row > row and _comes_through(other, loop)


def _in_order(loops: list[Loop]) -> Iterable[Loop]:
    """Put the short ones first, but none through whose words a later one would have to come down."""
    left = sorted(loops, key=lambda loop: loop.right - loop.left)
    while left:
        free = (one for one in left if not any(_comes_through(other, one) for other in left if other is not one))
        chosen = next(free, left[0])
        left.remove(chosen)
        yield chosen


def _comes_through(loop: Loop, other: Loop) -> bool:
    return any(other.words_at <= end < other.words_end for end in loop.ends)
