"""Weeks on the scorecard: which one it is since the sign-off, and what each of the last thirteen was."""

from datetime import date

from alignment_tui.domain.records import Reading
from alignment_tui.domain.scorecard import Row
from alignment_tui.domain.session import Session


def by_week(row: Row) -> tuple[Reading, ...]:
    """Return the last reading of each of the thirteen weeks up to the latest; a week without one is left out."""
    weeks = {(row.latest_on - one.on).days // 7: one for one in row.recent if row.latest_on}
    return tuple(weeks[back] for back in sorted(weeks, reverse=True))


def week_number(session: Session, today: date) -> int:
    """Return which week it is since the first sign-off, counted from 1; 0 before it."""
    signed = min((version.at.date() for version in session.versions), default=None)
    return (today - signed).days // 7 + 1 if signed and signed <= today else 0
