"""A metric as one line of the scorecard: as many columns as there is room for, and a whole name before any of them."""

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from alignment_tui.documents.cells import wrapped
from alignment_tui.documents.sparkline import sparkline
from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import figures, plain, signed_percent, target
from alignment_tui.domain.records import Metric
from alignment_tui.domain.scorecard import NOBODY_AGREED, Row, rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.weeks import by_week
from alignment_tui.ui.lines import Cell, Line, Role, columns, line

LONGEST_NAME = 40
_USUAL_NAME = 28
ROLES: dict[str, Role] = {"green": "good", "amber": "warn", "red": "bad"}
_FEWER_WEEKS = 8
_UNDER = "      "
_GAP = 2
_ORDER = ("id", "name", "kind", "aim", "target", "by", "weeks", "fewer weeks", "latest", "change", "status", "owner")
# One after the other, until what is left fits beside the longest name; some make room for a shorter one.
_GIVEN_UP = ("kind", "owner", "by", "aim", "target", "weeks", "fewer weeks", "change")
_SHORTER = {"aim": "target", "weeks": "fewer weeks"}
_RIGHT = {"latest", "change"}
# What a name that is longer than the usual may lie over, in its own row alone.
_GIVES_WAY = ("kind", "aim", "target", "by")
_ROLES: dict[str, Role] = {"name": "text", "weeks": "text", "fewer weeks": "text", "latest": "strong", "change": "text"}


def metric_row(session: Session, metric: Metric, width: int, today: date) -> Line:
    """Return a metric's line in at most `width` cells, laid out as those of all others."""
    said, colour = _all_said(session, today)[metric.id]
    status = ROLES.get(colour, "dim")
    widths = _for_name(layout(session, width, today), cell_len(said["name"]))
    cells: list[Cell] = []
    for name, size in widths.items():
        role = status if name == "status" else _ROLES.get(name, "dim")
        cells.append((said[name], -size if name in _RIGHT else size, role))
    return columns(width, *cells)


def under_row(metric: Metric, row: Row) -> Iterator[Line]:
    """Yield what stands under a metric's line: the rest of its name, what its numbers mean, and how it has drifted."""
    for words in wrapped(metric.name, LONGEST_NAME)[1:]:
        yield line((f"{_UNDER}{words}", "text"))
    leads: Line = ((f"leads {metric.leads}; ", "dim"),) if metric.leads else ()
    answer: Line = ((f"{row.answered_by}; ", answer_role(row)),) if row.answered_by else ()
    yield line((_UNDER, "text"), *leads, *answer, (row.verdict, "dim"))
    for drift in row.drift:
        yield line((f"{_UNDER}not what was signed: {drift}", "warn"))


def answer_role(row: Row) -> Role:
    """Return how much a word on who agreed to a miss weighs."""
    return "bad" if row.answered_by == NOBODY_AGREED else "accent"


@once(kept=8)
def layout(session: Session, width: int, today: date) -> dict[str, int]:
    """Return the columns that fit into `width` cells beside the longest name, with their own widths in cells.

    The name's may be less than it takes: a long one then lies over columns that give way to it.
    """
    said = _all_said(session, today).values()
    needed = {name: max((cell_len(cells[name]) for cells, _ in said), default=0) for name in _ORDER}
    shown = {name for name in _ORDER if needed[name]} - set(_SHORTER.values())
    for given_up in ("", *_GIVEN_UP):
        if given_up in shown:
            shown -= {given_up}
            shown |= {shorter for shorter in (_SHORTER.get(given_up),) if shorter and needed[shorter]}
        widths = {name: needed[name] for name in _ORDER if name in shown}
        over = _total(widths) - width
        if over <= 0:
            return widths
        gives_way = sum(widths[name] + _GAP for name in _GIVES_WAY if name in shown)
        least = max(min(needed["name"], _USUAL_NAME), needed["name"] - gives_way)
        if needed["name"] - over >= least:
            return widths | {"name": needed["name"] - over}
    return widths | {"name": max(needed["name"] - over, 1)}


def _total(widths: dict[str, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1)


def _for_name(widths: dict[str, int], length: int) -> dict[str, int]:
    """Return the columns of one row: those over which its name lies are left out, and it has their room."""
    kept = dict(widths)
    for name in _GIVES_WAY:
        if kept["name"] < length and name in kept:
            kept["name"] += kept.pop(name) + _GAP
    return kept


@once(kept=4)
def _all_said(session: Session, today: date) -> dict[str, tuple[dict[str, str], str]]:
    """Return what each metric has to say in each column, and the colour of its status."""
    metrics = {metric.id: metric for metric in session.metrics}
    return {row.metric: (_said(session, metrics[row.metric], row), row.colour) for row in rows(session, today)}


def _said(session: Session, metric: Metric, row: Row) -> dict[str, str]:
    values = tuple(reading.value for reading in by_week(row))
    by = f"by {metric.by.isoformat()}" if metric.by else ""
    name = wrapped(metric.name, LONGEST_NAME)[0]
    return {
        "id": metric.id,
        "name": f"  {name}" if metric.leads else name,
        "kind": f"leads {metric.leads}" if metric.leads else metric.kind,
        "aim": target(metric) if metric.threshold else figures(metric).removesuffix(f" {by}") or "no target",
        "target": target(metric) or "no target",
        "by": by,
        "weeks": sparkline(values, metric.target),
        "fewer weeks": sparkline(values[-_FEWER_WEEKS:], metric.target),
        "latest": "-" if row.latest is None else plain(row.latest),
        "change": "" if row.change_since_baseline is None else signed_percent(row.change_since_baseline),
        "status": row.status,
        "owner": session.name_of(metric.owner),
    }
