"""Whether a target asks for more than the process does already, or could be met, or broken, by chance.

The limits are the voice of the process, the target is the voice of the customer; a process does not hear the second.
Inside its natural limits any value may come next, so that meeting such a target tells nothing; beyond them none comes
unless the system is changed. (D. J. Wheeler, Understanding Variation, 1993; the limits are those of `xmr`.)
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.metrics import direction
from alignment_tui.domain.quantities import exact, plain, rounded
from alignment_tui.domain.records import Metric, Number, Reading
from alignment_tui.domain.session import Session
from alignment_tui.domain.xmr import ENOUGH, Limits, chart, readings_of

Reach = Literal["too early", "by chance", "broken by chance", "change", "kept", "passed"]
_MOST_DIGITS = 6


class Realism(Struct, frozen=True, kw_only=True):
    """How a target stands to the natural limits.

    ``by chance``: inside them, it may be met without anything having changed; ``change``: beyond them on the better
    side; ``passed``: beyond them on the worse side. For a floor or a ceiling: ``kept`` by every value to be expected,
    ``broken by chance`` by some, or by all, which needs a ``change``. `moving` limits hold a signal.
    """

    reach: Reach
    readings: int
    limits: Limits | None
    moving: bool


def realism(metric: Metric, readings: Sequence[Reading]) -> Realism | None:
    """Return how a metric's target stands to what its readings show; nothing without a target or any reading."""
    if metric.target is None or not readings:
        return None
    seen = chart(metric, readings)
    reach = _reach(metric, metric.target, seen.limits) if seen.limits else "too early"
    return Realism(reach=reach, readings=len(readings), limits=seen.limits, moving=bool(seen.signals))


def realism_words(session: Session, metric: Metric, today: date) -> str:
    """Say whether a target is realistic by the readings there are up to a day; empty where there is nothing to say."""
    found = realism(metric, [one for one in readings_of(session, metric.id) if one.on <= today])
    if found is None or metric.target is None:
        return ""
    if found.limits is None:
        many = "reading" if found.readings == 1 else "readings"
        return f"too early to tell: {found.readings} {many}, and it takes {ENOUGH}"
    said = _words(metric, metric.target, found.reach, found.limits)
    return (
        f"{said}; but there is a signal among its readings, so what it does may be changing" if found.moving else said
    )


def _reach(metric: Metric, target: Number, limits: Limits) -> Reach:
    aim, lower, upper = exact(target), exact(limits.lower), exact(limits.upper)
    better = direction(metric)
    if metric.threshold:
        kept, never = (lower >= aim, upper < aim) if better == "up" else (upper <= aim, lower > aim)
        return "kept" if kept else "change" if never else "broken by chance"
    if lower <= aim <= upper:
        return "by chance"
    return "passed" if (better == "down" and aim > upper) or (better == "up" and aim < lower) else "change"


def _words(metric: Metric, target: Number, reach: Reach, limits: Limits) -> str:
    digits = _digits(target, limits)
    aim = f"{metric.threshold} {plain(target)}" if metric.threshold else plain(target)
    lower, upper = rounded(limits.lower, digits), rounded(limits.upper, digits)
    does = f"what the process does already ({lower} to {upper})"
    if reach == "by chance":
        return f"the target {aim} lies inside {does}: it may be met by chance"
    if reach == "broken by chance":
        return f"{aim} lies inside {does}: it will be broken by chance, unless the system changes"
    if reach == "kept":
        return f"{aim} is kept by {does}"
    if reach == "passed":
        return f"the process is past {aim} already ({lower} to {upper}): the target asks for nothing new"
    if exact(target) < exact(limits.lower):
        return f"{aim} is below the lower limit {lower}: the system has to change"
    return f"{aim} is above the upper limit {upper}: the system has to change"


def _digits(target: Number, limits: Limits) -> int:
    """Return how many decimals it takes to see the limits apart from each other and from the target.

    A limit is shown as a round number where the process varies by tens, because nobody acts on its decimals.
    """
    aim, lower, upper = exact(target), exact(limits.lower), exact(limits.upper)
    digits = next((few for few in range(3) if (upper - lower) * 10**few >= 20), 3)
    while digits < _MOST_DIGITS and any(_same(aim, limit, digits) for limit in (lower, upper)):
        digits += 1
    return digits


def _same(one: Fraction, other: Fraction, digits: int) -> bool:
    return one != other and rounded(one, digits) == rounded(other, digits)
