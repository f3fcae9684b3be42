"""When the next review is: worked out from the cadence and the reviews written, never stored."""

from collections.abc import Iterator
from datetime import date, timedelta

from alignment_tui.domain.records import Cadence, Memo, TimeOfDay
from alignment_tui.domain.session import Session


def next_review(session: Session) -> date | None:
    """Return the first day of the cadence that no review has covered yet; nothing without a cadence or a first day.

    A review covers every day of the cadence up to the day it was written.
    """
    return next_review_day(session.memo.cadence, max((review.on for review in session.reviews), default=None))


def next_review_day(cadence: Cadence | None, last: date | None) -> date | None:
    """Return the first day of the cadence after the last review."""
    if cadence is None or cadence.first is None:
        return None
    return next((day for day in review_days(cadence) if last is None or day > last), None)


def overdue(session: Session, today: date) -> bool:
    """Return whether a review should have been written before today."""
    due = next_review(session)
    return due is not None and due < today


def review_days(cadence: Cadence) -> Iterator[date]:
    """Yield the days of a cadence from the first on. A month that is too short has its last day instead."""
    count = 0
    while cadence.first is not None:
        try:
            yield review_day(cadence, cadence.first, count)
        except (OverflowError, ValueError):
            return
        count += cadence.every


def cadence_words(cadence: Cadence) -> str:
    """Say a cadence: ``every week from 2025-05-05``, ``every 2 weeks``, ``every month``."""
    every = f"every {cadence.unit}" if cadence.every == 1 else f"every {cadence.every} {cadence.unit}s"
    return f"{every} from {cadence.first.isoformat()}" if cadence.first else every


def time_words(at: TimeOfDay) -> str:
    """Say a time of day: ``at 10:00``, ``at 10:00 (Europe/Berlin)``."""
    return f"at {at.at} ({at.zone})" if at.zone else f"at {at.at}"


def review_words(memo: Memo) -> str:
    """Say when the reviews are, with the time of day where it is known; nothing where nobody said when."""
    if memo.cadence is None:
        return ""
    return " ".join([cadence_words(memo.cadence), *([time_words(memo.review_at)] if memo.review_at else [])])


def review_day(cadence: Cadence, first: date, count: int) -> date:
    """Return the day so many weeks or months after the first; raises `OverflowError` or `ValueError` at the end."""
    if cadence.unit == "week":
        return first + timedelta(weeks=count)
    from calendar import monthrange

    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
