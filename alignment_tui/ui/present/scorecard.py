"""Every week for the room: one number now, what it tells, and its picture."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from alignment_tui.documents.sparkline import tall_bars
from alignment_tui.domain import scorecard as rules
from alignment_tui.domain.quantities import measure, plain, signed_percent, target
from alignment_tui.domain.records import Metric
from alignment_tui.ui.lines import BLANK, Line, Role, line, width_of
from alignment_tui.ui.present.page import Page, Presenter, figure, large, told
from alignment_tui.ui.stages.metric_chart import LEAST_CHART, metric_chart

_GAP, _FIGURE_ROWS = 6, 3
_LEAST_WEEKS, _MOST_WEEKS = 2, 10
_ROOM_FOR_WEEKS = 60
_ROLES: dict[str, Role] = {"green": "good", "amber": "warn", "red": "bad"}


def _lines(page: Page) -> Iterator[Line]:
    session, metric = page.session, page.record
    if not isinstance(metric, Metric):
        return
    row = rules.row(session, metric, page.today)
    height = page.height - len([*_said(page, metric, row)]) - 1
    roomy = height >= LEAST_CHART
    yield from _said(page, metric, row, beside=[] if roomy else _weeks(page, row))
    if roomy:
        yield BLANK
        yield from metric_chart(session, metric.id, page.width - 2 * page.margin, height, page.today)


def _said(page: Page, metric: Metric, row: rules.Row, beside: Sequence[Line] = ()) -> Iterator[Line]:
    yield from large(page, metric.name)
    if row.latest is not None:
        drawn = figure(plain(row.latest), role=_ROLES.get(row.colour, "strong"))
        widest = max(width_of(one) for one in drawn)
        for one, more in zip_longest(drawn, beside, fillvalue=BLANK):
            yield (*one, (" " * (widest - width_of(one) + _GAP), "text"), *more) if more else one
        yield BLANK
        moved = f", {signed_percent(row.change_since_baseline)}" if row.change_since_baseline is not None else ""
        yield from told(page, "Now", f"{measure(row.latest, metric.unit)}{moved}: {row.status}", "strong")
    yield from told(page, "Target", target(metric))
    yield from told(page, "It tells", row.verdict)
    yield from told(page, "Agreed", row.answered_by, "accent")


def _weeks(page: Page, row: rules.Row) -> list[Line]:
    """Return the last readings as bars as high as the figure they stand beside, and since when they are."""
    shown = row.chart.readings[-_MOST_WEEKS:]
    if len(shown) < _LEAST_WEEKS or page.inner < _ROOM_FOR_WEEKS:
        return []
    *upper, last = (line((text, "dim")) for text in tall_bars(tuple(one.value for one in shown), _FIGURE_ROWS))
    return [*upper, line(*last, (f"   since {shown[0].on}", "dim"))]


PRESENTER = Presenter(("metrics",), _lines)
