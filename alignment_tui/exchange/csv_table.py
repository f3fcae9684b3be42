"""A table as spreadsheets and trackers write it: comma, semicolon or tab, with the line on which each row begins.

What cannot be read for certain is refused with its line: a row that slips by one cell would put words into somebody's
mouth.
"""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from alignment_tui.yaml_files import ConfigRefused, read_capped

MOST_BYTES = 16 * 2**20
MOST_ROWS = 2_000
_DELIMITERS = (",", ";", "\t")
_HINT = "save it as CSV UTF-8"
_TROUBLES = (
    ("unexpected end of data", "a quote is opened here and never closed"),
    ("expected after", "a closing quote is followed by something other than the next cell"),
    ("field limit", f"a cell holds more than {csv.field_size_limit() // 1024} KB"),
)


class TableRow(Struct, frozen=True, kw_only=True):
    """The cells of one row, and the line it begins on."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing in any cell."""
        return not any(cell.strip() for cell in self.cells)


class Table(Struct, frozen=True, kw_only=True):
    """The names of the columns, as they are written, and the rows under them; `delimiter` parts their cells."""

    header: TableRow
    rows: tuple[TableRow, ...]
    delimiter: str


def read_table(path: Path, known: Callable[[tuple[str, ...]], int], most_rows: int = MOST_ROWS) -> Table:
    """Return a table whose first line names its columns; `known` counts the names that mean something.

    The delimiter is the one by which most names are known. Raises `ConfigRefused`.
    """
    text = _text(path)
    told = next((sign for sign in _DELIMITERS if text.lower().startswith(f"sep={sign}")), None)
    delimiter = told or _delimiter(path, text, known)
    rows = _rows(path, text, delimiter)
    header = next(rows, None)
    if header is None:
        raise ConfigRefused(path, "this is empty: the first line names the columns")
    kept: list[TableRow] = []
    for row in rows:
        if len(kept) == most_rows:
            fewer = "export fewer" if most_rows > MOST_ROWS else "export fewer, what a room can talk about"
            raise ConfigRefused(path, f"more than {most_rows} rows: {fewer}")
        kept.append(row)
    return Table(header=header, rows=tuple(kept), delimiter=delimiter)


def _delimiter(path: Path, text: str, known: Callable[[tuple[str, ...]], int]) -> str:
    """Return the delimiter by which most names in the first line are known, then by which it has most cells."""

    def weight(sign: str) -> tuple[int, int]:
        try:
            names = next(_rows(path, text, sign), None)
        except ConfigRefused:
            return -1, 0
        return (known(names.cells), len(names.cells)) if names else (0, 0)

    return max(_DELIMITERS, key=weight)


def _text(path: Path) -> str:
    raw = read_capped(path, MOST_BYTES, f"larger than {MOST_BYTES // 2**20} MB: export fewer rows or columns")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw[:1000].count(0) * 4 > len(raw[:1000]):
        raise ConfigRefused(path, f"this is UTF-16, not UTF-8: {_HINT}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigRefused(path, f"this is not UTF-8: {_HINT}", line=line) from None


def _rows(path: Path, text: str, delimiter: str) -> Iterator[TableRow]:
    """Yield the rows that have cells at all, without the line in which Excel is told the delimiter."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            words = next((words for sign, words in _TROUBLES if sign in str(error)), str(error))
            raise ConfigRefused(path, words, line=line) from None
        if cells is None:
            return
        told = line == 1 and len("".join(cells)) <= len("sep=;") and text[:4].lower() == "sep="
        row = TableRow(line=line, cells=tuple(cells))
        line = reader.line_num + 1
        if cells and not told:
            yield row
