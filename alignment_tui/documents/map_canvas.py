"""A canvas of character cells, each with an ink and the steps it tells of; what is drawn on it comes out as spans."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from alignment_tui.documents.cells import cells, clusters

Ink = Literal["label", "line", "name", "wait", "worst", "loop", "figure", "asked"]


class MapSpan(NamedTuple):
    """Words or lines in one ink; `steps` are the ids of those it belongs to, so that one of them can stand out."""

    text: str
    ink: Ink = "line"
    steps: tuple[str, ...] = ()


_size = lru_cache(maxsize=1024)(cells)
MapLine = tuple[MapSpan, ...]
_BLANK = MapSpan(" ")


class Canvas:
    """Rows of cells that text is put on; a wide character takes two, and what is outside is left out."""

    def __init__(self, rows: int, width: int) -> None:
        self._rows = [[_BLANK] * width for _ in range(rows)]
        self._width = width

    def put(self, row: int, column: int, text: str, ink: Ink = "line", steps: tuple[str, ...] = ()) -> None:
        """Put text on a row from a column on."""
        here = self._rows[row]
        for cluster in clusters(text):
            size = _size(cluster)
            if column >= 0 and column + size <= self._width:
                here[column : column + size] = [MapSpan(cluster, ink, steps)] + [MapSpan("", ink, steps)] * (size - 1)
            column += size

    def text_at(self, row: int, column: int) -> str:
        """Return what stands on a cell."""
        return self._rows[row][column].text

    def lines(self) -> list[MapLine]:
        """Return the rows as spans, without the blanks at their ends."""
        return [tuple(_spans(row)) for row in self._rows]


def plain(line: MapLine) -> str:
    """Return a line as bare text."""
    return "".join(span.text for span in line)


def _spans(row: list[MapSpan]) -> Iterable[MapSpan]:
    end = max((place for place, cell in enumerate(row, start=1) if cell.text != " "), default=0)
    for look, run in groupby(row[:end], key=lambda cell: cell[1:]):
        yield MapSpan("".join(cell.text for cell in run), *look)
