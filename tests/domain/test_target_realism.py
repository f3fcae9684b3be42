from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import LockedLimits, Metric, Number
from alignment_tui.domain.target_realism import Realism, realism, realism_words
from alignment_tui.domain.xmr import chart
from tests.factories import metric, readings, session

LATER = date(2026, 1, 1)
STEADY = (100, 104, 98, 102, 96, 100)  # centre 100, mean range 4.8, limits 87.232 and 112.768
DOES = "what the process does already (87 to 113)"
WHEELER = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)


def told(measured: Metric, *values: Number, today: date = LATER) -> str:
    return realism_words(session(metrics=(measured,), readings=readings(*values)), measured, today)


def aiming(target: Number | None, baseline: Number | None = 100, **fields: Any) -> Metric:
    return metric(baseline=baseline, target=target, unit="min", **fields)


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (aiming(90), "the target 90 lies inside what the process does already (87 to 113): it may be met by chance"),
        (aiming(80), "80 is below the lower limit 87: the system has to change"),
        (aiming(120), "120 is above the upper limit 113: the system has to change"),
        (
            aiming(120, baseline=200),
            "the process is past 120 already (87 to 113): the target asks for nothing new",
        ),
        (
            aiming(80, baseline=10),
            "the process is past 80 already (87 to 113): the target asks for nothing new",
        ),
        (aiming(80, baseline=None), "80 is below the lower limit 87: the system has to change"),
        (aiming(100), "the target 100 lies inside what the process does already (87 to 113): it may be met by chance"),
        (aiming(87), "87 is below the lower limit 87.2: the system has to change"),
        (aiming(120, threshold="at most"), "at most 120 is kept by what the process does already (87 to 113)"),
        (aiming(80, threshold="at least"), "at least 80 is kept by what the process does already (87 to 113)"),
        (
            aiming(105, threshold="at most"),
            f"at most 105 lies inside {DOES}: it will be broken by chance, unless the system changes",
        ),
        (
            aiming(95, threshold="at least"),
            f"at least 95 lies inside {DOES}: it will be broken by chance, unless the system changes",
        ),
        (aiming(80, threshold="at most"), "at most 80 is below the lower limit 87: the system has to change"),
        (aiming(120, threshold="at least"), "at least 120 is above the upper limit 113: the system has to change"),
    ],
)
def test_a_target_is_set_against_what_the_process_does(measured: Metric, words: str) -> None:
    assert told(measured, *STEADY) == words


def test_a_golden_series_holds_a_signal_and_its_limits_are_said_with_that() -> None:
    assert told(aiming(3000, baseline=4135), *WHEELER) == (
        "3000 is below the lower limit 3189: the system has to change; "
        "but there is a signal among its readings, so what it does may be changing"
    )


def test_few_readings_say_too_early_and_none_say_nothing() -> None:
    assert told(aiming(90)) == ""
    assert told(aiming(90), 100) == "too early to tell: 1 reading, and it takes 6"
    assert told(aiming(90), *STEADY[:5]) == "too early to tell: 5 readings, and it takes 6"
    assert told(aiming(None, threshold=None), *STEADY) == ""


def test_readings_after_the_day_are_not_known_yet() -> None:
    assert told(aiming(90), *STEADY, today=date(2025, 3, 10)) == "too early to tell: 2 readings, and it takes 6"


def test_locked_limits_hold_whatever_came_later() -> None:
    locked = LockedLimits(
        centre=50, lower=40, upper=60, range_limit=12, readings=6, reason="signed", on=date(2025, 3, 1)
    )
    found = realism(aiming(30, limits=locked), readings(50, 52))
    assert found is not None
    assert (found.reach, found.limits and found.limits.lower, found.moving) == ("change", 40, False)


def test_small_figures_keep_the_decimals_that_tell_them_apart() -> None:
    rates = (0.31, 0.32, 0.3, 0.31, 0.33, 0.31)
    assert told(aiming(0.29, baseline=0.31), *rates) == (
        "the target 0.29 lies inside what the process does already (0.271 to 0.356): it may be met by chance"
    )
    assert told(aiming(5), 5, 5, 5, 5, 5, 5) == (
        "the target 5 lies inside what the process does already (5 to 5): it may be met by chance"
    )


NUMBERS = st.one_of(st.integers(-1000, 1000), st.floats(-1000, 1000, allow_nan=False).map(lambda one: round(one, 3)))


@given(
    st.lists(NUMBERS, min_size=6, max_size=20),
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
    st.sampled_from([None, "at least", "at most"]),
)
def test_what_is_said_is_what_the_limits_say(
    values: list[Number], target: Number, baseline: Number | None, threshold: str | None
) -> None:
    measured = aiming(target, baseline=baseline, threshold=threshold)
    seen = readings(*values)
    found = realism(measured, seen)
    limits = chart(measured, seen).limits
    assert isinstance(found, Realism)
    assert limits is not None
    inside = exact(limits.lower) <= exact(target) <= exact(limits.upper)
    if threshold is None:
        assert (found.reach == "by chance") is inside
    else:
        met = [
            value >= target if threshold == "at least" else value <= target for value in (limits.lower, limits.upper)
        ]
        assert (found.reach == "kept") is all(met)
        assert (found.reach == "change") is not any(met)
    said = told(measured, *values)
    assert said.startswith(("the target", "the process", *("at least", "at most"))) or said[0] in "-0123456789"
    assert len(said) < 250


@given(st.lists(st.integers(0, 1000), min_size=6, max_size=20), st.integers(1, 9))
def test_a_target_beyond_every_reading_by_the_whole_spread_needs_the_system_to_change(
    values: list[int], factor: int
) -> None:
    spread = max(values) - min(values) + 1
    far = max(values) + 4 * factor * spread
    found = realism(aiming(far, baseline=sum(values) // len(values)), readings(*values))
    assert found is not None
    assert found.reach == "change"
