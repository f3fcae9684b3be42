"""Readings from a table, wide or long, with a report by row: what is taken, what is skipped, what is refused and why.

A chart is only as good as its dates and decimals, so whatever could be read two ways is asked, never guessed.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Metric, Reading
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import visible
from alignment_tui.exchange.csv_table import Table, TableRow, read_table
from alignment_tui.exchange.readings_csv_columns import MetricNames, ReadingColumns, UnknownMetric, columns_known
from alignment_tui.exchange.readings_csv_dates import NoDay, Order, day_reader
from alignment_tui.exchange.readings_csv_numbers import NoValue, Values, says_nothing
from alignment_tui.exchange.report import Report, Row
from alignment_tui.yaml_files import ConfigRefused

MOST_READINGS = 110_000
BLANK = "blank"
AHEAD = "some days are still to come: they count from their day on"


def read_readings(path: Path, session: Session, today: date, order: Order | None = None) -> Report[Reading]:
    """Return what a table of readings would bring into the session.

    `order` says which of two numbers is the day where a date leaves it open. Raises `ConfigRefused` for a file that
    is no such table.
    """
    known = MetricNames(session)
    table = read_table(path, columns_known(known), MOST_READINGS)
    reader = _Reader(path, session, table, known, today, order)
    rows = () if reader.cells > MOST_READINGS else tuple(reader.rows())
    if max(reader.cells, reader.readings) > MOST_READINGS:
        raise ConfigRefused(path, f"more than {MOST_READINGS} readings, with those there are: export fewer")
    return Report(path=path, rows=rows)


class _Reader:
    def __init__(
        self, path: Path, session: Session, table: Table, known: MetricNames, today: date, order: Order | None
    ) -> None:
        self._table, self._known, self._today = table, known, today
        self._columns = columns = _columns(path, table, known)
        self._day = day_reader(order)
        self.cells = len(table.rows) * (len(columns.metrics) or 1)
        places = [columns.value] if columns.is_long else [place for place, _ in columns.metrics]
        cells = (columns.cell(row, place) for row in table.rows for place in places)
        self._values = Values(cells, comma_parts_cells=table.delimiter == ",")
        self._held = {(one.metric, one.on): one for one in session.readings}
        self._seen: dict[tuple[str, date], tuple[int, Reading]] = {}

    @property
    def readings(self) -> int:
        """How many readings the session would have."""
        return len(self._held.keys() | self._seen.keys())

    def rows(self) -> Iterator[Row[Reading]]:
        """Yield what became of every column that is left out, then of every reading, in the order of the file."""
        for place in self._columns.unknown:
            name = visible(self._columns.names[place].strip())
            what = f"column {name}" if name else "a column without a name"
            yield Row(line=self._table.header.line, what=what, verdict="skipped", why="no metric is called so")
        for row in self._table.rows:
            yield from self._row(row)

    def _row(self, row: TableRow) -> Iterator[Row[Reading]]:
        columns = self._columns
        if row.is_blank:
            yield Row(line=row.line, what="", verdict="skipped", why=BLANK)
            return
        if trouble := _ragged(row, len(columns.names)):
            yield _refused(row, ", ".join(row.cells)[:60], trouble)
            return
        try:
            on = self._day(columns.cell(row, columns.day))
        except NoDay as trouble:
            said = columns.cell(row, columns.day).strip()
            why = str(trouble) if said else "no day is given"
            yield _refused(row, said[:40], why, columns.names[columns.day].strip())
            return
        note = " ".join(columns.cell(row, columns.note).split())
        if not columns.is_long:
            for place, metric in columns.metrics:
                yield self._reading(row, metric, on, columns.cell(row, place), note)
            return
        name = columns.cell(row, columns.metric)
        try:
            metric = self._known.get(name)
        except UnknownMetric as trouble:
            yield _refused(row, name.strip()[:40], str(trouble))
        else:
            yield self._reading(row, metric, on, columns.cell(row, columns.value), note)

    def _reading(self, row: TableRow, metric: Metric, on: date, cell: str, note: str) -> Row[Reading]:
        if says_nothing(cell):
            why = f"{visible(cell.strip())}: no reading" if cell.strip() else BLANK
            return Row(line=row.line, what=f"{metric.id} on {on.isoformat()}", verdict="skipped", why=why)
        try:
            value = self._values.read(cell, metric.unit)
        except NoValue as trouble:
            return _refused(row, f"{metric.id} on {on.isoformat()}", str(trouble))
        made = Reading(metric=metric.id, on=on, value=value, note=note)
        what = f"{metric.id} {plain(value)} on {on.isoformat()}"
        line, before = self._seen.setdefault((metric.id, on), (row.line, made))
        if before is not made:
            if before.value == value:
                return Row(line=row.line, what=what, verdict="skipped", why=f"line {line} says so already")
            return _refused(row, what, f"line {line} says {plain(before.value)} for the same day")
        return self._against_what_is_there(row.line, what, made)

    def _against_what_is_there(self, line: int, what: str, made: Reading) -> Row[Reading]:
        held = self._held.get((made.metric, made.on))
        if held and held.value == made.value and made.note in ("", held.note):
            return Row(line=line, what=what, verdict="skipped", why="is there already")
        corrects = held is not None and held.value != made.value
        why = f"instead of {plain(held.value)}, which is kept beside it" if held and corrects else ""
        notes = (AHEAD,) if made.on > self._today else ()
        return Row(line=line, what=what, verdict="taken", why=why, notes=notes, draft=made)


def _columns(path: Path, table: Table, known: MetricNames) -> ReadingColumns:
    try:
        return ReadingColumns(path, table, known)
    except UnknownMetric as unknown:
        raise ConfigRefused(path, str(unknown), line=table.header.line) from None


def _ragged(row: TableRow, columns: int) -> str:
    beyond = any(cell.strip() for cell in row.cells[columns:])
    if len(row.cells) < columns or beyond:
        cells = f"{len(row.cells)} {'cell' if len(row.cells) == 1 else 'cells'}"
        return f"{cells}, where the first line names {columns} columns"
    return ""


def _refused(row: TableRow, what: str, why: str, key: str = "") -> Row[Reading]:
    return Row(line=row.line, what=visible(what), verdict="refused", why=visible(why), key=visible(key))
