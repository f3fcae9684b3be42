"""One stage of a session as calm text, and the overview of all of them: what ``show`` prints."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Line, Paragraph, line
from alignment_tui.documents.constraints import constraint_blocks
from alignment_tui.documents.findings import finding_blocks
from alignment_tui.documents.metrics import metric_blocks, realism_blocks
from alignment_tui.documents.people import parked_blocks, people_blocks
from alignment_tui.documents.rankings import ranking_blocks
from alignment_tui.documents.requests import request_blocks, undecided_blocks, verdict_blocks
from alignment_tui.documents.scorecard import scorecard_blocks
from alignment_tui.documents.sign_off import signature_blocks
from alignment_tui.documents.text import NARROWEST, beside, block_lines
from alignment_tui.documents.trade_offs import offer_blocks, option_blocks, trade_off_blocks
from alignment_tui.documents.value_stream_text import value_stream_lines
from alignment_tui.domain.blind import masked
from alignment_tui.domain.constraints import capacity_and_posture
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.flow import StageState, findings, state, states
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.reviews import review_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import place_of, stage_of


def stage_text(session: Session, slug: StageSlug, today: date, width: int = 80) -> str:
    """Return a stage as text: its question and state, its records with ids and figures, and what is left hanging."""
    session = masked(session)
    stage, here = stage_of(slug), state(session, slug, today)
    found = [one for one in findings(session, today) if one.stage == slug]
    told = {finding.message for finding in found}
    reasons = tuple(Entry(id="-", head=line(reason)) for reason in here.reasons if reason not in told)
    width = max(width, NARROWEST)
    # The map is lines of its own; everything else is blocks.
    drawn = value_stream_lines(session, width) if slug == "value-stream" else []
    blocks = (*_blocks(session, slug, today), *finding_blocks(found, "Findings"))
    lines = beside(f"{stage.title}, {stage.day}", here.state, width)
    lines += block_lines((Paragraph(line(stage.question)),), width)
    if reasons:
        lines += block_lines((Entries(reasons),), width)
    below = block_lines(blocks, width)
    said = [*drawn, *([""] if drawn and below else []), *below] or ["Nothing here yet."]
    return _text([*lines, "", *said])


def show_text(session: Session, today: date, width: int = 80) -> str:
    """Return the whole session at a glance: every stage with its state, capacity and posture, who is who."""
    session, width = masked(session), max(width, NARROWEST)
    found = findings(session, today)
    stages = tuple(_stage_entry(here, found) for here in states(session, today))
    blocks: list[Block] = [Entries(stages)]
    if summary := capacity_and_posture(session):
        blocks.append(Paragraph(line(f"Capacity and posture: {summary}.")))
    blocks += [*people_blocks(session), *parked_blocks(session)]
    memo = status(session)
    lines = [*beside(session.title.upper(), f"memo {memo.words or memo.word}", width), ""]
    return _text(lines + block_lines(tuple(blocks), width))


def _stage_entry(here: StageState, found: tuple[Finding, ...]) -> Entry:
    hanging = sum(one.stage == here.slug for one in found)
    counted = "" if not hanging else "1 finding" if hanging == 1 else f"{hanging} findings"
    title, number = stage_of(here.slug).title, str(place_of(here.slug) + 1)
    reasons: tuple[Line, ...] = tuple(line(reason) for reason in here.reasons)
    return Entry(id=number, head=line(title), figures=line(here.state), aside=counted, notes=reasons)


def _blocks(session: Session, slug: StageSlug, today: date) -> Iterator[Block]:
    if slug == "requests":
        yield from request_blocks(session)
        yield from people_blocks(session)
    elif slug == "metrics":
        yield from metric_blocks(session)
        yield from realism_blocks(session, today)
    elif slug == "constraints":
        yield from constraint_blocks(session)
    elif slug == "trade-offs":
        yield from option_blocks(session)
        yield from trade_off_blocks(session)
        yield from offer_blocks(session)
        yield from ranking_blocks(session, drawn=True)
        yield from verdict_blocks(session)
        yield from undecided_blocks(session)
    elif slug == "memo":
        yield from _memo_blocks(session)
    elif slug == "sign-off":
        yield from signature_blocks(session)
    else:
        yield from scorecard_blocks(session, today)


def _memo_blocks(session: Session) -> Iterator[Block]:
    memo, now = session.memo, status(session)
    written = (
        ("Context", memo.context),
        ("Facing", memo.facing),
        ("Why", memo.why),
        ("Decision", memo.decision),
        ("Reviews", review_words(memo)),
        ("Replaces", memo.supersedes),
        ("Replaced by", memo.superseded_by),
        ("Status", now.words or now.word),
    )
    yield Fields(tuple((label, line(words)) for label, words in written if words))


def _text(lines: list[str]) -> str:
    return "\n".join(text.rstrip() for text in lines) + "\n"
