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
from alignment_tui.documents.people import lesson_blocks, parked_blocks
from alignment_tui.documents.phrases import people
from alignment_tui.documents.review_numbers import chart_blocks, number_blocks
from alignment_tui.domain.due import readings_due, review_due
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.records import Review
from alignment_tui.domain.reviews import cadence_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing, tripwire_words

_SAID = {"objection": "objects", "reservation": "consents, with a reservation"}


def review_document(session: Session, today: date, *, charts: bool = False) -> MemoDocument:
    """Return the page of the week as of `today`, for any form that can write a memo.

    With `charts` its annex has a place for the picture of each metric, see `review_numbers.review_charts`.
    """
    memo = status(session)
    return MemoDocument(
        title=session.title,
        kind="Review",
        day=today,
        edition=f"memo {memo.words}, version {memo.version}",
        front=(
            *_accounts(session, today),
            *number_blocks(session, today),
            *_open(session),
            *_ahead(session, today),
        ),
        annex=tuple(chart_blocks(session, today)) if charts else (),
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


def _open(session: Session) -> Iterator[Block]:
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
    heard = [one for one in standings(session) if one.verdict in _SAID or one.stale]
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
