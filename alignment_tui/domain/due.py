"""What is due: which readings are missing and which review is, as of a day.

A reading is to be in by each day of the review cadence. Worked out, never stored, so that it is right on any day.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from alignment_tui.domain.records import Cadence
from alignment_tui.domain.reviews import next_review, review_day
from alignment_tui.domain.session import Session


class DueReading(Struct, frozen=True, kw_only=True):
    """A signed metric without a reading for the review of a day, and when it was last read."""

    metric: str
    due: date
    latest: date | None


def is_followed(session: Session) -> bool:
    """Return whether somebody still follows the numbers: signed or read, and neither withdrawn nor superseded."""
    ended = session.memo.status == "withdrawn" or bool(session.memo.superseded_by)
    return bool(session.versions or session.readings) and not ended


def review_due(session: Session) -> date | None:
    """Return the day of the next review, while anybody follows the numbers."""
    return next_review(session) if is_followed(session) else None


def readings_due(session: Session, today: date) -> tuple[DueReading, ...]:
    """Return the signed metrics for which a reading is to be in by `today` and is not."""
    return tuple(one for one in next_readings(session) if one.due <= today)


def next_readings(session: Session) -> tuple[DueReading, ...]:
    """Return, for each signed metric, the review day for which there is no reading yet."""
    version = session.latest_version
    if version is None or not is_followed(session):
        return ()
    latest: dict[str, date] = {}
    for one in session.readings:
        if one.on > latest.get(one.metric, date.min):
            latest[one.metric] = one.on
    return days_due(session.memo.cadence, signed_metrics(version.sections), latest)


def signed_metrics(sections: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the metrics in a signed text, which is plain data and may have been written by anybody."""
    found = sections.get("metrics")
    entries = found if isinstance(found, list) else []
    return tuple(str(entry["id"]) for entry in entries if isinstance(entry, Mapping) and "id" in entry)


def days_due(cadence: Cadence | None, metrics: Iterable[str], latest: Mapping[str, date]) -> tuple[DueReading, ...]:
    """Return the same from the day of the latest reading of each metric, as an index has it."""
    found = ((metric, reading_due(cadence, latest.get(metric))) for metric in metrics)
    return tuple(DueReading(metric=metric, due=due, latest=latest.get(metric)) for metric, due in found if due)


def reading_due(cadence: Cadence | None, latest: date | None) -> date | None:
    """Return the review day for which the next reading is wanted, given the day of the latest; none without a cadence.

    A reading serves the first review on or after its day, and no later one.
    """
    if cadence is None or cadence.first is None:
        return None
    first, span = cadence.first, (7 if cadence.unit == "week" else 31) * cadence.every
    place = -1 if latest is None else max((latest - first).days // span, -1)
    try:
        while latest is not None and review_day(cadence, first, place * cadence.every) < latest:
            place += 1
        return review_day(cadence, first, (place + 1) * cadence.every)
    except (OverflowError, ValueError):
        return None
