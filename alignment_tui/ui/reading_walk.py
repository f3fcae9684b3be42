"""The week's round through the readings: each metric in turn, a bare number and Enter."""

from datetime import date

from alignment_tui.domain.due import next_readings
from alignment_tui.domain.reading_round import aim_words, asked_this_week, last_words
from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session
from alignment_tui.ui.walk import Step, Walk


def reading_walk(session: Session, today: date) -> Walk | None:
    """Return the walk through all metrics whose reading is wanted this week, or none where all are in."""
    metrics = asked_this_week(session, today)
    if not metrics:
        return None
    return Walk("readings", "read", "scorecard", tuple(_step(metric) for metric in metrics), _ends)


def all_in(session: Session, today: date) -> str:
    """Say that there is nothing to read now, and when there will be."""
    due = min((one.due for one in next_readings(session)), default=None)
    return f"every reading is in; the next are wanted by {due.isoformat()}" if due else "every reading is in"


def _step(metric_id: str) -> Step:
    def named(session: Session) -> Metric | None:
        return next((metric for metric in session.metrics if metric.id == metric_id), None)

    def beside(session: Session, today: date) -> str:
        metric = named(session)
        return f"{last_words(session, metric, today)}, {aim_words(metric)}" if metric else ""

    def asks(session: Session, today: date) -> str:
        metric = named(session)
        return f"{metric.name}, {beside(session, today)}" if metric else f"{metric_id} is no longer here"

    return Step(begins=f"{metric_id} ", asks=asks, beside=beside, about=metric_id)


def _ends(session: Session, today: date) -> str:
    left = len(asked_this_week(session, today))
    return f"{left} still to read this week" if left else all_in(session, today)
