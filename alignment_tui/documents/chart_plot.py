"""One metric over time as geometry: where every point, limit and event is, before anything is drawn.

The SVG of a review and the cells of a terminal read this one picture, so neither can say what the other does not.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor, lcm

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number, plain, rounded, signed_percent
from alignment_tui.domain.records import Metric, Number
from alignment_tui.domain.scorecard import Row, row
from alignment_tui.domain.session import Session
from alignment_tui.domain.xmr import signal_words

_HEADROOM = Fraction(1, 16)


class Dot(Struct, frozen=True, kw_only=True):
    """A reading. `x` and `y` are shares of the picture from its lower left corner; `said` says why it is a signal."""

    x: float
    y: float
    on: date
    value: Number
    in_signal: bool
    said: str = ""


class Level(Struct, frozen=True, kw_only=True):
    """A value that holds all along: centre, limit or target. `words` has its figure: ``upper limit 118.3``."""

    kind: str
    y: float
    words: str


class Event(Struct, frozen=True, kw_only=True):
    """What happened on a day: a decision, a review, or what was noted beside a reading."""

    x: float
    on: date
    words: str


class Plot(Struct, frozen=True, kw_only=True):
    """A metric's picture: its dots, levels and events, and the figures on its scale as (share of the height, words).

    `summary` says in one sentence what is to be seen, for whoever does not see it.
    """

    metric: str
    name: str
    unit: str
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    events: tuple[Event, ...]
    first: date
    last: date
    scale: tuple[tuple[float, str], ...]
    summary: str


def plot_of(session: Session, metric: Metric, today: date) -> Plot | None:
    """Return the picture of a metric as of `today`; nothing before its first reading."""
    return plot_of_row(session, metric, row(session, metric, today))


def plot_of_row(session: Session, metric: Metric, now: Row) -> Plot | None:
    """Return the picture of a row of the scorecard that is worked out already."""
    readings = now.chart.readings
    if not readings:
        return None
    first, last = readings[0].on, readings[-1].on
    named = list(_levels(metric, now))
    values = [exact(one.value) for one in readings] + [exact(value) for _, value, _ in named]
    low, high = _span(min(values), max(values))
    heights = _heights(values, low, high)
    said = {signal.points[-1]: signal_words(signal) for signal in reversed(now.chart.signals)}
    inside = {point for signal in now.chart.signals for point in signal.points}
    return Plot(
        metric=metric.id,
        name=metric.name,
        unit=metric.unit,
        dots=tuple(
            Dot(
                x=_along(one.on, first, last),
                y=height,
                on=one.on,
                value=one.value,
                in_signal=place in inside,
                said=said.get(place, ""),
            )
            for place, (one, height) in enumerate(zip(readings, heights, strict=False), 1)
        ),
        levels=tuple(
            Level(kind=kind, y=height, words=words)
            for (kind, _, words), height in zip(named, heights[len(readings) :], strict=True)
        ),
        events=tuple(
            Event(x=_along(on, first, last), on=on, words=words)
            for on, words in sorted(_events(session, metric, now))
            if first <= on <= last
        ),
        first=first,
        last=last,
        scale=tuple((float((value - low) / (high - low)), plain(number(value))) for value in _round_values(low, high)),
        summary=summary(now),
    )


def summary(now: Row) -> str:
    """Say a row in one line: ``91, -24 %, on track; a signal: below the lower limit on 2025-05-26``."""
    change = None if now.change_since_baseline is None else signed_percent(now.change_since_baseline)
    latest = None if now.latest is None else rounded(now.latest, 3)
    return f"{', '.join(part for part in (latest, change, now.status) if part)}; {now.verdict}"


def _levels(metric: Metric, now: Row) -> Iterator[tuple[str, Number, str]]:
    if limits := now.chart.limits:
        yield "limit", limits.upper, f"upper limit {rounded(limits.upper)}"
        yield "centre", limits.centre, f"centre {rounded(limits.centre)}"
        yield "limit", limits.lower, f"lower limit {rounded(limits.lower)}"
    if metric.target is not None:
        yield "target", metric.target, f"target {plain(metric.target)}"


def _span(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Leave air above and below; a flat line runs through the middle, and what is never negative begins at 0."""
    room = (high - low) * _HEADROOM or abs(high) / 2 or Fraction(1)
    return (max(low - room, Fraction(0)) if low >= 0 and high > low else low - room), high + room


def _heights(values: list[Fraction], low: Fraction, high: Fraction) -> list[float]:
    """Return each value's share of the way from `low` to `high`, exactly: on whole numbers, which divide soon."""
    scale = lcm(low.denominator, high.denominator, *{value.denominator for value in values})
    base, height = int(low * scale), int((high - low) * scale)
    return [(value.numerator * (scale // value.denominator) - base) / height for value in values]


def _round_values(low: Fraction, high: Fraction) -> list[Fraction]:
    """Return two to five round values between the ends: multiples of 1, 2 or 5 times a power of ten."""
    step = Fraction(1)
    while step > (high - low) / 2:
        step /= 10
    while step * 10 <= (high - low) / 2:
        step *= 10
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) < 5)
    return [step * count for count in range(ceil(low / step), floor(high / step) + 1)]


def _along(on: date, first: date, last: date) -> float:
    return (on - first).days / (last - first).days if last > first else 0.5


def _events(session: Session, metric: Metric, now: Row) -> Iterator[tuple[date, str]]:
    if session.choice and session.choice.on:
        yield session.choice.on, f"{session.choice.option} chosen"
    for version in session.versions:
        yield version.at.date(), f"version {version.number} signed"
    if metric.limits:
        yield metric.limits.on, "limits locked"
    for review in session.reviews:
        yield review.on, "review"
    for wire in session.tripwires:
        if wire.metric == metric.id and wire.reopened_on:
            yield wire.reopened_on, f"{wire.id} reopened {wire.reopens}"
    for one in now.chart.readings:
        if one.note:
            yield one.on, one.note
