"""Which column of a table of readings means what: wide, with a column for each metric, or long, with one of names."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded, visible
from alignment_tui.exchange.csv_table import Table, TableRow
from alignment_tui.yaml_files import ConfigRefused

DAY = {
    *("date", "day", "on", "when", "week", "week of", "week ending", "week starting", "week commencing", "week start"),
    *("week end", "period", "month", "measured on", "read on", "reading date", "time", "timestamp", "datetime"),
    *("datum", "tag", "woche", "fecha", "data"),
}
METRIC = {
    *("metric", "metric id", "metric name", "measure", "kpi", "indicator", "series", "name", "kennzahl", "metrik"),
    *("metrica", "m\N{LATIN SMALL LETTER E WITH ACUTE}trica", "m\N{LATIN SMALL LETTER E WITH ACUTE}trique"),
}
VALUE = {"value", "reading", "result", "amount", "number", "measurement", "actual", "wert", "valor", "valeur"}
NOTE = {"note", "notes", "comment", "comments", "remark", "remarks", "notiz", "kommentar", "nota"}
_OFFERED = 3
_UNIT = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


class UnknownMetric(Exception):
    """Why a name is no metric of the session, with those that are."""


class MetricNames:
    """The metrics of a session by what a table may call them: id, name, name with its unit, or id and name."""

    def __init__(self, session: Session) -> None:
        self._metrics: dict[str, list[Metric]] = {}
        offer = [f"{metric.id} {metric.name}" for metric in session.metrics]
        self._offer = ", ".join(offer[:_OFFERED]) + (f" and {len(offer) - _OFFERED} more" if offer[_OFFERED:] else "")
        for metric in session.metrics:
            for name in {metric.id, metric.name, f"{metric.id} {metric.name}"}:
                self._metrics.setdefault(folded(name), []).append(metric)

    def find(self, name: str) -> Metric | None:
        """Return the metric that is called so, or nothing; raises `UnknownMetric` where several are."""
        found = self._metrics.get(folded(name)) or self._metrics.get(folded(_UNIT.sub("", name)), [])
        if len(found) > 1:
            raise UnknownMetric(f"{' and '.join(one.id for one in found)} are both called so: write the id")
        return found[0] if found else None

    def get(self, name: str) -> Metric:
        """Return the metric that is called so; raises `UnknownMetric` with the nearest where there is none."""
        metric = self.find(name)
        if metric is None:
            near = get_close_matches(folded(name), self._metrics, n=1)
            hint = f": {self._metrics[near[0]][0].name}?" if near else f"; there are {self._offer or 'none yet'}"
            raise UnknownMetric(f"no metric is called {visible(name.strip())[:40]}{hint}")
        return metric


class ReadingColumns:
    """The columns of one table. `metrics` are (place, metric) of a wide one; `metric` and `value` places of a long one.

    `unknown` are the places of columns that are left out. Raises `ConfigRefused` or `UnknownMetric` where nothing can
    be read.
    """

    def __init__(self, path: Path, table: Table, known: MetricNames) -> None:
        self.names = table.header.cells
        self._path, self._line = path, table.header.line
        day = self._place(DAY, known)
        if day is None:
            raise self._refused("no column is called Date or Day")
        self.day = day
        self.note = self._place(NOTE, known)
        self.metric, self.value = self._place(METRIC, known), self._place(VALUE, known)
        self.is_long = self.metric is not None and self.value is not None
        self.metrics: list[tuple[int, Metric]] = []
        self.unknown: list[int] = []
        if not self.is_long:
            self._wide(known)

    def cell(self, row: TableRow, place: int | None) -> str:
        """Return what stands in a column, or nothing where the row is shorter or there is no such column."""
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _place(self, meanings: set[str], known: MetricNames) -> int | None:
        for place, name in enumerate(self.names):
            if _meaning(name) in meanings and known.find(name) is None:
                return place
        return None

    def _wide(self, known: MetricNames) -> None:
        taken: dict[str, str] = {}
        for place, name in enumerate(self.names):
            if place in (self.day, self.note):
                continue
            metric = known.find(name)
            if metric is None:
                self.unknown.append(place)
                continue
            if metric.id in taken:
                raise self._refused(f"the columns {taken[metric.id]} and {name.strip()} are both {metric.id}")
            taken[metric.id] = name.strip()
            self.metrics.append((place, metric))
        if not self.metrics:
            if not self.unknown:
                raise self._refused("there is no column beside the day")
            known.get(self.names[self.unknown[0]])

    def _refused(self, why: str) -> ConfigRefused:
        return ConfigRefused(self._path, why, line=self._line)


def columns_known(known: MetricNames) -> Callable[[tuple[str, ...]], int]:
    """Return a function that counts how many names of a header mean something."""

    def count(names: tuple[str, ...]) -> int:
        return sum(_meaning(name) in DAY | METRIC | VALUE | NOTE or _is_metric(known, name) for name in names)

    return count


def _is_metric(known: MetricNames, name: str) -> bool:
    try:
        return known.find(name) is not None
    except UnknownMetric:
        return True


def _meaning(name: str) -> str:
    return folded(re.sub(r"[_.\-]", " ", name))
