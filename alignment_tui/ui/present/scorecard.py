"""Every week for the room: one number now, what it tells, and its picture."""

from collections.abc import Iterator

from alignment_tui.domain import scorecard as rules
from alignment_tui.domain.quantities import measure, plain, signed_percent, target
from alignment_tui.domain.records import Metric
from alignment_tui.ui.lines import BLANK, Line, Role
from alignment_tui.ui.present.page import Page, Presenter, figure, large, told
from alignment_tui.ui.stages.metric_chart import LEAST_CHART, metric_chart

_ROLES: dict[str, Role] = {"green": "good", "amber": "warn", "red": "bad"}


def _lines(page: Page) -> Iterator[Line]:
    session, metric = page.session, page.record
    if not isinstance(metric, Metric):
        return
    said = [*_said(page, metric)]
    yield from said
    if (height := page.height - len(said) - 1) >= LEAST_CHART:
        yield BLANK
        yield from metric_chart(session, metric.id, page.width - 2 * page.margin, height, page.today)


def _said(page: Page, metric: Metric) -> Iterator[Line]:
    session = page.session
    row = rules.row(session, metric, page.today)
    yield from large(page, metric.name)
    if row.latest is not None:
        yield from figure(plain(row.latest), role=_ROLES.get(row.colour, "strong"))
        yield BLANK
        moved = f", {signed_percent(row.change_since_baseline)}" if row.change_since_baseline is not None else ""
        yield from told(page, "Now", f"{measure(row.latest, metric.unit)}{moved}: {row.status}", "strong")
    yield from told(page, "Target", target(metric))
    yield from told(page, "It tells", row.verdict)
    yield from told(page, "Agreed", row.answered_by, "accent")


PRESENTER = Presenter(("metrics",), _lines)
