"""The chart worked out a second time, slowly and from the book: decimals by hand, windows one by one."""

from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import Number
from alignment_tui.domain.xmr import Limits, chart, natural_limits, signals_in
from tests.factories import metric, readings

GOLDEN = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)
Signals = set[tuple[int, int, str]]
"""Of each signal: its rule, the number of its last point, and its side ("range" for a moving range)."""


def slow_limits(values: list[Number]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Centre, lower and upper limit and range limit in fifty decimal digits."""
    getcontext().prec = 50
    points = [Decimal(str(value)) for value in values]
    centre = sum(points, Decimal(0)) / len(points)
    ranges = [abs(points[place] - points[place - 1]) for place in range(1, len(points))]
    mean_range = sum(ranges, Decimal(0)) / len(ranges)
    reach = Decimal("2.66") * mean_range
    return centre, centre - reach, centre + reach, Decimal("3.268") * mean_range


def slow_signals(values: list[Number], limits: Limits) -> Signals:
    """Every signal by the wording of its rule, on fractions; signals that overlap are one, told at its last point."""
    points = [Fraction(str(value)) for value in values]
    centre, lower, upper, range_limit = (
        Fraction(str(value)) for value in (limits.centre, limits.lower, limits.upper, limits.range_limit)
    )
    found: Signals = set()
    for place, value in enumerate(points, start=1):
        if value > upper:
            found.add((1, place, "up"))
        if value < lower:
            found.add((1, place, "down"))
        if place > 1 and abs(value - points[place - 2]) > range_limit:
            found.add((1, place, "range"))
    for side, limit in (("up", upper), ("down", lower)):
        beyond_centre = [value > centre if side == "up" else value < centre for value in points]
        nearer_limit = [
            on_side and (abs(value - limit) < abs(value - centre) or (value - limit) * (value - centre) > 0)
            for value, on_side in zip(points, beyond_centre, strict=True)
        ]
        found |= {(2, group[-1], side) for group in _joined(_three_of_four(nearer_limit))}
        found |= {(3, group[-1], side) for group in _joined(_eight(beyond_centre))}
    return found


def _three_of_four(marks: list[bool]) -> list[list[int]]:
    windows = [[place for place in range(start, start + 4) if marks[place]] for start in range(len(marks) - 3)]
    return [[place + 1 for place in window] for window in windows if len(window) >= 3]


def _eight(marks: list[bool]) -> list[list[int]]:
    starts = [start for start in range(len(marks) - 7) if all(marks[start : start + 8])]
    return [list(range(start + 1, start + 9)) for start in starts]


def _joined(windows: list[list[int]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for window in windows:
        if groups and set(groups[-1]) & set(window):
            groups[-1] = sorted({*groups[-1], *window})
        else:
            groups.append(window)
    return groups


def fast_signals(values: list[Number], limits: Limits) -> Signals:
    return {(one.rule, one.points[-1], one.side or "range") for one in signals_in(values, limits)}


typed = st.one_of(
    st.integers(-50, 50), st.decimals(-50, 50, places=2).map(float), st.sampled_from([0, 0.1, 0.2, 0.3, 10, 10.5])
)


@given(st.lists(typed, min_size=2, max_size=40))
def test_limits_equal_the_slow_ones(values: list[Number]) -> None:
    made = natural_limits(values)
    for fast, slow in zip((made.centre, made.lower, made.upper, made.range_limit), slow_limits(values), strict=True):
        assert float(fast) == pytest.approx(float(slow), rel=1e-12, abs=1e-12)


@given(st.lists(typed, min_size=1, max_size=40), st.tuples(typed, st.integers(1, 30), st.integers(1, 40)))
def test_signals_under_locked_limits_equal_the_slow_ones(values: list[Number], held: tuple[Number, int, int]) -> None:
    centre, reach, range_limit = held
    # Decimals as a person types them: 0.1 + 30 in binary is not 30.1.
    lower, upper = (float(Decimal(str(centre)) + sign * reach) for sign in (-1, 1))
    limits = Limits(centre=centre, lower=lower, upper=upper, range_limit=range_limit)
    assert fast_signals(values, limits) == slow_signals(values, limits)


@given(st.lists(typed, min_size=6, max_size=40))
def test_signals_under_their_own_limits_equal_the_slow_ones(values: list[Number]) -> None:
    limits = natural_limits(values)
    assert fast_signals(values, limits) == slow_signals(values, limits)


@given(st.lists(st.integers(0, 3).map(lambda step: 10 + step * 3), min_size=8, max_size=40))
def test_signals_of_long_runs_equal_the_slow_ones(values: list[int]) -> None:
    limits = Limits(centre=12, lower=4, upper=20, range_limit=8)
    assert fast_signals([*values], limits) == slow_signals([*values], limits)


def test_the_golden_chart_by_hand() -> None:
    centre, lower, upper, range_limit = slow_limits([*GOLDEN])
    assert [round(value, 4) for value in (centre, lower, upper, range_limit)] == [
        Decimal("4135.5"),
        Decimal("3188.7173"),
        Decimal("5082.2827"),
        Decimal("1163.1901"),
    ]
    whole = chart(metric(unit="", baseline=None), readings(*GOLDEN))
    assert whole.limits is not None
    assert slow_signals([*GOLDEN], whole.limits) == {(1, 16, "up"), (1, 16, "range")}
    assert {(one.rule, one.points[-1], one.side or "range") for one in whole.signals} == {
        (1, 16, "up"),
        (1, 16, "range"),
    }
