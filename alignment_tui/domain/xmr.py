"""The process behaviour chart (XmR, after Wheeler): what is noise, and what is a signal.

centre = mean(x); mR = |x_i - x_(i-1)|; limits = centre +- 2.66 x mean(mR); upper range limit = 3.268 x mean(mR).
Everything is compared exactly; figures are rounded for display only.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import lcm
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import LockedLimits, Metric, Number, Reading
from alignment_tui.domain.session import Session

ENOUGH = 6
RUN = 8
_LIMIT, _RANGE_LIMIT = Fraction("2.66"), Fraction("3.268")
Side = Literal["up", "down"]


class Limits(Struct, frozen=True, kw_only=True):
    """Natural process limits in the metric's own unit."""

    centre: Number
    lower: Number
    upper: Number
    range_limit: Number


class Signal(Struct, frozen=True, kw_only=True):
    """A signal by rule 1, 2 or 3, with the numbers (from 1) of its points and the day of the last.

    `side` is where it points, nothing for a moving range above its limit.
    """

    rule: Literal[1, 2, 3]
    points: tuple[int, ...]
    side: Side | None
    on: date
    value: Number


class Chart(Struct, frozen=True, kw_only=True):
    """One metric's chart; without limits it is too early to tell. `provisional` limits move with every reading."""

    metric: str
    readings: tuple[Reading, ...]
    limits: Limits | None
    provisional: bool
    signals: tuple[Signal, ...]
    verdict: str


def readings_by_metric(session: Session) -> dict[str, tuple[Reading, ...]]:
    """Return the readings by day of every metric that has any."""
    by_metric: dict[str, list[Reading]] = {}
    for one in session.readings:
        by_metric.setdefault(one.metric, []).append(one)
    return {metric: tuple(sorted(found, key=attrgetter("on"))) for metric, found in by_metric.items()}


def readings_of(session: Session, metric_id: str) -> tuple[Reading, ...]:
    """Return the readings of a metric by day."""
    return tuple(sorted((one for one in session.readings if one.metric == metric_id), key=lambda one: one.on))


def chart(metric: Metric, readings: Sequence[Reading]) -> Chart:
    """Return a metric's chart from its readings in order of days. Locked limits hold; else all readings make them."""
    values = tuple(one.value for one in readings)
    limits = _locked(metric.limits) if metric.limits else None
    if limits is None and len(values) >= ENOUGH:
        limits = _limits_once(values, metric.unit)
    signals = tuple(_dated(found, readings) for found in _signals_once(values, limits)) if limits else ()
    return Chart(
        metric=metric.id,
        readings=tuple(readings),
        limits=limits,
        provisional=limits is not None and metric.limits is None,
        signals=signals,
        verdict=_verdict(len(values), limits, signals),
    )


def natural_limits(values: Sequence[Number], at_least_zero: bool = False) -> Limits:
    """Return centre and limits of two or more values; with `at_least_zero` the lower limit is not below 0."""
    points, scale = _whole_numbers(values)
    centre = Fraction(sum(points), len(points) * scale)
    mean_range = Fraction(sum(abs(after - before) for before, after in pairwise(points)), (len(points) - 1) * scale)
    lower = centre - _LIMIT * mean_range
    return Limits(
        centre=number(centre),
        lower=number(max(lower, Fraction(0)) if at_least_zero else lower),
        upper=number(centre + _LIMIT * mean_range),
        range_limit=number(_RANGE_LIMIT * mean_range),
    )


@lru_cache
def _limits_once(values: tuple[Number, ...], unit: str) -> Limits:
    """An edit leaves most metrics as they are, and the same values have the same limits."""
    return natural_limits(values, never_negative(unit, values))


def never_negative(unit: str, values: Sequence[Number]) -> bool:
    """Return whether these are counts or percents that never go below 0, so that no limit should."""
    counts = all(value == int(value) for value in values)
    return all(value >= 0 for value in values) and (counts or "%" in unit or "percent" in unit.casefold())


def lock(metric: Metric, readings: Sequence[Reading], reason: str, on: date) -> LockedLimits | None:
    """Return limits to lock, made from these readings; nothing while there are fewer than six."""
    values = [one.value for one in readings]
    if len(values) < ENOUGH:
        return None
    made = natural_limits(values, never_negative(metric.unit, values))
    return LockedLimits(
        centre=made.centre,
        lower=made.lower,
        upper=made.upper,
        range_limit=made.range_limit,
        readings=len(values),
        reason=reason,
        on=on,
    )


class Found(Struct, frozen=True, kw_only=True):
    """A signal before it has a day: its rule, the numbers of its points from 1, and its side."""

    rule: Literal[1, 2, 3]
    points: tuple[int, ...]
    side: Side | None


def signals_in(values: Sequence[Number], limits: Limits) -> tuple[Found, ...]:
    """Return the signals among values under the limits: rule 1 by point, then rules 2 and 3 by run."""
    figures = (limits.centre, limits.lower, limits.upper, limits.range_limit)
    (*points, centre, lower, upper, range_limit), _ = _whole_numbers((*values, *figures))
    return (
        *_outside(points, lower, upper, range_limit),
        *_near([2 * value > centre + upper for value in points], "up"),
        *_near([2 * value < centre + lower for value in points], "down"),
        *_runs(points, centre),
    )


@lru_cache
def _signals_once(values: tuple[Number, ...], limits: Limits) -> tuple[Found, ...]:
    return signals_in(values, limits)


def _whole_numbers(values: Sequence[Number]) -> tuple[list[int], int]:
    """Return the values times one common factor, and the factor: integers compare as exactly as fractions, and fast."""
    parts = [(value, 1) if isinstance(value, int) else exact(value).as_integer_ratio() for value in values]
    scale = lcm(*{below for _, below in parts})
    return [above * (scale // below) for above, below in parts], scale


def _outside(points: list[int], lower: int, upper: int, range_limit: int) -> Iterator[Found]:
    for place, value in enumerate(points):
        if value > upper:
            yield Found(rule=1, points=(place + 1,), side="up")
        elif value < lower:
            yield Found(rule=1, points=(place + 1,), side="down")
        if place and abs(value - points[place - 1]) > range_limit:
            yield Found(rule=1, points=(place + 1,), side=None)


def _near(beyond: list[bool], side: Side) -> Iterator[Found]:
    """Three of four in a row beyond half way to a limit; windows that overlap are one signal."""
    group: list[int] = []
    for start in range(len(beyond) - 3):
        if sum(beyond[start : start + 4]) < 3:
            continue
        inside = [place for place in range(start, start + 4) if beyond[place]]
        if group and start > group[-1]:
            yield _numbered(2, group, side)
            group = []
        group += [place for place in inside if not group or place > group[-1]]
    if group:
        yield _numbered(2, group, side)


def _runs(points: list[int], centre: int) -> Iterator[Found]:
    run: list[int] = []
    side: Side | None = None
    for place, value in enumerate((*points, centre)):
        now: Side | None = "up" if value > centre else "down" if value < centre else None
        if now == side and now is not None:
            run.append(place)
            continue
        if side is not None and len(run) >= RUN:
            yield _numbered(3, run, side)
        side, run = now, [place]


def _numbered(rule: Literal[2, 3], places: list[int], side: Side) -> Found:
    return Found(rule=rule, points=tuple(place + 1 for place in places), side=side)


def _dated(found: Found, readings: Sequence[Reading]) -> Signal:
    last = readings[found.points[-1] - 1]
    return Signal(rule=found.rule, points=found.points, side=found.side, on=last.on, value=last.value)


def _locked(held: LockedLimits) -> Limits:
    return Limits(centre=held.centre, lower=held.lower, upper=held.upper, range_limit=held.range_limit)


def _verdict(count: int, limits: Limits | None, signals: tuple[Signal, ...]) -> str:
    if not count:
        return "no readings yet"
    if limits is None:
        return f"too early to tell: {count} {'reading' if count == 1 else 'readings'}"
    if not signals:
        return "noise: inside its limits"
    latest = max(signals, key=lambda signal: (signal.points[-1], signal.side is not None, _WEIGHT[signal.rule]))
    return f"a signal: {signal_words(latest)} on {latest.on.isoformat()}"


_WEIGHT = {1: 3, 2: 1, 3: 2}


def signal_words(signal: Signal) -> str:
    """Say a signal without its day: ``below the lower limit``, ``8 in a row above the centre``."""
    if signal.side is None:
        return "it jumped further than its range limit"
    above = signal.side == "up"
    if signal.rule == 1:
        return "above the upper limit" if above else "below the lower limit"
    if signal.rule == 2:
        return f"three of four near the {'upper' if above else 'lower'} limit"
    return f"{len(signal.points)} in a row {'above' if above else 'below'} the centre"
