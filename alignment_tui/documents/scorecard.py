"""Whether it worked: each signed metric with its latest reading and what that means, reviews and tripwires."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, Line, Paragraph, line
from alignment_tui.documents.people import lesson_blocks
from alignment_tui.documents.phrases import people
from alignment_tui.documents.trade_offs import tripwire_entry
from alignment_tui.domain.quantities import measure, signed_percent, target
from alignment_tui.domain.records import Metric, Review
from alignment_tui.domain.scorecard import RULE, Row, rows
from alignment_tui.domain.session import Session


def scorecard_blocks(session: Session, today: date) -> Iterator[Block]:
    """Yield the rows of the scorecard, the tripwires, the reviews and the lessons."""
    metrics = {metric.id: metric for metric in session.metrics}
    counted = rows(session, today)
    if counted:
        yield Heading("Metrics")
        yield Entries(tuple(_row_entry(metrics[row.metric], row) for row in counted))
        yield Paragraph(line(f"{RULE[0].upper()}{RULE[1:]}."))
    if session.tripwires:
        yield Heading("Tripwires")
        yield Entries(tuple(tripwire_entry(session, one) for one in session.tripwires))
    for review in session.reviews:
        yield Heading(f"Review of {review.on.isoformat()}")
        yield Fields(tuple(_review_rows(session, review)))
    yield from lesson_blocks(session)


def _row_entry(metric: Metric, row: Row) -> Entry:
    latest = "" if row.latest is None else measure(row.latest, metric.unit)
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    drift = f"not what was signed: {'; '.join(row.drift)}" if row.drift else ""
    held = metric.limits
    locked = f"limits locked on {held.on.isoformat()}: {held.reason}" if held else ""
    notes = [
        line(words) for words in ("" if row.latest is None else row.verdict, row.answered_by, drift, locked) if words
    ]
    return Entry(
        id=metric.id,
        head=line(metric.name, f", {target(metric)}" if target(metric) else ""),
        figures=line(latest + change),
        aside=row.status,
        notes=tuple(notes),
    )


def _review_rows(session: Session, review: Review) -> Iterator[tuple[str, Line]]:
    for label, words in (
        ("What changed", review.changed),
        ("How", review.how),
        ("Why", review.why),
        ("What we do now", review.now),
        ("Present", people(session, review.present)),
    ):
        if words:
            yield label, line(words)
