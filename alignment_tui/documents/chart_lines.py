"""A metric's picture in terminal cells, with its words: the scale, the levels, the days, signals and events.

The field itself is plotext's; what stands around it is ours, since names have to be cut by cells and kept apart.
"""

from collections.abc import Iterator

from alignment_tui.documents.cells import cells, padded, shortened, wrapped
from alignment_tui.documents.chart_field import SIGNAL, column_of, field, row_of
from alignment_tui.documents.chart_plot import Event, Plot

SMALLEST = (40, 10)
LEAST_ROWS = 5
_MOST_TOLD = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_APART = "   "


def chart_lines(chart: Plot, width: int, height: int) -> list[str]:
    """Return a picture of at most `width` cells (40 and more) and `height` lines (10 and more), with its words.

    Below it stand the latest signals and events, at most four of each; what is left out is counted.
    """
    width, height = max(width, SMALLEST[0]), max(height, SMALLEST[1])
    unit = f", {chart.unit}" if chart.unit else ""
    head = [shortened(f"{chart.metric} {chart.name}{unit}", width), *wrapped(chart.summary, width)[:2]]
    return [*head, *chart_body(chart, width, height - len(head))]


def chart_body(chart: Plot, width: int, height: int) -> list[str]:
    """Return the same without the lines that name it: at least five lines of field, its days, and a line to tell."""
    width, height = max(width, SMALLEST[0]), max(height, LEAST_ROWS + 3)
    count, told = _told(chart, width, max(1, min((height - 2) // 3, height - 2 - LEAST_ROWS)))
    rows = height - 2 - len(told)
    left = max((cells(words) for _, words in chart.scale), default=0) + 1
    right = min(max((cells(level.words) for level in chart.levels), default=0), width // 3) + 1
    columns = width - left - right - 2
    beside = _beside(chart, rows, right - 1)
    figures = {row_of(y, rows): words for y, words in chart.scale}
    lines = []
    for row, drawn in enumerate(field(chart, columns, rows)):
        tick = "┤" if row in figures else "│"
        lines.append(f"{figures.get(row, ''):>{left}}{tick}{drawn} {beside.get(row, '')}".rstrip())
    lines.append(f"{'':>{left}}└{_axis(chart, columns, count)}")
    lines.append(f"{'':>{left}} {_days(chart, columns)}".rstrip())
    return lines + told


def _beside(chart: Plot, rows: int, room: int) -> dict[int, str]:
    """Return the words of each level on its own line; where two would meet they move apart and keep their order."""
    levels = sorted(chart.levels, key=lambda level: -level.y)
    places: list[int] = []
    for level in levels:
        places.append(max(row_of(level.y, rows), places[-1] + 1 if places else 0))
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], rows - len(places) + at if at == len(places) - 1 else places[at + 1] - 1)
    return {place: shortened(level.words, room) for place, level in zip(places, levels, strict=True)}


def _axis(chart: Plot, columns: int, count: int) -> str:
    """Return the axis, with a letter where something told happened; two on one place stand side by side."""
    axis = ["─"] * columns
    for letter, event in _lettered(chart, count):
        here = column_of(event.x, columns)
        free = sorted(range(columns), key=lambda place: (abs(place - here), place < here))
        axis[next(place for place in free if axis[place] == "─")] = letter
    return "".join(axis)


def _days(chart: Plot, columns: int) -> str:
    first, last = chart.first.isoformat(), chart.last.isoformat()
    return f"{padded(first, columns - cells(last))}{last}" if first != last else f"{first:^{columns}}"


def _told(chart: Plot, width: int, room: int) -> tuple[int, list[str]]:
    """Return how many events have a letter, and the latest signals and events in at most so many lines."""
    for count in range(_MOST_TOLD, 0, -1):
        lines = _flowed([*_told_signals(chart, count), *_told_events(chart, count, width)], width)
        if len(lines) <= room or count == 1:
            return count, lines[:room]
    raise AssertionError("one of each is always told")


def _flowed(told: list[str], width: int) -> list[str]:
    """Return what is told side by side, as many in a line as there is room for."""
    lines: list[str] = []
    for words in told:
        if lines and cells(lines[-1]) + len(_APART) + cells(words) <= width:
            lines[-1] += _APART + words
        else:
            lines.extend(wrapped(words, width))
    return lines


def _told_signals(chart: Plot, count: int) -> Iterator[str]:
    signals = [dot for dot in chart.dots if dot.said]
    if (earlier := len(signals) - count) > 0:
        yield f"{SIGNAL} {earlier} earlier {'signal' if earlier == 1 else 'signals'}"
    for dot in signals[-count:]:
        yield f"{SIGNAL} {dot.on.isoformat()}  a signal: {dot.said}"


def _told_events(chart: Plot, count: int, width: int) -> Iterator[str]:
    lettered = _lettered(chart, count)
    if earlier := len(chart.events) - len(lettered):
        yield f"  {earlier} earlier {'event' if earlier == 1 else 'events'}"
    for letter, event in lettered:
        yield shortened(f"{letter} {event.on.isoformat()}  {event.words}", width)


def _lettered(chart: Plot, count: int) -> list[tuple[str, Event]]:
    return list(zip(_LETTERS, chart.events[-count:], strict=False))
