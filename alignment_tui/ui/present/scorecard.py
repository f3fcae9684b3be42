"""Every week for the room: one number now, what it tells, and its picture."""

from collections.abc import Iterator

from alignment_tui.domain import scorecard as rules
from alignment_tui.domain.quantities import measure, plain, signed_percent, target
from alignment_tui.domain.records import Metric
from alignment_tui.ui.lines import BLANK, Line, Role, line
from alignment_tui.ui.present.page import Page, Presenter, figure, large, told

_ROLES: dict[str, Role] = {"green": "good", "amber": "warn", "red": "bad"}
_SMALLEST_CHART = 10
_ABOVE_CHART = 12


def _lines(page: Page) -> Iterator[Line]:
    session, metric = page.session, page.record
    if not isinstance(metric, Metric):
        return
    row = rules.row(session, metric, page.today)
    yield from large(page, metric.name)
    if row.latest is not None:
        yield from figure(plain(row.latest), role=_ROLES.get(row.colour, "strong"))
        yield BLANK
        moved = f", {signed_percent(row.change_since_baseline)}" if row.change_since_baseline is not None else ""
        yield from told(page, "Now", f"{measure(row.latest, metric.unit)}{moved}: {row.status}", "strong")
    yield from told(page, "Target", target(metric))
    drawn = [*_chart(page, row)]
    yield from told(page, "It tells", row.verdict if not drawn else "")
    yield from told(page, "Agreed", row.answered_by, "accent")
    yield from drawn


def _chart(page: Page, row: rules.Row) -> Iterator[Line]:
    from alignment_tui.documents.chart_lines import chart_lines
    from alignment_tui.documents.chart_plot import plot_of_row

    height = page.height - _ABOVE_CHART
    plot = plot_of_row(page.session, page.record, row) if height >= _SMALLEST_CHART else None
    if plot:
        yield BLANK
        yield from (line(drawn) for drawn in chart_lines(plot, page.width - 2 * page.margin, height)[1:])


PRESENTER = Presenter(("metrics",), _lines)
