"""Streams and their steps as rows of a list: the figures of the steps, and over them their sums, one column each."""

from rich.cells import cell_len

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import percent, plain, work_time
from alignment_tui.domain.records import Estimate, Step, Stream
from alignment_tui.domain.value_stream import figures, wait_minutes
from alignment_tui.ui.lines import Cell, Line, columns
from alignment_tui.ui.stages.base import NARROW

_ID, _LANE = 5, 10
_NAMES = (20, 30)


@once(kept=8)
def _texts(stream: Stream) -> dict[str, tuple[str, str, str, str]]:
    """Return PT, LT, wait and %C/A as they are shown, by id, those of the whole stream first."""
    whole = figures(stream)
    found = {
        stream.id: (
            f"PT {work_time(whole.total_process_time_minutes)}",
            f"LT {work_time(whole.total_lead_time_minutes)}",
            "",
            "?" if whole.rolled_percent_complete_accurate is None else percent(whole.rolled_percent_complete_accurate),
        )
    }
    for step in stream.steps:
        wait = wait_minutes(step)
        found[step.id] = (
            f"PT {_short(step.process_time_minutes)}",
            f"LT {_short(step.lead_time_minutes)}",
            f"waits {work_time(wait)}" if wait else "",
            _share(step.percent_complete_accurate),
        )
    return found


def stream_row(stream: Stream, width: int) -> Line:
    """Return a stream with its totals, or without steps with its name alone."""
    name = f"{stream.name} for {stream.who}" if stream.who else stream.name
    future = f"future of {stream.future_of}" if stream.future_of else ""
    tag: Cell | None = (future, len(future), "dim") if future else None
    if not stream.steps:
        return columns(width, (stream.id, _ID - 2, "dim"), (name, 0, "strong"), tag)
    return columns(width, (stream.id, _ID - 2, "dim"), (name, 0, "strong"), tag, *_figures(stream, stream.id, width))


def step_row(stream: Stream, step: Step, width: int) -> Line:
    """Return a step with its figures; its lane only where there is room, since the map shows that."""
    figures = _figures(stream, step.id, width)
    room = width - _ID - 2 - sum(abs(cell[1]) + 2 for cell in figures)
    least, most = _NAMES
    wanted = min(max(least, *(cell_len(other.name) for other in stream.steps)), most)
    lane: Cell | None = (step.lane, _LANE, "dim") if room - _LANE - 2 >= wanted else None
    return columns(width, (step.id, _ID, "dim"), (step.name, 0, "text"), lane, *figures)


def _figures(stream: Stream, own: str, width: int) -> list[Cell]:
    """Return the cells of a row's figures, as wide as the widest of the stream."""
    texts = _texts(stream)
    work, lead, wait, share = (max(len(row[place]) for row in texts.values()) for place in range(4))
    sizes = [work, lead, *([wait] if width >= NARROW and wait else []), -share]
    said = [text for place, text in enumerate(texts[own]) if place != 2 or (width >= NARROW and wait)]
    return [(text, size, "text") for text, size in zip(said, sizes, strict=True)]


def _short(time: Estimate | None) -> str:
    """Say a time in a row: a range by its ends."""
    if time is None or time.low is None or time.high is None:
        return work_time(time)
    return f"{work_time(time.low)}-{work_time(time.high)}".replace(" ", "")


def _share(share: Estimate | None) -> str:
    return "?" if share is None else f"{plain(share.typical)} %"
