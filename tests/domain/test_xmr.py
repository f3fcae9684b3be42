from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import LockedLimits, Number
from alignment_tui.domain.xmr import Limits, chart, lock, natural_limits, never_negative, readings_of, signals_in
from tests.factories import metric, readings, session

GOLDEN = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)
STEADY = (10, 11, 10, 11, 10, 11, 10, 11)


def held(lower: Number = 0, centre: Number = 10, upper: Number = 20, range_limit: Number = 100) -> Limits:
    return Limits(centre=centre, lower=lower, upper=upper, range_limit=range_limit)


def found(*values: Number, limits: Limits | None = None) -> list[tuple[Any, ...]]:
    return [(one.rule, one.points, one.side) for one in signals_in(values, limits or held())]


def test_the_golden_chart_to_the_last_digit() -> None:
    limits = natural_limits(GOLDEN)
    assert limits.centre == 4135.5
    assert round(limits.lower, 4) == 3188.7173
    assert round(limits.upper, 4) == 5082.2827
    assert round(limits.range_limit, 4) == 1163.1901
    assert round((limits.upper - limits.centre) / 2.66, 4) == 355.9333


def test_the_golden_signals_and_no_third_rule_for_a_run_of_seven() -> None:
    assert found(*GOLDEN, limits=natural_limits(GOLDEN)) == [(1, (16,), "up"), (1, (16,), None)]


def test_rule_one_is_strictly_outside() -> None:
    assert found(0, 20) == []
    assert found(-1, 21) == [(1, (1,), "down"), (1, (2,), "up")]
    assert found(0, 20, limits=held(range_limit=19)) == [(1, (2,), None)]


def test_rule_two_is_three_of_four_beyond_half_way() -> None:
    assert found(16, 5, 16, 16) == [(2, (1, 3, 4), "up")]
    assert found(4, 4, 10, 4) == [(2, (1, 2, 4), "down")]
    assert found(15, 15, 15, 15) == []
    assert found(16, 4, 16, 4) == []


def test_windows_of_rule_two_that_overlap_are_one_signal() -> None:
    assert found(16, 16, 16, 10, 16, 16) == [(2, (1, 2, 3, 5, 6), "up")]
    assert [one[1] for one in found(16, 16, 16, 10, 10, 10, 16, 16, 16)] == [(1, 2, 3), (7, 8, 9)]


def test_rule_three_is_eight_in_a_row_on_one_side() -> None:
    assert found(*[11] * 7) == []
    assert found(*[11] * 8) == [(3, (1, 2, 3, 4, 5, 6, 7, 8), "up")]
    assert found(*[9] * 9) == [(3, tuple(range(1, 10)), "down")]


def test_a_value_on_the_centre_belongs_to_neither_side() -> None:
    assert found(11, 11, 11, 11, 10, 11, 11, 11, 11) == []


values_within = st.lists(st.integers(-5, 25), max_size=30)


@given(values_within)
def test_rule_one_equals_the_obvious(values: list[int]) -> None:
    limits = held(range_limit=12)
    outside = [(place, "up" if value > 20 else "down") for place, value in enumerate(values, 1) if not 0 <= value <= 20]
    jumps = [place for place in range(2, len(values) + 1) if abs(values[place - 1] - values[place - 2]) > 12]
    ones = [one for one in found(*values, limits=limits) if one[0] == 1]
    assert [(points[0], side) for _, points, side in ones if side] == outside
    assert [points[0] for _, points, side in ones if side is None] == jumps


@given(values_within)
def test_rule_two_equals_the_obvious(values: list[int]) -> None:
    for side in ("up", "down"):
        beyond = {place for place, value in enumerate(values, 1) if (value > 15 if side == "up" else value < 5)}
        windows = [set(range(start, start + 4)) & beyond for start in range(1, len(values) - 2)]
        expected: set[int] = set().union(*(window for window in windows if len(window) >= 3))
        twos = [points for rule, points, one in found(*values) if (rule, one) == (2, side)]
        assert {point for points in twos for point in points} == expected
        assert sum(len(points) for points in twos) == len(expected)


@given(values_within)
def test_rule_three_equals_the_obvious(values: list[int]) -> None:
    for side in ("up", "down"):
        on = [value > 10 if side == "up" else value < 10 for value in values]
        expected = set()
        for start in range(len(values) - 7):
            if all(on[start : start + 8]):
                expected |= set(range(start + 1, start + 9))
        threes = [points for rule, points, one in found(*values) if (rule, one) == (3, side)]
        assert {point for points in threes for point in points} == expected
        assert sum(len(points) for points in threes) == len(expected)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_limits_equal_the_formulas(values: list[int]) -> None:
    limits = natural_limits(values)
    mean = sum(values) / len(values)
    ranges = [abs(values[place] - values[place - 1]) for place in range(1, len(values))]
    mean_range = sum(ranges) / len(ranges)
    assert limits.centre == pytest.approx(mean)
    assert limits.lower == pytest.approx(mean - 2.66 * mean_range, abs=1e-6)
    assert limits.upper == pytest.approx(mean + 2.66 * mean_range, abs=1e-6)
    assert limits.range_limit == pytest.approx(3.268 * mean_range)
    assert natural_limits(values, at_least_zero=True).lower == max(limits.lower, 0)


def test_counts_and_percents_never_go_below_zero() -> None:
    assert never_negative("a month", (3, 0, 7))
    assert never_negative("%", (0.5, 1.5))
    assert not never_negative("d", (0.5, 1.5))
    assert not never_negative("%", (-0.5, 1.5))
    made = chart(metric(unit="incidents"), readings(0, 9, 0, 9, 0, 9)).limits
    assert made is not None
    assert made.lower == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), "no readings yet"),
        ((1,), "too early to tell: 1 reading"),
        ((1, 2, 3, 4, 5), "too early to tell: 5 readings"),
        (STEADY, "noise: inside its limits"),
        ((*STEADY, 90), "a signal: above the upper limit on 2025-04-28"),
        ((50, 51, 50, 51, 50, 51, 50, 51, 5), "a signal: below the lower limit on 2025-04-28"),
        ((10, 13) * 4 + (14, 17) * 4, "a signal: 8 in a row above the centre on 2025-06-16"),
    ],
)
def test_the_verdict_is_one_plain_sentence(values: tuple[int, ...], said: str) -> None:
    assert chart(metric(unit="d"), readings(*values)).verdict == said


def test_fewer_than_six_have_no_limits_and_six_are_provisional() -> None:
    assert chart(metric(), readings(1, 2, 3, 4, 5)).limits is None
    assert not chart(metric(), readings(1, 2, 3, 4, 5)).provisional
    assert chart(metric(), readings(1, 2, 3, 4, 5, 6)).provisional


def test_locked_limits_hold_whatever_comes_after() -> None:
    locked = lock(metric(), readings(*STEADY), "signed", date(2025, 5, 1))
    assert locked is not None
    assert (locked.readings, locked.reason, locked.on) == (8, "signed", date(2025, 5, 1))
    later = chart(metric(limits=locked), readings(*STEADY, *[40] * 8))
    assert later.limits is not None
    assert (later.limits.centre, later.provisional) == (locked.centre, False)
    assert later.verdict.startswith("a signal: above the upper limit")
    assert lock(metric(), readings(1, 2, 3), "early", date(2025, 5, 1)) is None


def test_locked_limits_judge_even_the_first_reading() -> None:
    locked = LockedLimits(centre=10, lower=5, upper=15, range_limit=6, readings=8, reason="x", on=date(2025, 1, 1))
    assert chart(metric(limits=locked), readings(20)).verdict == "a signal: above the upper limit on 2025-03-03"


def test_signals_have_the_day_and_value_of_their_last_point() -> None:
    last = chart(metric(unit="d"), readings(*STEADY, 90)).signals[0]
    assert (last.rule, last.on, last.value, last.side) == (1, date(2025, 4, 28), 90, "up")


def test_a_jump_alone_is_a_signal() -> None:
    locked = LockedLimits(centre=10, lower=0, upper=20, range_limit=6, readings=8, reason="x", on=date(2025, 1, 1))
    assert chart(metric(limits=locked), readings(5, 15)).verdict == (
        "a signal: it jumped further than its range limit on 2025-03-10"
    )


def test_three_of_four_in_words() -> None:
    locked = LockedLimits(centre=10, lower=0, upper=20, range_limit=60, readings=8, reason="x", on=date(2025, 1, 1))
    assert chart(metric(limits=locked), readings(3, 4, 10, 3)).verdict == (
        "a signal: three of four near the lower limit on 2025-03-24"
    )


def test_readings_are_taken_by_day() -> None:
    mixed = tuple(reversed(readings(1, 2, 3)))
    whole = session(metrics=(metric(), metric(2)), readings=(*mixed, *readings(9, of="M2")))
    assert [one.value for one in readings_of(whole, "M1")] == [1, 2, 3]
