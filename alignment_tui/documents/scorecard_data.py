"""A row of the scorecard as data, in the words of the chart's own field, for other programs to read."""

from datetime import date
from typing import Any

from alignment_tui.domain.records import Metric
from alignment_tui.domain.scorecard import Row, rows
from alignment_tui.domain.session import Session


def scorecard_data(session: Session, today: date, only: str = "") -> dict[str, dict[str, Any]]:
    """Return every metric by id, or the one named; figures are never rounded, and a share of 1 is 100 %."""
    metrics = {metric.id: metric for metric in session.metrics}
    counted = [row for row in rows(session, today) if only in ("", row.metric)]
    return {row.metric: _whole(session, metrics[row.metric], row) for row in counted}


def _whole(session: Session, metric: Metric, row: Row) -> dict[str, Any]:
    return {
        "id": row.metric,
        "name": row.name,
        "kind": metric.kind,
        "leads": metric.leads,
        "unit": metric.unit,
        "baseline": metric.baseline,
        "target": metric.target,
        "threshold": metric.threshold,
        "by": metric.by,
        "owner": session.name_of(metric.owner),
        "recent": [{"date": one.on, "value": one.value} for one in row.recent],
        **row_data(row),
    }


def row_data(row: Row) -> dict[str, Any]:
    """Return what is worked out of one metric: centre, limits, signals, verdict, status, change."""
    limits = row.chart.limits
    return {
        "signed": row.signed,
        "latest": row.latest,
        "latest_on": row.latest_on,
        "change_since_baseline": row.change_since_baseline,
        "expected": row.expected,
        "status": row.status,
        "colour": row.colour,
        "verdict": row.verdict,
        "trade_offs": row.trade_offs,
        "answered_by": row.answered_by,
        "drift": row.drift,
        "centre": limits.centre if limits else None,
        "lower_limit": limits.lower if limits else None,
        "upper_limit": limits.upper if limits else None,
        "range_limit": limits.range_limit if limits else None,
        "provisional": row.chart.provisional,
        "signals": [
            {"rule": one.rule, "date": one.on, "value": one.value, "points": one.points, "side": one.side}
            for one in row.chart.signals
        ],
    }
