"""The scorecard as a table of text: one metric in a row, and below it what its numbers mean."""

from datetime import date

from alignment_tui.documents.cells import cells, padded, wrapped
from alignment_tui.documents.sparkline import sparkline
from alignment_tui.domain.quantities import figures, measure, signed_percent
from alignment_tui.domain.records import Metric
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.scorecard import RULE, Row, rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.weeks import by_week

WEEKS = 13
_ID, _SPARK, _CHANGE, _STATUS = 5, WEEKS + 2, 7, 11
_LEAST_NAME, _NARROW = 16, 76


def scorecard_table(session: Session, today: date, width: int = 80) -> list[str]:
    """Return the table in at most `width` columns (60 and more).

    From 76 on it has the last 13 weeks as bars, with the target's bar beside them.
    """
    metrics = {metric.id: metric for metric in session.metrics}
    counted = rows(session, today)
    if not counted:
        return ["no metrics yet"]
    latest = {row.metric: _latest(metrics[row.metric], row) for row in counted}
    column = min(max(cells(words) for words in latest.values()), 16)
    spark = _SPARK + 2 if width >= _NARROW else 0
    own = max([_ID, *(cells(row.metric) + 1 for row in counted)])
    name = max(width - own - spark - column - _CHANGE - _STATUS - 4, _LEAST_NAME)
    lines = []
    for row in counted:
        first, *more = wrapped(row.name, name)
        change = "" if row.change_since_baseline is None else signed_percent(row.change_since_baseline)
        bars = sparkline(tuple(one.value for one in by_week(row)), metrics[row.metric].target)
        lines.append(
            f"{padded(row.metric, own)}{padded(first, name)}  {padded(bars, spark) if spark else ''}"
            f"{' ' * (column - cells(latest[row.metric]))}{latest[row.metric]}{change:>{_CHANGE}}  {row.status}"
        )
        below = [*more, *_below(session, metrics[row.metric], row)]
        lines += [" " * own + text for words in below for text in wrapped(words, width - own)]
        lines.append("")
    lines += wrapped(f"{RULE[0].upper()}{RULE[1:]}.", width)
    return [*lines, *wrapped(review_words(session, today), width)]


def review_words(session: Session, today: date) -> str:
    """Say when the next review is, or that it is overdue."""
    due = next_review(session)
    if due is None:
        return "Nobody said when we review: review weekly from DATE."
    if overdue(session, today):
        return f"The review of {due.isoformat()} is overdue."
    return f"The next review is on {due.isoformat()}."


def reading_words(session: Session, metric: Metric, row: Row) -> list[str]:
    """Return one metric in a few lines: where it is, what that means, and who had agreed to a miss."""
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    head = f"{metric.id}  {_latest(metric, row)} on {row.latest_on}{change}, {row.status}"
    return [head, *(f"    {words}" for words in _said(row))]


def _latest(metric: Metric, row: Row) -> str:
    return "-" if row.latest is None else measure(row.latest, metric.unit)


def _below(session: Session, metric: Metric, row: Row) -> list[str]:
    kind = f"leads {metric.leads}" if metric.leads else metric.kind
    parts = (figures(metric) or "no target", kind, session.name_of(metric.owner))
    return [", ".join(part for part in parts if part), *_said(row)]


def _said(row: Row) -> list[str]:
    provisional = " (provisional limits)" if row.chart.provisional else ""
    drift = f"not what was signed: {'; '.join(row.drift)}" if row.drift else ""
    return [words for words in (row.verdict + provisional, row.answered_by, drift) if words]
