"""The week's round through the numbers: which metrics are asked for, and what is said of each meanwhile."""

from datetime import date, timedelta

from alignment_tui.domain.due import reading_due, signed_metrics
from alignment_tui.domain.quantities import measure, plain
from alignment_tui.domain.records import Metric, Reading
from alignment_tui.domain.scorecard import in_order
from alignment_tui.domain.session import Session
from alignment_tui.domain.xmr import readings_of

_WEEK = timedelta(weeks=1)


def asked_this_week(session: Session, today: date) -> tuple[str, ...]:
    """Return the metrics to read now, in the order of the scorecard.

    A metric is asked for when no reading serves the review that comes within seven days, or one before it; where no
    review is agreed, when nothing was read since Monday. Before anything is signed, all metrics are asked for.
    """
    if session.memo.status == "withdrawn" or session.memo.superseded_by:
        return ()
    version, cadence = session.latest_version, session.memo.cadence
    followed = {*signed_metrics(version.sections)} if version else {metric.id for metric in session.metrics}
    latest = _latest_days(session, today)
    asked = set()
    for metric in followed:
        due = reading_due(cadence, latest.get(metric))
        read_lately = latest.get(metric, date.min) >= today - timedelta(days=today.weekday())
        if due - today < _WEEK if due else not read_lately:
            asked.add(metric)
    return tuple(one.id for one in in_order(session.metrics) if one.id in asked)


def last_words(session: Session, metric: Metric, today: date) -> str:
    """Say what a metric was last: ``last 95 min/week on 2025-05-19``; before the first reading in which unit it is."""
    last = last_before(session, metric.id, today)
    if last:
        return f"last {measure(last.value, metric.unit)} on {last.on.isoformat()}"
    return f"not read yet, in {metric.unit}" if metric.unit else "not read yet"


def aim_words(metric: Metric) -> str:
    """Say where a metric should be, without its unit: ``target 90``, ``at least 7``, ``no target``."""
    return "no target" if metric.target is None else f"{metric.threshold or 'target'} {plain(metric.target)}"


def last_before(session: Session, metric_id: str, today: date) -> Reading | None:
    """Return the latest reading of a metric before today."""
    return next((one for one in reversed(readings_of(session, metric_id)) if one.on < today), None)


def _latest_days(session: Session, today: date) -> dict[str, date]:
    latest: dict[str, date] = {}
    for one in session.readings:
        if latest.get(one.metric, date.min) < one.on <= today:
            latest[one.metric] = one.on
    return latest
