"""What a future state of a value stream gains against the current one, as figures and as a room hears them."""

from typing import Literal

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number, percent, rounded, work_time
from alignment_tui.domain.records import Number, Stream
from alignment_tui.domain.value_stream import StreamFigures, figures

_NAMES = {
    "process_time_minutes": "total_process_time_minutes",
    "lead_time_minutes": "total_lead_time_minutes",
    "activity_ratio": "activity_ratio",
    "rolled_percent_complete_accurate": "rolled_percent_complete_accurate",
    "rework_lead_time_minutes": "expected_rework_lead_time_minutes",
}
# What a room calls each figure, and whether less of it or more of it is the gain.
_SAID = {
    "lead_time_minutes": ("Lead time, LT", "less"),
    "process_time_minutes": ("Work, PT", "less"),
    "activity_ratio": ("Activity ratio", "more"),
    "rolled_percent_complete_accurate": ("Rolled %C/A", "more"),
    "rework_lead_time_minutes": ("Expected rework", "less"),
}


class Gains(Struct, frozen=True, kw_only=True):
    """What a future state changes against the current one; below zero is less. Unknown where either is."""

    process_time_minutes: Number | None
    lead_time_minutes: Number | None
    activity_ratio: Number | None
    rolled_percent_complete_accurate: Number | None
    rework_lead_time_minutes: Number | None


class GainRow(Struct, frozen=True, kw_only=True):
    """One figure now and then, and the difference in words."""

    what: str
    now: str
    then: str
    change: str
    turn: Literal["better", "worse", "same", "unknown"]


def gains(now: StreamFigures, then: StreamFigures) -> Gains:
    """Return the future figures less the current ones."""
    return Gains(**{name: _less(getattr(now, source), getattr(then, source)) for name, source in _NAMES.items()})


def gain_rows(now: Stream, then: Stream) -> tuple[GainRow, ...]:
    """Return every figure of a stream beside that of its future state: ``16 d``, ``9 d``, ``7 d less``."""
    before, after = figures(now), figures(then)
    change = gains(before, after)
    return tuple(
        _row(what, gain, getattr(before, _NAMES[name]), getattr(after, _NAMES[name]), getattr(change, name))
        for name, (what, gain) in _SAID.items()
    )


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


def _row(what: str, gain: str, now: Number | None, then: Number | None, change: Number | None) -> GainRow:
    is_share = gain == "more"
    said, difference = (percent, _points) if is_share else (work_time, work_time)
    known = [("?" if value is None else said(value)) for value in (now, then)]
    if change is None:
        return GainRow(what=what, now=known[0], then=known[1], change="not known yet", turn="unknown")
    if not change:
        return GainRow(what=what, now=known[0], then=known[1], change="as now", turn="same")
    way = "less" if change < 0 else "more"
    return GainRow(
        what=what,
        now=known[0],
        then=known[1],
        change=f"{difference(abs(change))} {way}",
        turn="better" if way == gain else "worse",
    )


def _points(fraction: Number) -> str:
    """Say a difference of two percentages: ``3.2 points``."""
    return f"{rounded(exact(fraction) * 100)} points"


def _less(now: Number | None, then: Number | None) -> Number | None:
    return None if now is None or then is None else number(exact(then) - exact(now))
