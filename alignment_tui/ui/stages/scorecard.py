"""Every week on the screen: each signed metric, what its numbers say, and what was learnt."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from alignment_tui.domain import scorecard as rules
from alignment_tui.domain.links import by_key
from alignment_tui.domain.quantities import figures, plain, rounded, signed_percent, target
from alignment_tui.domain.records import Lesson, Metric, Reading, Review, Tripwire
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import trade_off_words
from alignment_tui.ui.lines import BLANK, Line, Role, columns, headed, labelled, line, paragraph
from alignment_tui.ui.stages.base import NARROW, StageView, entry_of, fields, rows_of
from alignment_tui.ui.widgets.record_list import Row

_BARS = "▁▂▃▄▅▆▇"
_WEEKS = 13
_ROLES: dict[str, Role] = {"green": "good", "amber": "warn", "red": "bad"}


class ScorecardView(StageView):
    """Metrics with their latest readings, then reviews, lessons and tripwires."""

    slug = "scorecard"
    begin = (
        "Once metrics are agreed, type this week's numbers:",
        "M1 91",
        "M1 91 on 2025-05-12",
        "review changed: downtime fell after the failover drill",
        "lesson: name the limit before shipping",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        metrics: list[Row] = []
        for row in rules.rows(session, today):
            said = row.answered_by or row.verdict
            metrics.append(Row("metrics", row.metric))
            metrics.append(Row(note=line(("      " + said, "accent" if row.answered_by else "dim"))))
        return [
            *metrics,
            *rows_of("tripwires", session.tripwires, "Tripwires"),
            *rows_of("reviews", reversed(session.reviews), "Reviews"),
            *rows_of("lessons", reversed(session.lessons), "Lessons"),
            *([Row(heading="Readings")] if session.readings else ()),
            *(Row("readings", key) for key in _latest_first(session.readings)),
        ]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        match entry_of(session, row):
            case Metric() as metric:
                return _metric_row(session, metric, width, today)
            case Review() as review:
                return columns(width, (review.on.isoformat(), 10, "dim"), (review.changed or review.now, 0, "text"))
            case Lesson() as lesson:
                return columns(width, (lesson.id, 4, "dim"), (lesson.text, 0, "text"))
            case Tripwire() as wire:
                return columns(width, (wire.id, 4, "dim"), (f"{_trips(wire)} reopens {wire.reopens}", 0, "text"))
            case Reading() as reading:
                return columns(
                    width,
                    (reading.on.isoformat(), 10, "dim"),
                    (reading.metric, 4, "dim"),
                    (plain(reading.value), 10, "text"),
                    (reading.note, 0, "dim"),
                )
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        due = next_review(session)
        if due is None:
            return ""
        return f"review of {due} is overdue" if overdue(session, today) else f"next review {due}"

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Metric() as metric:
                return _metric_detail(session, metric, width, today)
            case Review() as review:
                return [
                    line((f"Review of {review.on}", "strong")),
                    *fields(
                        width,
                        ("Changed", review.changed),
                        ("How", review.how),
                        ("Why", review.why),
                        ("Now", review.now),
                        ("Present", named(session, review.present)),
                    ),
                ]
            case Tripwire() as wire:
                trade = next(trade for trade in session.trade_offs if trade.id == wire.reopens)
                return [
                    *headed(wire.id, _trips(wire), width),
                    *fields(
                        width,
                        ("Reopens", f"{trade.id}: {trade_off_words(trade)}"),
                        ("Reopened", wire.reopened_on.isoformat() if wire.reopened_on else ""),
                    ),
                ]
            case Lesson() as lesson:
                return labelled(lesson.on.isoformat(), lesson.text, width, label_width=12)
            case Reading() as reading:
                before = ", ".join(plain(value) for value in reading.before)
                return fields(width, ("Value", plain(reading.value)), ("Note", reading.note), ("Before", before))
            case _:
                return []


def _latest_first(readings: tuple[Reading, ...]) -> list[str]:
    """Return the keys of readings: there may be thousands, and each is worked out once."""
    keys = by_key(readings)
    days = [one.on for one in readings]
    return [key for _, key in sorted(zip(days, keys, strict=True), key=itemgetter(0), reverse=True)]


def sparkline(values: Sequence[float]) -> str:
    """Draw the values as bars of seven heights, from the least to the most of them."""
    if not values:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return _BARS[3] * len(values)
    return "".join(_BARS[round((value - low) / (high - low) * (len(_BARS) - 1))] for value in values)


def _trips(wire: Tripwire) -> str:
    return f"{wire.metric} {wire.when}{f' {plain(wire.value)}' if wire.value is not None else ''}"


def _metric_row(session: Session, metric: Metric, width: int, today: date) -> Line:
    row = rules.row(session, metric, today)
    change = signed_percent(row.change_since_baseline) if row.change_since_baseline is not None else ""
    return columns(
        width,
        (metric.id, 4, "dim"),
        (metric.name, 0, "text"),
        (target(metric) or "no target", 14 if width < 100 else 24, "dim") if width >= NARROW else None,
        (sparkline([reading.value for reading in row.recent[-_WEEKS:]]), _WEEKS, "text"),
        (plain(row.latest) if row.latest is not None else "-", -6, "strong"),
        (change, -6, "text"),
        (row.status, 11, _ROLES.get(row.colour, "dim")),
    )


def _metric_detail(session: Session, metric: Metric, width: int, today: date) -> list[Line]:
    row = rules.row(session, metric, today)
    lines = [
        *headed(metric.id, metric.name, width, (row.status, _ROLES.get(row.colour, "dim"))),
        *paragraph(row.verdict, width),
        *(paragraph(row.answered_by, width, "accent") if row.answered_by else []),
    ]
    for drift in row.drift:
        lines.extend(labelled("Drift", drift, width, "warn"))
    lines.extend([BLANK, *fields(width, ("Numbers", figures(metric)), ("Owner", session.name_of(metric.owner)))])
    if row.recent:
        recent = row.recent[-_WEEKS:]
        values = " ".join(plain(reading.value) for reading in recent)
        lines.extend(labelled("Readings", f"{values}   from {recent[0].on} to {recent[-1].on}", width))
    if limits := row.chart.limits:
        state = "provisional" if row.chart.provisional else "locked"
        span = f"{rounded(limits.lower)} to {rounded(limits.upper)}, centre {rounded(limits.centre)}, {state}"
        lines.extend(labelled("Limits", span, width))
    lines.extend(
        line((f"{reading.on}  ", "dim"), (f"{plain(reading.value)}  ", "text"), (reading.note, "dim"))
        for reading in reversed(row.recent)
        if reading.note
    )
    return lines
