"""When an error budget is gone at the pace it goes now."""

from datetime import date, timedelta
from fractions import Fraction

from alignment_tui.domain.error_budget import budget
from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import ErrorBudget, Number

_LONGEST_DAYS = 3650


def lasts_days(record: ErrorBudget) -> Number | None:
    """Return for how many days from the day of the spend the rest lasts at this pace; `None` where that is unknown.

    The spend of a rolling window is taken as spread over the whole of it, that of a calendar window over the days
    that have passed. Nothing spent says nothing of a pace; nothing left is 0.
    """
    left = budget(record).remaining_minutes
    if left is None or not record.spent_minutes:
        return None
    days = exact(record.window_days)
    if record.since is not None:
        if record.spent_on is None or record.spent_on <= record.since:
            return None
        days = min(Fraction((record.spent_on - record.since).days), days)
    return number(max(exact(left), Fraction(0)) / (exact(record.spent_minutes) / days))


def runs_out_words(record: ErrorBudget) -> str:
    """Say when the budget is gone: ``gone on 2025-03-18 at this pace``, ``lasts until the window ends``, or nothing."""
    days = lasts_days(record)
    if days is None or record.spent_on is None:
        return ""
    if days == 0:
        return "nothing is left"
    gone = _later(record.spent_on, days)
    if record.since is not None and (gone is None or days >= _days_left(record)):
        return "at this pace it lasts until the window ends"
    if gone is None:
        return "at this pace it lasts for years"
    return f"at this pace it is gone on {gone.isoformat()}"


def _later(day: date, days: Number) -> date | None:
    return day + timedelta(days=int(days)) if days < _LONGEST_DAYS else None


def _days_left(record: ErrorBudget) -> Fraction:
    if record.since is None or record.spent_on is None:
        return exact(record.window_days)
    return exact(record.window_days) - (record.spent_on - record.since).days
