"""How figures are said: short, in the unit people think in, and never rounded before they are compared."""

from datetime import date
from fractions import Fraction
from sys import float_info

from alignment_tui.domain.records import Estimate, Metric, Number

WORK_MINUTES = {"m": 1, "h": 60, "d": 480, "w": 2400}
_WEEKS_FROM = 20 * WORK_MINUTES["d"]
_INTEGERS = 2**53


def exact(value: Number) -> Fraction:
    """Return a figure as the decimal a person typed: 99.9 is 999/10, not its nearest binary neighbour."""
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))


def number(value: Fraction) -> Number:
    """Return an exact figure as JSON holds it: an integer where it is one, else the nearest float."""
    if value.denominator == 1 and abs(value.numerator) < _INTEGERS:
        return value.numerator
    try:
        return float(value)
    except OverflowError:
        return float_info.max if value > 0 else -float_info.max


def plain(value: Number) -> str:
    """Say a number as it is written by hand: ``120`` for 120.0, ``0.5``, and no exponent."""
    return _decimal(exact(value))


def rounded(value: Number | Fraction, digits: int = 1) -> str:
    """Say a number to at most so many decimals, halves away from zero, without trailing zeros."""
    precise = value if isinstance(value, Fraction) else exact(value)
    size, parts = abs(precise.numerator) * 10**digits, precise.denominator
    whole = (2 * size + parts) // (2 * parts)
    return _decimal(Fraction(whole if precise >= 0 else -whole, 10**digits))


def percent(fraction: Number, digits: int = 1) -> str:
    """Say a fraction of one as a percentage: 0.16796875 is ``16.8 %``."""
    return f"{rounded(exact(fraction) * 100, digits)} %"


def signed_percent(fraction: Number, digits: int = 0) -> str:
    """Say a change as a percentage with its sign: ``-24 %``, ``+21 %``, ``0 %``."""
    said = percent(fraction, digits)
    return f"+{said}" if fraction > 0 and said[0] != "0" else said


def measure(value: Number, unit: str) -> str:
    """Say a value in its unit: ``91 min/week``."""
    return f"{plain(value)} {unit}".rstrip()


def person_weeks(effort: Estimate | Number) -> str:
    """Say an effort in words: ``6 person-weeks``, or ``4 to 9 person-weeks, likely 6``."""
    if not isinstance(effort, Estimate):
        return f"{rounded(effort, 3)} {'person-week' if effort == 1 else 'person-weeks'}"
    if effort.bottom == effort.top:
        return person_weeks(effort.typical)
    return f"{rounded(effort.bottom, 3)} to {rounded(effort.top, 3)} person-weeks, likely {rounded(effort.typical, 3)}"


def person_weeks_short(effort: Estimate | Number | None) -> str:
    """Say an effort in a table's cell: ``6 pw``, ``4-9 pw``, ``?`` where nobody said."""
    if effort is None:
        return "?"
    if not isinstance(effort, Estimate):
        return f"{rounded(effort, 3)} pw"
    if effort.bottom == effort.top:
        return person_weeks_short(effort.typical)
    return f"{rounded(effort.bottom, 3)}-{rounded(effort.top, 3)} pw"


def work_time(time: Estimate | Number | None) -> str:
    """Say work minutes (480 a day, 5 days a week) in the largest unit that fits: ``30 m``, ``4 h``, ``4.5 d``.

    Weeks begin at 20 days, because a room compares lead times in days. Unknown is ``?``.
    """
    if time is None:
        return "?"
    if not isinstance(time, Estimate):
        unit = _work_unit(time)
        return f"{rounded(exact(time) / WORK_MINUTES[unit])} {unit}"
    if time.bottom == time.top:
        return work_time(time.typical)
    low, likely, high = (work_time(value) for value in (time.bottom, time.typical, time.top))
    if low[-1] == high[-1]:
        low = low[:-2]
    return f"{low} to {high}, likely {likely}"


def calendar_time(minutes: Number) -> str:
    """Say calendar minutes (1440 a day) as an error budget is spoken of: ``43.2 min``, ``3.5 h``, ``2.1 d``."""
    for unit, size in (("d", 1440), ("h", 60)):
        if abs(minutes) >= 2 * size:
            return f"{rounded(exact(minutes) / size)} {unit}"
    return f"{rounded(minutes)} min"


def figures(metric: Metric) -> str:
    """Say a metric's numbers: ``120 -> 90 min/week by 2025-06-30``; empty where it has none.

    An agreement keeps this text, so that a later change of a number shows.
    """
    if metric.baseline is None and metric.target is None:
        return ""
    aim = _aim(metric) or "?"
    start = "" if metric.baseline is None and metric.threshold else f"{_or_unknown(metric.baseline)} -> "
    return f"{start}{aim}{_after(metric.unit)}{_by(metric.by)}"


def target(metric: Metric) -> str:
    """Say where a metric should be: ``90 min/week`` or ``at least 7 a month``; empty where nobody said."""
    aim = _aim(metric)
    return f"{aim}{_after(metric.unit)}" if aim else ""


def _work_unit(minutes: Number) -> str:
    size = abs(minutes)
    if size >= _WEEKS_FROM:
        return "w"
    if size >= WORK_MINUTES["d"] - 3:  # 7.95 h would be said as 8 h, which is a day
        return "d"
    return "h" if size >= WORK_MINUTES["h"] else "m"


def _aim(metric: Metric) -> str:
    if metric.target is None:
        return ""
    return f"{metric.threshold} {plain(metric.target)}" if metric.threshold else plain(metric.target)


def _or_unknown(value: Number | None) -> str:
    return "?" if value is None else plain(value)


def _after(unit: str) -> str:
    return f" {unit}" if unit else ""


def _by(day: date | None) -> str:
    return f" by {day.isoformat()}" if day else ""


def _decimal(value: Fraction) -> str:
    """Write a fraction whose denominator divides a power of ten."""
    sign, size, digits = ("-" if value.numerator < 0 else ""), abs(value.numerator), 0
    while 10**digits % value.denominator:
        digits += 1
    text = str(size * 10**digits // value.denominator).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
