"""A value stream's figures as a room hears them, how far they spread, and what a future state gains."""

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number, percent, work_time
from alignment_tui.domain.records import Number, Stream
from alignment_tui.domain.value_stream import StreamFigures, figures, figures_at

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


class Gains(Struct, frozen=True, kw_only=True):
    """What a future state changes against the current one; below zero is less. Unknown where either is."""

    process_time_minutes: Number | None
    lead_time_minutes: Number | None
    activity_ratio: Number | None
    rolled_percent_complete_accurate: Number | None
    rework_lead_time_minutes: Number | None


def ranges(stream: Stream) -> StreamRanges:
    """Return low, typical and high of every figure: all estimates at their low, typical and high value."""
    corners = (
        figures_at(stream, lambda estimate: estimate.bottom),
        figures_at(stream, lambda estimate: estimate.typical),
        figures_at(stream, lambda estimate: estimate.top),
    )
    return StreamRanges(**{name: _range([getattr(at, source) for at in corners]) for name, source in _NAMES.items()})


def gains(now: StreamFigures, then: StreamFigures) -> Gains:
    """Return the future figures less the current ones."""
    return Gains(**{name: _less(getattr(now, source), getattr(then, source)) for name, source in _NAMES.items()})


def gain_words(now: Stream, then: Stream) -> str:
    """Say what a future state gains: ``lead time 16 d -> 9 d, 7 d less; 16.8 % -> 31 % of the time is work``."""
    before, after = figures(now), figures(then)
    said = []
    for name, old, new in (
        ("lead time", before.total_lead_time_minutes, after.total_lead_time_minutes),
        ("work", before.total_process_time_minutes, after.total_process_time_minutes),
        ("rework", before.expected_rework_lead_time_minutes, after.expected_rework_lead_time_minutes),
    ):
        if old is not None and new is not None and old != new:
            change = f"{work_time(number(abs(exact(new) - exact(old))))} {'less' if new < old else 'more'}"
            said.append(f"{name} {work_time(old)} -> {work_time(new)}, {change}")
    for name, old, new in (
        ("of the time is work", before.activity_ratio, after.activity_ratio),
        ("goes through right", before.rolled_percent_complete_accurate, after.rolled_percent_complete_accurate),
    ):
        if old is not None and new is not None and old != new:
            said.append(f"{percent(old)} -> {percent(new)} {name}")
    if said:
        return "; ".join(said)
    whole = before.total_lead_time_minutes is not None and after.total_lead_time_minutes is not None
    return "nothing is different yet" if whole else "its gains can be told once every step has its times"


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


def rework_words(figures: StreamFigures) -> str:
    """Say what going back costs: ``Rework adds 1.1 d on average``; empty where nothing goes back."""
    extra = figures.expected_rework_lead_time_minutes
    return f"Rework adds {work_time(extra)} on average" if extra else ""


def incomplete_words(figures: StreamFigures) -> str:
    """Say what is missing: ``incomplete: Design has no lead time``; empty where nothing is."""
    return f"incomplete: {', '.join(figures.incomplete)}" if figures.incomplete else ""


def _range(values: list[Number | None]) -> Range | None:
    known = [value for value in values if value is not None]
    typical = values[1]
    if typical is None or len(known) < len(values):
        return None
    return Range(low=min(known), typical=typical, high=max(known))


def _less(now: Number | None, then: Number | None) -> Number | None:
    return None if now is None or then is None else number(exact(then) - exact(now))
