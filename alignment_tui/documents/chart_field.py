"""The field of a chart in terminal cells, drawn by plotext: levels across, the line in Braille dots, its points.

Only shares between 0 and 1 and signs of our own go into plotext, never a word of anybody's, and what comes out has its
colours taken away. It keeps one figure for everybody at `plotext` itself, so each field is drawn on its own; and it is
imported with this module, which only whoever draws a chart asks for.
"""

from math import floor
from typing import Any

from plotext._figure import _figure_class  # type: ignore[import-untyped] # as textual-plotext does: it has no other
from plotext._utility import uncolorize  # type: ignore[import-untyped]

from alignment_tui.documents.chart_plot import Dot, Plot

POINT, SIGNAL, SIGNAL_PART = "•", "◆", "◇"
STROKES = {"limit": "╌", "centre": "─", "target": "═"}
DOTS_TALL = 4


def field(chart: Plot, columns: int, rows: int) -> list[str]:
    """Return `rows` lines of `columns` cells (2 and more of each) with the whole picture and no words.

    Points of so long a time that they would hide the line are left to it; signals never are.
    """
    figure = _figure(columns, rows)
    across = [_share(column, columns) for column in range(columns)]
    for level in chart.levels:
        figure.scatter(across, [_share_of_row(level.y, rows)] * columns, marker=STROKES[level.kind])
    figure.plot([dot.x for dot in chart.dots], [dot.y for dot in chart.dots], marker="braille")
    ordinary = [dot for dot in chart.dots if not dot.in_signal]
    if len(ordinary) * 2 <= columns:
        _mark(figure, ordinary, POINT, columns, rows)
    _mark(figure, [dot for dot in chart.dots if dot.in_signal and not dot.said], SIGNAL_PART, columns, rows)
    _mark(figure, [dot for dot in chart.dots if dot.said], SIGNAL, columns, rows)
    drawn: str = uncolorize(figure.build())
    return drawn.splitlines()


def column_of(x: float, columns: int) -> int:
    """Return the cell of a share of the width."""
    return _place(x, columns)


def row_of(y: float, rows: int) -> int:
    """Return the line, from the top, of a share of the height: the one its Braille dot is in."""
    return rows - 1 - _place(y, rows * DOTS_TALL) // DOTS_TALL


def _figure(columns: int, rows: int) -> Any:
    figure = _figure_class()
    figure._limit_size(False, False)  # whatever terminal there is, or none
    figure.plot_size(columns, rows)
    figure.theme("clear")
    figure.xaxes(False, False)
    figure.yaxes(False, False)
    figure.xfrequency(0)
    figure.yfrequency(0)
    figure.xlim(0, 1)
    figure.ylim(0, 1)
    return figure


def _mark(figure: Any, dots: list[Dot], sign: str, columns: int, rows: int) -> None:
    """Put a sign on the very cell through which the line goes: of a coarser grid plotext would choose another."""
    if dots:
        places = [_share(column_of(dot.x, columns), columns) for dot in dots]
        figure.scatter(places, [_share_of_row(dot.y, rows) for dot in dots], marker=sign)


def _share_of_row(y: float, rows: int) -> float:
    return _share(rows - 1 - row_of(y, rows), rows)


def _share(place: int, size: int) -> float:
    return place / (size - 1)


def _place(share: float, size: int) -> int:
    """Return the nearest of so many places, halves up, as plotext finds it."""
    return min(max(floor(round(0.5 + (size - 1) * share, 8)), 0), size - 1)
