"""What the facilitator alone needs to see: what to say, who was not heard, what is missing, the time against plan."""

from collections.abc import Iterator
from datetime import datetime

from alignment_tui.domain.flow import state
from alignment_tui.domain.records import Part, Request
from alignment_tui.domain.requests import called
from alignment_tui.domain.room import room
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import Stage
from alignment_tui.domain.time_box import TimeBox, allowed, clock, elapsed, over_by
from alignment_tui.ui.lines import BLANK, Line, columns, labelled

_WORDINGS = ("name", "text", "words", "gain", "service", "changed")
_LABEL = 10


def cue_lines(
    session: Session,
    stage: Stage,
    record: Part | None,
    box: TimeBox,
    stages: tuple[Stage, ...],
    now: datetime,
    width: int,
) -> list[Line]:
    """Return the cue sheet, what is needed first first."""
    lines: list[Line] = []
    for words in stage.script or ("no script for this stage in the playbook",):
        lines.extend(
            labelled("Say" if not lines else "", words, width, "quote" if stage.script else "dim", label_width=_LABEL)
        )
    lines.append(BLANK)
    if record is not None and (words := said_of(session, record)):
        lines.extend(labelled("They see", words, width, label_width=_LABEL))
    lines.extend(_people(session, width))
    reasons = state(session, stage.slug, now.date()).reasons
    for place, reason in enumerate(reasons):
        lines.extend(labelled("Missing" if not place else "", reason, width, "warn", label_width=_LABEL))
    if not reasons:
        lines.extend(
            labelled("Missing", "nothing; on to the next stage when the room is", width, "good", label_width=_LABEL)
        )
    return [*lines, BLANK, *_plan(stage, box, stages, now, width)]


def said_of(session: Session, record: Part) -> str:
    """Name a record in people's words."""
    if isinstance(record, Request):
        return called(session, record)
    words = next((str(getattr(record, name)) for name in _WORDINGS if getattr(record, name, "")), "")
    return f"{record.key} {words}".strip()


def _people(session: Session, width: int) -> Iterator[Line]:
    seats = room(session).people
    for label, states in (("Not heard", ("next", "waiting")), ("Away", ("away",))):
        names = [f"{seat.name}, next" if seat.state == "next" else seat.name for seat in seats if seat.state in states]
        if names:
            yield from labelled(label, "; ".join(names), width, label_width=_LABEL)


def _plan(stage: Stage, box: TimeBox, stages: tuple[Stage, ...], now: datetime, width: int) -> Iterator[Line]:
    planned = spent_in_all = 0.0
    for one in stages:
        current = one.slug == stage.slug
        spent = elapsed(box, one.slug, now) if current else box.spent.get(one.slug, 0.0)
        most = allowed(box, one.slug, one.minutes)
        over = over_by(spent, most)
        planned, spent_in_all = planned + (most or 0), spent_in_all + spent
        said = f"{clock(over)} over" if over else "now" if current else ""
        yield columns(
            width,
            ("▌" if current else " ", 1, "accent"),
            (one.title, 14, "strong" if current else "text"),
            (clock(spent) if spent else "-", -8, "text"),
            (f"of {clock(most)}" if most is not None else "", 10, "dim"),
            (said, 0, "warn" if over else "accent"),
        )
    yield columns(
        width,
        ("", 1, "dim"),
        ("In all", 14, "dim"),
        (clock(spent_in_all), -8, "dim"),
        (f"of {clock(planned)}", 0, "dim"),
    )
