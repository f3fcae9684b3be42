"""Why a metric is on or off track, in one sentence: the figure, the line it is held against, and where that stands."""

from datetime import date

from alignment_tui.domain.metrics import direction
from alignment_tui.domain.quantities import plain, rounded
from alignment_tui.domain.records import Metric, Number
from alignment_tui.domain.scorecard import Row

_MOST_DIGITS = 6


def status_words(metric: Metric, row: Row, today: date) -> str:
    """Say a row's status and why: ``on track: 91 is at or below 98.8, where the line from 120 to 90 stands today``."""
    return f"{row.status}: {_why(metric, row, today)}"


def _why(metric: Metric, row: Row, today: date) -> str:
    if row.latest is None:
        return "nothing was read yet"
    if row.status == "no target":
        return "nobody said where it should be" if metric.target is None else "without a baseline no way is better"
    better, held = direction(metric), row.expected
    if better is None or held is None:
        same = "is where it should stay" if row.status == "on track" else "is not where it should stay"
        return f"{plain(row.latest)} {same}, at {plain(metric.target or 0)}"
    value, limit = _told_apart(row.latest, held)
    way = "at or below" if better == "down" else "at or above"
    beyond = "above" if better == "down" else "below"
    where = f"{value} is {way if row.status == 'on track' else beyond} {limit}, {_line(metric, row, today)}"
    if row.status == "behind":
        return f"{where}, but better than {plain(metric.baseline or 0)}, where it began"
    if row.status == "on track" or metric.threshold or metric.baseline is None or _is_late(metric, row):
        return where
    return f"{where}, and no better than {plain(metric.baseline)}, where it began"


def _line(metric: Metric, row: Row, today: date) -> str:
    """Say what it is held against: a threshold, the target, or the line to it on the day of the latest reading."""
    if metric.threshold:
        return f"the {'least' if metric.threshold == 'at least' else 'most'} that was agreed"
    if row.expected == metric.target or metric.baseline is None or metric.target is None:
        return f"the target{f' of {metric.by.isoformat()}' if metric.by else ''}"
    read = row.latest_on
    when = "stands today" if read is None or read == today else f"stood on {read.isoformat()}"
    return f"where the line from {plain(metric.baseline)} to {plain(metric.target)} {when}"


def _is_late(metric: Metric, row: Row) -> bool:
    return metric.by is not None and row.latest_on is not None and row.latest_on >= metric.by


def _told_apart(value: Number, limit: Number) -> tuple[str, str]:
    """Return both figures, the limit to as few decimals as leave it on its own side of the value."""
    for digits in range(1, _MOST_DIGITS):
        short = rounded(limit, digits)
        if value != limit and float(short) != value and (float(short) > value) == (limit > value):
            return plain(value), short
    return plain(value), plain(limit)
