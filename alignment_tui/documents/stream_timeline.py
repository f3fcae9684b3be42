"""A whole value stream in one line, true to scale: dashes for waiting, blocks for work, place after place."""

from fractions import Fraction

from alignment_tui.documents.map_canvas import Ink, MapLine, MapSpan
from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Number, Step, Stream
from alignment_tui.domain.value_stream import figures, parallel_groups

_WORK, _HARDLY_ANY = "█", "┤"
_WAITING = {"wait": "╌", "worst": "╍"}


def timeline(stream: Stream, room: int, minutes: Number | None = None) -> MapLine:
    """Return the timeline of a stream, `room` cells for `minutes` or for its own lead time.

    It is empty where a time is missing or there is none. Of parallel steps the longest is drawn. A place whose work is
    less than a cell ends in a tick; one that takes less than half a cell is not seen.
    """
    counted = figures(stream)
    total = counted.total_lead_time_minutes
    if not total or counted.total_process_time_minutes is None:
        return ()
    scale = Fraction(room) / exact(minutes or total)
    worst = counted.worst_wait.step if counted.worst_wait else ""
    spans: list[MapSpan] = []
    passed = Fraction(0)
    for group in parallel_groups(stream):
        longest = max(group, key=_lead)
        begin, ready, end = (round(at * scale) for at in (passed, passed + _wait(longest), passed + _lead(longest)))
        ink: Ink = "worst" if any(step.name == worst for step in group) else "wait"
        passed += _lead(longest)
        if end > begin:
            own = tuple(step.id for step in group)
            work = _WORK * (end - ready) or _HARDLY_ANY
            spans.append(MapSpan(_WAITING[ink] * (end - begin - len(work)), ink, own))
            spans.append(MapSpan(work, "name" if end > ready else ink, own))
    return tuple(spans)


def _lead(step: Step) -> Fraction:
    return exact(step.lead_time_minutes.typical) if step.lead_time_minutes else Fraction(0)


def _wait(step: Step) -> Fraction:
    return _lead(step) - (exact(step.process_time_minutes.typical) if step.process_time_minutes else Fraction(0))
