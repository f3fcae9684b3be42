"""The decision memo, composed from the session so that it cannot drift from what was said and decided."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import Block, Elsewhere, Fields, Heading, MemoDocument, Paragraph, line
from alignment_tui.documents.constraints import constraint_blocks
from alignment_tui.documents.findings import finding_blocks
from alignment_tui.documents.layers import behind_blocks, test_first_blocks
from alignment_tui.documents.metrics import metric_blocks
from alignment_tui.documents.people import lesson_blocks, note_blocks, parked_blocks, people_blocks
from alignment_tui.documents.phrases import people, when_and_who
from alignment_tui.documents.rankings import ranking_blocks
from alignment_tui.documents.requests import undecided_blocks, verdict_blocks
from alignment_tui.documents.sign_off import signature_blocks
from alignment_tui.documents.trade_offs import option_blocks, trade_off_blocks
from alignment_tui.documents.value_stream import value_stream_blocks
from alignment_tui.domain.blind import masked
from alignment_tui.domain.blocking import blocking
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.memo import decision_lines
from alignment_tui.domain.memo_findings import NOTHING_KNOWN, Outside
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.reviews import next_review, review_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from alignment_tui.domain.stages import place_of


def memo_document(session: Session, today: date, outside: Outside = NOTHING_KNOWN) -> MemoDocument:
    """Return the memo as it stands: the page to read, and the annex with everything it rests on."""
    state, signed = status(session), text_now(session)
    session = masked(session)
    front = tuple(_front(session))
    blocked = len(blocking(session))
    if blocked:
        count = "one thing stands" if blocked == 1 else f"{blocked} things stand"
        front = (Paragraph(line(f"Not ready: {count} in the way, listed at the end under Still open.")), *front)
    annex = tuple(_annex(session))
    if blocked or state.word == "draft":
        annex += tuple(finding_blocks(draft_findings(session, today, outside), "Still open"))
    return MemoDocument(
        title=session.title,
        kind=f"Decision memo, {state.words or state.word}",
        day=today,
        edition=f"text {signed.short}, version {signed.version}",
        front=front,
        annex=annex,
    )


def draft_findings(session: Session, today: date, outside: Outside) -> tuple[Finding, ...]:
    """Return what blocks and what still hangs on the way to the memo. Only a draft loads what looks for that."""
    from alignment_tui.domain.flow import findings

    last = place_of("memo")
    found = findings(session, today, outside)
    return tuple(finding for finding in found if finding.level == "block" or place_of(finding.stage) <= last)


def _front(session: Session) -> Iterator[Block]:
    rows = [(said.label, line(said.text)) for said in decision_lines(session) if said.text]
    choice = session.choice
    if choice:
        by = f"by {people(session, choice.decided_by)}" if choice.decided_by else ""
        settled = when_and_who(session, choice.on, choice.present)
        if by or settled:
            rows.append(("Decided", line(" ".join(part for part in (by, settled) if part))))
    for label, other in (("Replaces", session.memo.supersedes), ("Replaced by", session.memo.superseded_by)):
        if other:
            rows.append((label, line(Elsewhere(other))))
    if rows:
        yield Fields(tuple(rows))
    if not choice:
        yield Paragraph(line(_undecided(session)))
    yield from verdict_blocks(session)
    yield from metric_blocks(session)
    yield from trade_off_blocks(session)
    yield from constraint_blocks(session)
    cadence = session.memo.cadence
    if cadence:
        coming = next_review(session)
        following = f"; the next is on {coming.isoformat()}" if coming and coming != cadence.first else ""
        yield Heading("When we review")
        said = review_words(session.memo)
        yield Paragraph(line(f"{said[:1].upper()}{said[1:]}{following}."))
    elif session.metrics:
        yield Heading("When we review")
        yield Paragraph(line("Not agreed yet."))


def _annex(session: Session) -> Iterator[Block]:
    yield from undecided_blocks(session)
    yield from option_blocks(session)
    yield from ranking_blocks(session)
    yield from test_first_blocks(session)
    yield from behind_blocks(session)
    if session.streams:
        yield Heading("Where the work flows and waits")
        yield from value_stream_blocks(session)
    yield from signature_blocks(session)
    yield from lesson_blocks(session)
    yield from parked_blocks(session)
    yield from people_blocks(session)
    yield from note_blocks(session)


def _undecided(session: Session) -> str:
    if not session.requests:
        return "Nobody has asked for anything yet."
    waiting = sum(request.verdict is None and request.merged_into is None for request in session.requests)
    asked = "one request is" if waiting == 1 else f"{waiting} requests are"
    return f"No option is chosen yet; {asked} without a verdict." if waiting else "No option is chosen yet."
