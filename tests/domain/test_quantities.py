from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.quantities import (
    calendar_time,
    exact,
    figures,
    measure,
    number,
    percent,
    person_weeks,
    person_weeks_short,
    plain,
    rounded,
    signed_percent,
    target,
    work_time,
)
from alignment_tui.domain.records import Number
from tests.factories import estimate, metric


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (120, "120"),
        (120.0, "120"),
        (0.5, "0.5"),
        (-3.25, "-3.25"),
        (1e16, "10000000000000000"),
        (1e-7, "0.0000001"),
        (0, "0"),
    ],
)
def test_plain_numbers_are_written_as_by_hand(value: Number, said: str) -> None:
    assert plain(value) == said


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_plain_never_loses_a_digit(value: Number) -> None:
    said = plain(value)
    assert "e" not in said
    assert float(said) == float(value) if isinstance(value, float) else int(said) == value


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [(16.796875, 1, "16.8"), (0.25, 1, "0.3"), (-0.25, 1, "-0.3"), (-0.04, 1, "0"), (2.0, 1, "2"), (33.8028, 0, "34")],
)
def test_rounding_is_half_away_from_zero_and_leaves_no_zeros(value: Number, digits: int, said: str) -> None:
    assert rounded(value, digits) == said


def test_percentages() -> None:
    assert percent(0.16796875) == "16.8 %"
    assert [signed_percent(share) for share in (-0.24, 0.21, 0, 0.001)] == ["-24 %", "+21 %", "0 %", "0 %"]


def test_person_weeks() -> None:
    assert [person_weeks(weeks) for weeks in (6, 1, 1.5)] == ["6 person-weeks", "1 person-week", "1.5 person-weeks"]
    assert person_weeks(estimate(4, 6, 9)) == "4 to 9 person-weeks, likely 6"
    assert person_weeks(estimate(6, 6, 6)) == "6 person-weeks"
    assert [person_weeks_short(weeks) for weeks in (6, estimate(6), estimate(4, 6, 9), None)] == [
        "6 pw",
        "6 pw",
        "4-9 pw",
        "?",
    ]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, "30 m"),
        (60, "1 h"),
        (240, "4 h"),
        (479, "1 d"),
        (480, "1 d"),
        (930, "1.9 d"),
        (2160, "4.5 d"),
        (528, "1.1 d"),
        (1290, "2.7 d"),
        (7680, "16 d"),
        (9600, "4 w"),
        (0, "0 m"),
        (-2160, "-4.5 d"),
    ],
)
def test_work_time_is_said_in_the_largest_unit_that_fits(minutes: Number, said: str) -> None:
    assert work_time(minutes) == said


def test_a_range_of_work_time() -> None:
    assert work_time(estimate(480, 960, 1920)) == "1 to 4 d, likely 2 d"
    assert work_time(estimate(30, 120, 960)) == "30 m to 2 d, likely 2 h"
    assert work_time(None) == "?"


def test_calendar_time() -> None:
    assert [calendar_time(minutes) for minutes in (43.2, -20.16, 210, 3024)] == [
        "43.2 min",
        "-20.2 min",
        "3.5 h",
        "2.1 d",
    ]


def test_a_metric_s_figures() -> None:
    june = date(2025, 6, 30)
    assert figures(metric(by=june)) == "120 -> 90 min/week by 2025-06-30"
    setups = metric(name="partner setups", unit="a month", baseline=7, target=7, threshold="at least", by=None)
    assert (figures(setups), target(setups)) == ("7 -> at least 7 a month", "at least 7 a month")
    assert (
        figures(metric(unit="a month", baseline=None, target=7, threshold="at least", by=None)) == "at least 7 a month"
    )
    assert figures(metric(baseline=None, by=None)) == "? -> 90 min/week"
    assert figures(metric(target=None, by=None)) == "120 -> ? min/week"
    assert figures(metric(baseline=None, target=None)) == ""
    assert target(metric(target=None)) == ""


def test_a_measure_has_no_dangling_space() -> None:
    assert [measure(91, "min/week"), measure(3.0, "%"), measure(3, "")] == ["91 min/week", "3 %", "3"]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=3))
def test_exact_is_what_was_typed(typed: object) -> None:
    value = float(str(typed))
    assert float(exact(value)) == value
    assert number(exact(value)) == value


def test_a_figure_too_large_for_a_float_stays_a_number() -> None:
    assert number(exact(1e308) * 1000) > 1e308
