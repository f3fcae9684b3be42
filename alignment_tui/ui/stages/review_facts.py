"""What there is to look at while the week's review is written: for each question the facts that answer it."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.domain.records import Review
from alignment_tui.domain.scorecard import rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.trade_offs import accepted, trade_off_words
from alignment_tui.domain.tripwires import tripwire_standing, tripwire_words
from alignment_tui.ui.lines import BLANK, Line, headed, labelled, line, paragraph
from alignment_tui.ui.stages.scorecard_row import metric_row, under_row

_WORDS = {
    "objection": "objects",
    "reservation": "consents, with a reservation",
    "undecided": "has not said anything yet",
}


def numbers(session: Session, width: int, today: date) -> list[Line]:
    """Return every metric as the scorecard has it."""
    metrics = {metric.id: metric for metric in session.metrics}
    lines: list[Line] = []
    for row in rows(session, today):
        lines.append(metric_row(session, metrics[row.metric], width, today))
        lines.extend(under_row(metrics[row.metric], row))
    return lines or [line(("no metric is agreed yet", "dim"))]


def sources(session: Session, width: int, today: date) -> list[Line]:
    """Return how each metric is read, and what was noted beside its readings since the last review."""
    since = before(session, today)
    lines: list[Line] = []
    for row in rows(session, today):
        metric = next(metric for metric in session.metrics if metric.id == row.metric)
        meter = f", read from {metric.meter}" if metric.meter else ", nobody said how it is read"
        last = f", last on {row.latest_on.isoformat()}" if row.latest_on else ", never read"
        lines += labelled(metric.id, f"{metric.name}{meter}{last}", width, label_width=5)
        for reading in row.recent:
            if reading.note and (since is None or reading.on > since.on):
                lines += labelled("", f"{reading.on.isoformat()} {reading.note}", width, "dim", label_width=5)
    return lines


def agreed(session: Session, width: int, today: date) -> list[Line]:
    """Return what was accepted, and each miss with who had agreed to it."""
    lines: list[Line] = []
    for one in accepted(session):
        bearer = session.name_of(one.bearer)
        lines += labelled(
            one.id, f"{trade_off_words(one)}{f', borne by {bearer}' if bearer else ''}", width, label_width=5
        )
    missed = [row for row in rows(session, today) if row.answered_by]
    if lines and missed:
        lines.append(BLANK)
    for row in missed:
        lines += labelled(row.metric, f"{row.name}, {row.status}: {row.answered_by}", width, label_width=5)
    return lines or [line(("no trade-off was accepted, and nothing is missed", "dim"))]


def open_ends(session: Session, width: int, today: date) -> list[Line]:
    """Return what may change the decision: tripwires that fired, objections and reservations, and what was parked."""
    groups = (
        ("Tripwires", list(_tripped(session, width))),
        ("Objections and reservations", list(_heard(session, width))),
        ("Parked", [part for one in session.parked for part in labelled(one.id, one.text, width, label_width=5)]),
    )
    lines: list[Line] = []
    for title, found in groups:
        if found:
            lines += [*([BLANK] if lines else []), line((title, "dim")), *found]
    return lines


def said_last(session: Session, width: int, today: date) -> list[Line]:
    """Return what the review before this one said."""
    last = before(session, today)
    if last is None:
        return [line(("this is the first review", "dim"))]
    lines = headed(last.on.isoformat(), "the last review", width)
    for label, words in (("Changed", last.changed), ("Why", last.why), ("Now", last.now)):
        lines += labelled(label, words, width) if words else []
    return lines


def learnt(session: Session, width: int, today: date) -> list[Line]:
    """Return the lessons so far, the newest first."""
    lines: list[Line] = []
    for one in reversed(session.lessons):
        lines += labelled(one.on.isoformat(), one.text, width, label_width=12)
    return lines or [line(("no lesson is written down yet", "dim"))]


def before(session: Session, today: date) -> Review | None:
    """Return the latest review before today's."""
    return max((one for one in session.reviews if one.on < today), key=lambda one: one.on, default=None)


def _tripped(session: Session, width: int) -> Iterator[Line]:
    for wire in session.tripwires:
        if (stands := tripwire_standing(session, wire)) != "quiet":
            words = f"{tripwire_words(session, wire)}: {stands}"
            yield from labelled(wire.id, words, width, "warn", label_width=5)


def _heard(session: Session, width: int) -> Iterator[Line]:
    for one in standings(session):
        said = _WORDS.get(one.verdict, "signed another text" if one.stale else "")
        if one.verdict == "undecided" and not session.signatures:
            continue
        if said:
            yield from paragraph(f"{one.name} {said}{f': {one.text}' if one.text else ''}", width)
