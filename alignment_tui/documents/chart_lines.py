"""A metric's picture in terminal cells: a line of Braille dots between the points, limits and target across.

Eight dots to a cell make a line that reads on a compressed call, and no plotting library has to be there for it.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from alignment_tui.documents.cells import cells, padded, shortened, wrapped
from alignment_tui.documents.chart_plot import Dot, Event, Plot

SMALLEST = (40, 10)
POINT, SIGNAL, SIGNAL_PART = "•", "◆", "◇"
STROKES = {"limit": "╌", "centre": "─", "target": "═"}
_BRAILLE = 0x2800
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_MOST_TOLD = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def chart_lines(chart: Plot, width: int, height: int) -> list[str]:
    """Return a picture of at most `width` cells (40 and more) and about `height` lines (10 and more), with its words.

    Below it stand the latest signals and events, at most four of each; what is left out is counted.
    """
    width, height = max(width, SMALLEST[0]), max(height, SMALLEST[1])
    told = [*_told_signals(chart, width), *_told_events(chart, width)]
    rows = max(height - 4 - len(told), SMALLEST[1] - 4)
    left = max(cells(words) for _, words in chart.scale) + 1
    right = min(max((cells(level.words) for level in chart.levels), default=0), width // 3) + 1
    columns = width - left - right - 2
    beside = _beside(chart, rows, right - 1)
    figures = {_row(y, rows): words for y, words in chart.scale}
    field = _field(chart, columns, rows)
    unit = f", {chart.unit}" if chart.unit else ""
    lines = [shortened(f"{chart.metric} {chart.name}{unit}", width), *wrapped(chart.summary, width)[:2]]
    for row, drawn in enumerate(field):
        tick = "┤" if row in figures else "│"
        lines.append(f"{figures.get(row, ''):>{left}}{tick}{drawn} {beside.get(row, '')}".rstrip())
    lines.append(f"{'':>{left}}└{_marked(chart, columns)}")
    lines.append(f"{'':>{left}} {_days(chart, columns)}".rstrip())
    return lines + told


def _field(chart: Plot, columns: int, rows: int) -> list[str]:
    dotted: dict[tuple[int, int], int] = {}
    for x, y in _trace(chart, columns * 2, rows * 4):
        cell = y // 4, x // 2
        dotted[cell] = dotted.get(cell, 0) | _BITS[y % 4][x % 2]
    drawn = [[" "] * columns for _ in range(rows)]
    for level in chart.levels:
        drawn[_row(level.y, rows)] = [STROKES[level.kind]] * columns
    for (row, column), bits in dotted.items():
        drawn[row][column] = chr(_BRAILLE + bits)
    for sign, wanted in ((POINT, _ordinary), (SIGNAL_PART, _in_signal), (SIGNAL, _told)):
        shown = [dot for dot in chart.dots if wanted(dot)]
        if sign != POINT or len(shown) * 2 <= columns:
            for dot in shown:
                drawn[_row(dot.y, rows)][_place(dot.x, columns)] = sign
    return ["".join(row) for row in drawn]


def _ordinary(dot: Dot) -> bool:
    return not dot.in_signal


def _in_signal(dot: Dot) -> bool:
    return dot.in_signal and not dot.said


def _told(dot: Dot) -> bool:
    return bool(dot.said)


def _trace(chart: Plot, width: int, height: int) -> Iterator[tuple[int, int]]:
    """Yield the small dots of the line from point to point (Bresenham's algorithm)."""
    points = [(_place(dot.x, width), height - 1 - _place(dot.y, height)) for dot in chart.dots]
    for (x, y), (end_x, end_y) in pairwise(points):
        across, down = end_x - x, -abs(end_y - y)
        way, error = 1 if y < end_y else -1, across + down
        while (x, y) != (end_x, end_y):
            yield x, y
            doubled = 2 * error
            if doubled >= down:
                error, x = error + down, x + 1
            if doubled <= across:
                error, y = error + across, y + way
    yield from points[-1:]


def _place(share: float, size: int) -> int:
    return min(max(round(share * (size - 1)), 0), size - 1)


def _row(y: float, rows: int) -> int:
    """Return the line of a height, the same as that of its small dots."""
    return (rows * 4 - 1 - _place(y, rows * 4)) // 4


def _beside(chart: Plot, rows: int, room: int) -> dict[int, str]:
    """Return the words of each level on its own line; where two would meet they move apart and keep their order."""
    levels = sorted(chart.levels, key=lambda level: -level.y)
    places: list[int] = []
    for level in levels:
        places.append(max(_row(level.y, rows), places[-1] + 1 if places else 0))
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], rows - len(places) + at if at == len(places) - 1 else places[at + 1] - 1)
    return {place: shortened(level.words, room) for place, level in zip(places, levels, strict=True)}


def _marked(chart: Plot, columns: int) -> str:
    """Return the axis, with a letter where something happened."""
    axis = ["─"] * columns
    for letter, event in _lettered(chart):
        axis[_place(event.x, columns)] = letter
    return "".join(axis)


def _days(chart: Plot, columns: int) -> str:
    first, last = chart.first.isoformat(), chart.last.isoformat()
    return f"{padded(first, columns - cells(last))}{last}" if first != last else f"{first:^{columns}}"


def _told_signals(chart: Plot, width: int) -> Iterable[str]:
    signals = [dot for dot in chart.dots if dot.said]
    if (earlier := len(signals) - _MOST_TOLD) > 0:
        yield f"{SIGNAL} {earlier} earlier {'signal' if earlier == 1 else 'signals'}"
    for dot in signals[-_MOST_TOLD:]:
        yield from wrapped(f"{SIGNAL} {dot.on.isoformat()}  a signal: {dot.said}", width)


def _told_events(chart: Plot, width: int) -> Iterable[str]:
    lettered = _lettered(chart)
    if earlier := len(chart.events) - len(lettered):
        yield f"  {earlier} earlier {'event' if earlier == 1 else 'events'}"
    for letter, event in lettered:
        yield shortened(f"{letter} {event.on.isoformat()}  {event.words}", width)


def _lettered(chart: Plot) -> list[tuple[str, Event]]:
    return list(zip(_LETTERS, chart.events[-_MOST_TOLD:], strict=False))
