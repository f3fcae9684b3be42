from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.records import Rework, Step, Stream
from alignment_tui.domain.value_stream import figures, futures, loop_minutes, parallel_groups, touching, wait_minutes
from alignment_tui.domain.value_stream_gains import gains
from alignment_tui.domain.value_stream_words import (
    Range,
    incomplete_words,
    ranges,
    rework_words,
    total_words,
    worst_words,
)
from tests.factories import estimate, golden_stream, request, session, step, stream


def test_the_golden_stream_to_the_last_digit() -> None:
    found = figures(golden_stream())
    assert found.total_process_time_minutes == 1290
    assert found.total_lead_time_minutes == 7680
    assert found.activity_ratio == 0.16796875
    assert found.rolled_percent_complete_accurate == 0.4788
    assert found.expected_rework_lead_time_minutes == 0
    assert found.incomplete == ()
    assert found.worst_wait is not None
    assert (found.worst_wait.step, found.worst_wait.minutes) == ("Design", 2160)
    assert found.worst_wait.share == 2160 / 6390


def test_rework_stands_apart_from_every_total() -> None:
    found = figures(golden_stream(10))
    assert found.expected_rework_lead_time_minutes == 528
    assert replace(found, expected_rework_lead_time_minutes=0) == figures(golden_stream())


def test_the_golden_stream_in_words() -> None:
    found = figures(golden_stream(10))
    assert worst_words(found) == "work waits 4.5 d before Design, 34 % of all waiting"
    assert total_words(found) == (
        "Total lead time 16 d, work 2.7 d: 16.8 % of the time is work. 47.9 % goes through right the first time."
    )
    assert rework_words(golden_stream(10)) == "Rework adds 1.1 d on average: 10 % go back from Build to Design"
    assert incomplete_words(found) == ""


def test_of_parallel_steps_the_longest_lead_time_counts_and_all_work() -> None:
    found = figures(
        stream(
            step(1, "Build", 60, 480, 90),
            step(2, "Test", 30, 960, 90),
            step(3, "Scan", 10, 480, 90, parallel_with="V1.2"),
            step(4, "Audit", 20, 1200, 90, parallel_with="V1.3"),
        )
    )
    assert (found.total_process_time_minutes, found.total_lead_time_minutes) == (120, 480 + 1200)


def test_steps_that_point_at_each_other_share_one_place() -> None:
    both = stream(step(1, parallel_with="V1.2"), step(2, parallel_with="V1.1"), step(3))
    assert [[one.id for one in group] for group in parallel_groups(both)] == [["V1.1", "V1.2"], ["V1.3"]]


def test_rework_over_parallel_steps_takes_the_longest() -> None:
    loop = (Rework(source="V1.3", target="V1.1", percent=50),)
    found = figures(
        stream(
            step(1, "A", 1, 100, 90),
            step(2, "B", 1, 300, 90, parallel_with="V1.1"),
            step(3, "C", 1, 50, 90),
            rework=loop,
        )
    )
    assert found.expected_rework_lead_time_minutes == 175


def test_of_several_loops_the_one_that_costs_most_is_named() -> None:
    often, far = Rework(source="V1.2", target="V1.1", percent=50), Rework(source="V1.3", target="V1.1", percent=30)
    found = stream(step(1, "A", 1, 100, 90), step(2, "B", 1, 300, 90), step(3, "C", 1, 500, 90), rework=(often, far))
    assert (loop_minutes(found, often), loop_minutes(found, far)) == (200, 270)
    assert figures(found).expected_rework_lead_time_minutes == 470
    assert rework_words(found) == "Rework adds 7.8 h on average; what goes back from C to A costs most, 4.5 h"


def test_rework_says_nothing_where_none_is_or_a_lead_time_is_missing() -> None:
    back = Rework(source="V1.1", target="V1.1", percent=10)
    assert rework_words(golden_stream()) == ""
    assert rework_words(stream(step(1, "A", 1, 100), rework=(replace(back, percent=0),))) == ""
    assert rework_words(stream(step(1, "A", 1), rework=(back,))) == ""
    assert rework_words(stream(step(1, "A", 1, 100), rework=(back,))) == (
        "Rework adds 10 m on average: 10 % go back from A to A"
    )


def test_of_much_that_is_missing_the_rest_is_counted() -> None:
    found = figures(stream(step(1, "A"), step(2, "B", 1, 2, 90)))
    assert incomplete_words(found, 2) == "incomplete: A has no process time, A has no lead time, and 1 more"
    assert incomplete_words(found, 3) == incomplete_words(found)


@pytest.mark.parametrize(
    ("change", "unknown", "said"),
    [
        (
            {"lead_time_minutes": None},
            {"total_lead_time_minutes", "activity_ratio", "expected_rework_lead_time_minutes", "worst_wait"},
            "Design has no lead time",
        ),
        (
            {"process_time_minutes": None},
            {"total_process_time_minutes", "activity_ratio", "worst_wait"},
            "Design has no process time",
        ),
        ({"percent_complete_accurate": None}, {"rolled_percent_complete_accurate"}, "Design has no %C/A"),
    ],
)
def test_a_missing_figure_leaves_what_it_touches_unknown(change: dict[str, Any], unknown: set[str], said: str) -> None:
    whole = golden_stream(10)
    steps = list(whole.steps)
    steps[1] = replace(steps[1], **change)
    found = figures(replace(whole, steps=tuple(steps)))
    assert {name for name in found.__struct_fields__ if getattr(found, name) is None} == unknown
    assert found.incomplete == (said,)
    assert incomplete_words(found) == f"incomplete: {said}"


def test_a_stream_without_steps_has_no_figures() -> None:
    found = figures(stream())
    assert found.total_lead_time_minutes is None
    assert found.total_process_time_minutes is None
    assert found.rolled_percent_complete_accurate is None
    assert found.incomplete == ("Checkout has no steps yet",)
    assert total_words(found) == worst_words(found) == ""


def test_a_lead_time_of_nothing_has_no_ratio_and_says_so() -> None:
    found = figures(stream(step(1, "Click", 0, 0, 100)))
    assert (found.total_lead_time_minutes, found.activity_ratio, found.worst_wait) == (0, None, None)
    assert found.incomplete == ("the total lead time is 0, so there is no activity ratio",)


def test_nothing_right_the_first_time_rolls_to_nothing() -> None:
    assert figures(stream(step(1, "A", 1, 2, 0), step(2, "B", 1, 2, 90))).rolled_percent_complete_accurate == 0


def test_rework_that_goes_forward_is_not_counted() -> None:
    found = figures(
        stream(
            step(1, "A", 1, 2, 90), step(2, "B", 1, 2, 90), rework=(Rework(source="V1.1", target="V1.2", percent=9),)
        )
    )
    assert found.expected_rework_lead_time_minutes is None
    assert found.incomplete == ("the rework from A to B goes forward",)


def test_low_typical_and_high_are_carried_through() -> None:
    wide = stream(
        step(1, "A", estimate(10, 20, 40), estimate(100, 200, 400), estimate(70, 80, 90)),
        step(2, "B", 10, 100, 50),
        rework=(Rework(source="V1.2", target="V1.1", percent=10),),
    )
    found = ranges(wide)
    assert found.process_time_minutes == Range(low=20, typical=30, high=50)
    assert found.lead_time_minutes == Range(low=200, typical=300, high=500)
    assert found.rolled_percent_complete_accurate == Range(low=0.35, typical=0.4, high=0.45)
    assert found.rework_lead_time_minutes == Range(low=20, typical=30, high=50)
    assert found.activity_ratio == Range(low=0.1, typical=0.1, high=0.1)
    assert ranges(stream(step(1, "A", 1))).lead_time_minutes is None


def test_a_future_state_says_what_it_gains() -> None:
    now = figures(golden_stream(10))
    faster = replace(golden_stream(), steps=golden_stream().steps[:3])
    gained = gains(now, figures(faster))
    assert (gained.process_time_minutes, gained.lead_time_minutes) == (-60, -1440)
    assert gained.rolled_percent_complete_accurate == 0.0252
    assert gained.rework_lead_time_minutes == -528
    assert gains(now, figures(stream())).lead_time_minutes is None


def test_futures_and_what_touches_a_step() -> None:
    current = golden_stream()
    future = Stream(id="V2", name="Faster", future_of="V1")
    whole = session(streams=(current, future), requests=(request(1, touches=("V1.2",)), request(2)))
    assert futures(whole, "V1") == (future,)
    assert [one.id for one in touching(whole, "V1.2")] == ["R1"]
    assert wait_minutes(current.steps[1]) == 2160
    assert wait_minutes(step(1)) is None


minutes = st.integers(0, 5000)


@st.composite
def streams(draw: st.DrawFn) -> Stream:
    count = draw(st.integers(1, 8))
    steps: list[Step] = []
    for number in range(1, count + 1):
        work, wait, share = draw(minutes), draw(minutes), draw(st.integers(0, 100))
        beside = f"V1.{number - 1}" if number > 1 and draw(st.booleans()) else None
        steps.append(step(number, f"Step {number}", work, work + wait, share, parallel_with=beside))
    back = draw(st.integers(1, count))
    source = draw(st.integers(back, count))
    loop = Rework(source=f"V1.{source}", target=f"V1.{back}", percent=draw(st.integers(0, 100)))
    return stream(*steps, rework=(loop,))


def typical(value: Any) -> int:
    assert value is not None
    return int(value.typical)


@given(streams())
def test_figures_equal_the_slow_and_obvious_ones(drawn: Stream) -> None:
    place, places = -1, []
    for one in drawn.steps:
        place += 0 if one.parallel_with else 1
        places.append(place)
    leads = [typical(one.lead_time_minutes) for one in drawn.steps]
    works = [typical(one.process_time_minutes) for one in drawn.steps]
    paired = list(zip(places, leads, strict=True))
    longest = [max(lead for _, lead in group) for _, group in groupby(paired, key=lambda pair: pair[0])]
    found = figures(drawn)
    assert found.total_process_time_minutes == sum(works)
    assert found.total_lead_time_minutes == sum(longest)
    assert found.activity_ratio == (sum(works) / sum(longest) if sum(longest) else None)
    product = 1.0
    for one in drawn.steps:
        product *= typical(one.percent_complete_accurate) / 100
    assert found.rolled_percent_complete_accurate == pytest.approx(product)
    loop = drawn.rework[0]
    ids = [one.id for one in drawn.steps]
    first, last = places[ids.index(loop.target)], places[ids.index(loop.source)]
    assert found.expected_rework_lead_time_minutes == pytest.approx(loop.percent / 100 * sum(longest[first : last + 1]))
    waits = [lead - work for lead, work in zip(leads, works, strict=True)]
    if sum(waits):
        assert found.worst_wait is not None
        assert found.worst_wait.minutes == max(waits)
        assert found.worst_wait.share == max(waits) / sum(waits)
    else:
        assert found.worst_wait is None
