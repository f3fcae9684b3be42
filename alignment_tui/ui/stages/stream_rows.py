"""Streams and their steps as rows of a list: the figures of the steps, and over them their sums, one column each."""

from rich.cells import cell_len

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import percent, plain, work_time
from alignment_tui.domain.records import Estimate, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import figures, wait_minutes
from alignment_tui.ui.lines import Cell, Line, columns
from alignment_tui.ui.stages.base import NARROW, id_room

_ID, _LANE = 5, 10
_NAMES = (20, 30)


def stream_row(session: Session, stream: Stream, width: int) -> Line:
    """Return a stream with its totals, or without steps with its name alone."""
    name = f"{stream.name} for {stream.who}" if stream.who else stream.name
    future = f"future of {stream.future_of}" if stream.future_of else ""
    tag: Cell | None = (future, len(future), "dim") if future else None
    cells = _figures(session, stream.id, width) if stream.steps else []
    return columns(width, (stream.id, id_room(session.streams, _ID - 2), "dim"), (name, 0, "strong"), tag, *cells)


def step_row(session: Session, stream: Stream, step: Step, width: int) -> Line:
    """Return a step with its figures; its lane only where there is room, since the map shows that."""
    cells = _figures(session, step.id, width)
    own = id_room(stream.steps, _ID)
    room = width - own - 2 - sum(abs(cell[1]) + 2 for cell in cells)
    least, most = _NAMES
    wanted = min(max(least, *(cell_len(other.name) for other in stream.steps)), most)
    lane: Cell | None = (step.lane, _LANE, "dim") if room - _LANE - 2 >= wanted else None
    return columns(width, (step.id, own, "dim"), (step.name, 0, "text"), lane, *cells)


def _figures(session: Session, own: str, width: int) -> list[Cell]:
    """Return the cells of a row's figures, as wide as the widest of the list."""
    texts = _texts(session.streams)
    work, lead, wait, share = (max(len(row[place]) for row in texts.values()) for place in range(4))
    sizes = [work, lead, *([wait] if width >= NARROW and wait else []), -share]
    said = [text for place, text in enumerate(texts[own]) if place != 2 or (width >= NARROW and wait)]
    return [(text, size, "text") for text, size in zip(said, sizes, strict=True)]


@once(kept=4)
def _texts(streams: tuple[Stream, ...]) -> dict[str, tuple[str, str, str, str]]:
    """Return PT, LT, wait and %C/A of every stream and step as they are shown, by id."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for stream in streams:
        whole = figures(stream)
        rolled = whole.rolled_percent_complete_accurate
        found[stream.id] = (
            f"PT {work_time(whole.total_process_time_minutes)}",
            f"LT {work_time(whole.total_lead_time_minutes)}",
            "",
            "?" if rolled is None else percent(rolled),
        )
        for step in stream.steps:
            wait = wait_minutes(step)
            found[step.id] = (
                f"PT {_short(step.process_time_minutes)}",
                f"LT {_short(step.lead_time_minutes)}",
                f"waits {work_time(wait)}" if wait else "",
                _share(step.percent_complete_accurate),
            )
    return found


def _short(time: Estimate | None) -> str:
    """Say a time in a row: a range by its ends."""
    if time is None or time.low is None or time.high is None:
        return work_time(time)
    return f"{work_time(time.low)}-{work_time(time.high)}".replace(" ", "")


def _share(share: Estimate | None) -> str:
    return "?" if share is None else f"{plain(share.typical)} %"
