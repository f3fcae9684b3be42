"""The week's page: what changed, how, why and what we do now, and the numbers that it is about."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import (
    Block,
    Entries,
    Entry,
    Fields,
    Heading,
    Line,
    MemoDocument,
    Paragraph,
    Quote,
    Ref,
    joined,
    line,
)
from alignment_tui.documents.chart_plot import plot_of_row, summary
from alignment_tui.documents.chart_svg import chart_svg
from alignment_tui.documents.people import lesson_blocks, parked_blocks
from alignment_tui.documents.phrases import people
from alignment_tui.documents.tags import Markup
from alignment_tui.domain.due import readings_due, review_due
from alignment_tui.domain.error_budget import USUAL, Thresholds
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.quantities import figures, measure, rounded, signed_percent
from alignment_tui.domain.records import Metric, Review, TradeOff
from alignment_tui.domain.reviews import cadence_words
from alignment_tui.domain.scorecard import RULE, Row, rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing, tripwire_words

_LATELY = 8
_SAID = {"objection": "objects", "reservation": "consents, with a reservation"}


def review_document(
    session: Session, today: date, thresholds: Thresholds = USUAL, *, charts: bool = False
) -> MemoDocument:
    """Return the page of the week as of `today`, for any form that can write a memo.

    With `charts` its annex has a place for the picture of each metric, see `review_charts`.
    """
    memo = status(session, thresholds)
    return MemoDocument(
        title=session.title,
        kind="Review",
        day=today,
        edition=f"memo {memo.words}, version {memo.version}",
        front=(
            *_accounts(session, today),
            *_metrics(session, today),
            *_open(session, thresholds),
            *_ahead(session, today),
        ),
        annex=tuple(_chart_places(session, today)) if charts else (),
    )


def latest_review(session: Session, today: date) -> Review | None:
    """Return the last review written by `today`."""
    return max((one for one in session.reviews if one.on <= today), key=lambda one: one.on, default=None)


def _accounts(session: Session, today: date) -> Iterator[Block]:
    written, due = latest_review(session, today), review_due(session)
    if due and due <= today:
        late = f"overdue since {due.isoformat()}" if due < today else "due today"
        yield Paragraph(line(f"This week's review is {late}: what changed, how, why, and what do we do now?"))
    if written is None:
        yield Paragraph(line("No review was written yet."))
        return
    rows_of = (
        ("What changed", written.changed),
        ("How", written.how),
        ("Why", written.why),
        ("What we do now", written.now),
        ("Written", f"{written.on.isoformat()}{_present(session, written)}"),
    )
    yield Fields(tuple((label, line(words or "not said")) for label, words in rows_of))


def _present(session: Session, review: Review) -> str:
    return f", present {people(session, review.present)}" if review.present else ""


def _metrics(session: Session, today: date) -> Iterator[Block]:
    counted = rows(session, today)
    if not counted:
        return
    metrics = {metric.id: metric for metric in session.metrics}
    due = {one.metric: one.due for one in readings_due(session, today)}
    yield Heading("What the numbers say")
    yield Entries(tuple(_entry(session, metrics[row.metric], row, due.get(row.metric)) for row in counted))
    yield Paragraph(line(f"{RULE[0].upper()}{RULE[1:]}."))


def _entry(session: Session, metric: Metric, row: Row, due: date | None) -> Entry:
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    latest = "" if row.latest is None else measure(row.latest, metric.unit)
    return Entry(
        id=metric.id,
        head=line(metric.name),
        figures=line(latest + change),
        aside=row.status,
        notes=tuple(note for note in _notes(session, metric, row, due) if note),
    )


def _notes(session: Session, metric: Metric, row: Row, due: date | None) -> Iterator[Line]:
    kind = line("leads ", Ref(metric.leads)) if metric.leads else line(metric.kind)
    owner = session.name_of(metric.owner)
    aim = figures(metric) or "no target"
    yield line(f"{aim}; ", *kind, f", {owner}" if owner else "")
    lately = ", ".join(rounded(one.value, 3) for one in row.recent[-_LATELY:])
    yield line(f"lately {lately}" if len(row.recent) > 1 else "")
    provisional = " (provisional limits)" if row.chart.provisional else ""
    yield line(row.verdict, provisional)
    for one in session.trade_offs:
        if one.id in row.trade_offs:
            yield _accepted(session, one)
    if row.answered_by and not row.trade_offs:
        yield line(row.answered_by)
    yield line(f"not what was signed: {'; '.join(row.drift)}" if row.drift else "")
    yield line(f"nothing was read for the review of {due.isoformat()}" if due else "")


def _accepted(session: Session, one: TradeOff) -> Line:
    bearer = f"borne by {session.name_of(one.bearer)}" if one.bearer else "borne by nobody yet"
    return line("accepted: ", Ref(one.id), f", {one.gain} even over {one.give}, {bearer}")


def _open(session: Session, thresholds: Thresholds) -> Iterator[Block]:
    """Yield what may change the decision: tripwires, objections and reservations, and what was parked."""
    fires = {one.tripwire: one.words for one in firing(session)}
    if session.tripwires:
        yield Heading("Tripwires")
    entries = []
    for wire in session.tripwires:
        reopened = f"reopened {wire.reopened_on.isoformat()}" if wire.reopened_on else "quiet"
        words = fires.get(wire.id, tripwire_words(session, wire))
        entries.append(Entry(id=wire.id, head=line(words), aside="fires now" if wire.id in fires else reopened))
    if entries:
        yield Entries(tuple(entries))
    heard = [one for one in standings(session, thresholds) if one.verdict in _SAID or one.stale]
    if heard:
        yield Heading("Objections and reservations")
        yield Entries(
            tuple(
                Entry(
                    id=one.signature,
                    head=line(f"{one.name} {_SAID.get(one.verdict, 'signed another text')}"),
                    aside=one.at.date().isoformat() if one.at else "",
                    notes=(line(Quote(one.text)),) if one.text else (),
                )
                for one in heard
            )
        )
    yield from parked_blocks(session)
    yield from lesson_blocks(session)


def _ahead(session: Session, today: date) -> Iterator[Block]:
    due, cadence = review_due(session), session.memo.cadence
    yield Heading("What is next")
    if due is None:
        yield Paragraph(line("Nobody said when we review again." if cadence is None else "No review is ahead."))
        return
    found: list[tuple[str, Line]] = [("Next review", line(due.isoformat()))]
    if cadence:
        found.append(("We review", line(cadence_words(cadence))))
    missing = readings_due(session, today)
    names = {metric.id: metric.name for metric in session.metrics}
    if missing:
        wanted = joined(line(Ref(one.metric), f" {names.get(one.metric, '')}".rstrip()) for one in missing)
        found.append(("To be read", wanted))
    yield Fields(tuple(found))


def review_charts(session: Session, today: date, **attributes: str) -> dict[str, Markup]:
    """Return the chart of every metric that was read, by id; `attributes` go to the picture, such as `font_family`."""
    metrics = {metric.id: metric for metric in session.metrics}
    plots = {row.metric: plot_of_row(session, metrics[row.metric], row) for row in rows(session, today)}
    return {metric: chart_svg(plot, **attributes) for metric, plot in plots.items() if plot}


def _chart_places(session: Session, today: date) -> Iterator[Block]:
    read = [row for row in rows(session, today) if row.latest is not None]
    if read:
        yield Heading("Charts")
    for row in read:
        yield Entries((Entry(id=row.metric, head=line(row.name), notes=(line(summary(row)),), pictured=True),))
