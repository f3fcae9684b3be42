"""The numbers on the week's page: each metric with its verdict and who had agreed to a miss, and its chart."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Paragraph, Ref, line
from alignment_tui.documents.chart_plot import plot_of_row, summary
from alignment_tui.documents.chart_svg import chart_svg
from alignment_tui.documents.tags import Markup
from alignment_tui.domain.due import readings_due
from alignment_tui.domain.memo_status import reopened
from alignment_tui.domain.quantities import figures, measure, rounded, signed_percent
from alignment_tui.domain.records import Metric, TradeOff
from alignment_tui.domain.scorecard import RULE, Row, rows
from alignment_tui.domain.session import Session

_LATELY = 8


def number_blocks(session: Session, today: date) -> Iterator[Block]:
    """Yield every metric with what its numbers say, and the rule by which they say it."""
    counted = rows(session, today)
    if not counted:
        return
    metrics = {metric.id: metric for metric in session.metrics}
    due = {one.metric: one.due for one in readings_due(session, today)}
    yield Heading("What the numbers say")
    yield Entries(tuple(_entry(session, metrics[row.metric], row, due.get(row.metric)) for row in counted))
    yield Paragraph(line(f"{RULE[0].upper()}{RULE[1:]}."))


def chart_blocks(session: Session, today: date) -> Iterator[Block]:
    """Yield a place for the chart of each metric that was read, with what is to be seen on it in words."""
    read = [row for row in rows(session, today) if row.latest is not None]
    if read:
        yield Heading("Charts")
    for row in read:
        yield Entries((Entry(id=row.metric, head=line(row.name), notes=(line(summary(row)),), pictured=True),))


def review_charts(session: Session, today: date, **attributes: str) -> dict[str, Markup]:
    """Return the chart of every metric that was read, by id; `attributes` go to the picture, such as `font_family`."""
    metrics = {metric.id: metric for metric in session.metrics}
    plots = {row.metric: plot_of_row(session, metrics[row.metric], row) for row in rows(session, today)}
    return {metric: chart_svg(plot, **attributes) for metric, plot in plots.items() if plot}


def _entry(session: Session, metric: Metric, row: Row, due: date | None) -> Entry:
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    latest = "" if row.latest is None else measure(row.latest, metric.unit)
    return Entry(
        id=metric.id,
        head=line(metric.name),
        figures=line(latest + change),
        aside=row.status,
        notes=tuple(note for note in _notes(session, metric, row, due) if note),
    )


def _notes(session: Session, metric: Metric, row: Row, due: date | None) -> Iterator[Line]:
    kind = line("leads ", Ref(metric.leads)) if metric.leads else line(metric.kind)
    owner = session.name_of(metric.owner)
    aim = figures(metric) or "no target"
    yield line(f"{aim}; ", *kind, f", {owner}" if owner else "")
    lately = ", ".join(rounded(one.value, 3) for one in row.recent[-_LATELY:])
    yield line(f"lately {lately}" if len(row.recent) > 1 else "")
    for reading in row.recent[-_LATELY:]:
        yield line(f"{reading.on.isoformat()}: {reading.note}" if reading.note else "")
    provisional = " (provisional limits)" if row.chart.provisional else ""
    yield line(row.verdict, provisional)
    for one in session.trade_offs:
        if one.id in row.trade_offs:
            yield _accepted(session, one)
    if row.answered_by and not row.trade_offs:
        yield line(row.answered_by)
    yield line(f"not what was signed: {'; '.join(row.drift)}" if row.drift else "")
    yield line(f"nothing was read for the review of {due.isoformat()}" if due else "")


def _accepted(session: Session, one: TradeOff) -> Line:
    bearer = f"borne by {session.name_of(one.bearer)}" if one.bearer else "borne by nobody yet"
    again = ", open again" if one.id in reopened(session) else ""
    return line("accepted: ", Ref(one.id), f", {one.gain} even over {one.give}, {bearer}{again}")
