"""A value stream's figures as a room hears them, and how far they spread."""

from msgspec import Struct

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import exact, percent, plain, work_time
from alignment_tui.domain.records import Number, Stream
from alignment_tui.domain.value_stream import StreamFigures, figures, figures_at, loop_minutes

_NAMES = {
    "process_time_minutes": "total_process_time_minutes",
    "lead_time_minutes": "total_lead_time_minutes",
    "activity_ratio": "activity_ratio",
    "rolled_percent_complete_accurate": "rolled_percent_complete_accurate",
    "rework_lead_time_minutes": "expected_rework_lead_time_minutes",
}


class Range(Struct, frozen=True, kw_only=True):
    """A figure at its lowest, typical and highest."""

    low: Number
    typical: Number
    high: Number


class StreamRanges(Struct, frozen=True, kw_only=True):
    """How far each figure of a stream spreads; unknown where a step's figure is missing."""

    process_time_minutes: Range | None
    lead_time_minutes: Range | None
    activity_ratio: Range | None
    rolled_percent_complete_accurate: Range | None
    rework_lead_time_minutes: Range | None


def ranges(stream: Stream) -> StreamRanges:
    """Return low, typical and high of every figure: all estimates at their low, typical and high value."""
    corners = (
        figures_at(stream, lambda estimate: estimate.bottom),
        figures_at(stream, lambda estimate: estimate.typical),
        figures_at(stream, lambda estimate: estimate.top),
    )
    return StreamRanges(**{name: _range([getattr(at, source) for at in corners]) for name, source in _NAMES.items()})


def worst_words(figures: StreamFigures) -> str:
    """Say the worst step: ``work waits 4.5 d before Design, 34 % of all waiting``; empty where nothing waits."""
    worst = figures.worst_wait
    if worst is None:
        return ""
    return f"work waits {work_time(worst.minutes)} before {worst.step}, {percent(worst.share, 0)} of all waiting"


def total_words(figures: StreamFigures) -> str:
    """Say the totals that are known, one sentence each."""
    said = []
    lead, work, ratio = figures.total_lead_time_minutes, figures.total_process_time_minutes, figures.activity_ratio
    if lead is not None and work is not None:
        share = f": {percent(ratio)} of the time is work" if ratio is not None else ""
        said.append(f"Total lead time {work_time(lead)}, work {work_time(work)}{share}.")
    elif lead is not None:
        said.append(f"Total lead time {work_time(lead)}.")
    elif work is not None:
        said.append(f"Work {work_time(work)}.")
    if figures.rolled_percent_complete_accurate is not None:
        said.append(f"{percent(figures.rolled_percent_complete_accurate)} goes through right the first time.")
    return " ".join(said)


@once(kept=8)
def rework_words(stream: Stream) -> str:
    """Say what going back costs, and where most: ``Rework adds 1.1 d on average: 10 % go back from Build to Design``.

    Empty where nothing goes back, or where a lead time is missing that it would be counted from.
    """
    expected = figures(stream).expected_rework_lead_time_minutes
    if not expected:
        return ""
    costs = [(loop_minutes(stream, loop) or 0, loop) for loop in stream.rework]
    most, loop = max(costs, key=lambda cost: exact(cost[0]))
    names = {step.id: step.name for step in stream.steps}
    way = f"from {names[loop.source]} to {names[loop.target]}"
    adds = f"Rework adds {work_time(expected)} on average"
    if sum(minutes > 0 for minutes, _ in costs) == 1:
        return f"{adds}: {plain(loop.percent)} % go back {way}"
    return f"{adds}; what goes back {way} costs most, {work_time(most)}"


def incomplete_words(figures: StreamFigures, most: int | None = None) -> str:
    """Say what is missing: ``incomplete: Design has no lead time``; empty where nothing is.

    Of more than `most` the rest is counted: ``incomplete: ..., and 3 more``.
    """
    said = figures.incomplete[:most]
    left = len(figures.incomplete) - len(said)
    return f"incomplete: {', '.join(said)}{f', and {left} more' if left else ''}" if said else ""


def _range(values: list[Number | None]) -> Range | None:
    known = [value for value in values if value is not None]
    typical = values[1]
    if typical is None or len(known) < len(values):
        return None
    return Range(low=min(known), typical=typical, high=max(known))
