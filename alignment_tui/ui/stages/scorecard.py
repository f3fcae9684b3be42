"""Every week on the screen: each metric, what its numbers say and who had agreed to it, and what was learnt.

What lays out its lines is imported when they are first asked for: most starts show another stage.
"""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from alignment_tui.domain import scorecard as rules
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Lesson, Metric, Reading, Review, Tripwire
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import trade_off_words
from alignment_tui.domain.tripwires import tripwire_standing, tripwire_words
from alignment_tui.domain.weeks import week_number
from alignment_tui.ui.lines import BLANK, Line, Role, columns, headed, labelled, line
from alignment_tui.ui.stages.base import StageView, entry_of, fields, id_room, rows_of
from alignment_tui.ui.widgets.record_list import Row


class ScorecardView(StageView):
    """Metrics with what their readings say, each leading one under its outcome; then tripwires, reviews, lessons."""

    slug = "scorecard"
    leads_on = ("readings", "review")
    detail_takes_long = True
    tabled = True
    begin = (
        "Once metrics are agreed, type this week's numbers:",
        "M1 91",
        "M1 91 on 2025-05-12",
        "review changed: downtime fell after the failover drill",
        "lesson: name the limit before shipping",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        from alignment_tui.ui.stages.reading_rows import WithReadings
        from alignment_tui.ui.stages.scorecard_row import under_row

        metrics = {metric.id: metric for metric in session.metrics}
        table = [
            part
            for row in rules.rows(session, today)
            for part in (
                Row("metrics", row.metric),
                *(Row(note=words) for words in under_row(metrics[row.metric], row)),
            )
        ]
        others = (
            *rows_of("tripwires", session.tripwires, "Tripwires"),
            *rows_of("reviews", reversed(session.reviews), "Reviews"),
            *rows_of("lessons", reversed(session.lessons), "Lessons"),
        )
        return WithReadings((*table, *others), session.readings)

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        match entry_of(session, row):
            case Metric() as metric:
                from alignment_tui.ui.stages.scorecard_row import metric_row

                return metric_row(session, metric, width, today)
            case Review() as review:
                return columns(width, (review.on.isoformat(), 10, "dim"), (review.changed or review.now, 0, "text"))
            case Lesson() as lesson:
                return columns(width, (lesson.id, id_room(session.lessons), "dim"), (lesson.text, 0, "text"))
            case Tripwire() as wire:
                stands = tripwire_standing(session, wire)
                role: Role = "dim" if stands == "quiet" else "warn"
                words = tripwire_words(session, wire)
                room = max(min(cell_len(words), width - 10 - len(stands)), 1)
                return columns(
                    width, (wire.id, id_room(session.tripwires), "dim"), (words, room, "text"), (stands, 22, role)
                )
            case Reading() as reading:
                return columns(
                    width,
                    (reading.on.isoformat(), 10, "dim"),
                    (reading.metric, id_room(session.metrics), "dim"),
                    (plain(reading.value), 10, "text"),
                    (reading.note, 0, "dim"),
                )
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        week, due = week_number(session, today), next_review(session)
        said = [f"week {week}"] if week else []
        if due is not None:
            late = overdue(session, today)
            said.append(f"review of {due.isoformat()} is overdue" if late else f"next review {due.isoformat()}")
        return ", ".join(said)

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Metric() as metric:
                from alignment_tui.ui.stages.scorecard_detail import metric_facts

                return metric_facts(session, metric, width, today)
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
                    *headed(wire.id, tripwire_words(session, wire), width),
                    *fields(
                        width,
                        ("Reopens", f"{trade.id}: {trade_off_words(trade)}"),
                        ("Now", tripwire_standing(session, wire)),
                    ),
                ]
            case Lesson() as lesson:
                return labelled(lesson.on.isoformat(), lesson.text, width, label_width=12)
            case Reading() as reading:
                before = ", ".join(plain(value) for value in reading.before)
                return fields(width, ("Value", plain(reading.value)), ("Note", reading.note), ("Before", before))
            case _:
                return []

    def detail_in(self, session: Session, row: Row | None, width: int, height: int, today: date) -> list[Line]:
        metric = entry_of(session, row)
        if isinstance(metric, Metric):
            from alignment_tui.ui.stages.scorecard_detail import metric_detail

            return metric_detail(session, metric, width, height, today)
        return self.detail(session, row, width, today)
