from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.time_box import (
    TimeBox,
    begin_again,
    clock,
    elapsed,
    grant,
    pause,
    resumed,
    start,
    time_words,
    turn,
)

NINE = datetime(2025, 3, 3, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_a_clock_counts_while_it_runs_and_keeps_what_it_counted() -> None:
    box = start(TimeBox(), NINE)
    assert elapsed(box, "requests", at(5)) == 300
    box = pause(box, "requests", at(5))
    assert (box.running, elapsed(box, "requests", at(50))) == (False, 300)
    assert elapsed(start(box, at(60)), "requests", at(61)) == 360


def test_starting_a_clock_that_runs_takes_nothing_from_it() -> None:
    box = start(TimeBox(), NINE)
    assert start(box, at(5)) is box
    assert pause(pause(box, "requests", at(1)), "requests", at(9)) == pause(box, "requests", at(1))


def test_each_stage_has_its_own_time() -> None:
    box = turn(start(TimeBox(), NINE), "requests", at(12))
    assert elapsed(box, "value-stream", at(20)) == 480
    box = turn(box, "value-stream", at(20))
    assert elapsed(box, "requests", at(21)) == 13 * 60
    assert turn(TimeBox(), "requests", NINE) == TimeBox()


@pytest.mark.parametrize(
    ("minutes", "extra", "after", "words"),
    [
        (20, 0, 12.5, "12:30 of 20:00"),
        (20, 0, 20, "20:00 of 20:00"),
        (20, 0, 21.5, "21:30, 1:30 over"),
        (20, 60, 21.5, "21:30, 0:30 over"),
        (None, 0, 61, "61:00"),
        (None, 0, 121, "2:01:00"),
        (None, 120, 1, "1:00 of 2:00"),
        (20, 0, 0, "0:00 of 20:00"),
    ],
)
def test_time_in_words(minutes: int | None, extra: int, after: float, words: str) -> None:
    box = start(grant(TimeBox(), "memo", extra) if extra else TimeBox(), NINE)
    assert time_words(box, "memo", minutes, at(after)) == words


def test_a_clock_that_never_ran_says_nothing_and_one_that_stands_says_so() -> None:
    assert time_words(TimeBox(), "memo", 20, NINE) == ""
    assert time_words(pause(start(TimeBox(), NINE), "memo", at(2)), "memo", 20, at(30)) == "2:00 of 20:00, paused"


def test_to_begin_again_forgets_one_stage_only() -> None:
    box = turn(grant(start(TimeBox(), NINE), "requests", 60), "requests", at(3))
    again = begin_again(box, "requests", at(4))
    assert (again.spent, again.extra, again.since) == ({}, {}, at(4))
    assert begin_again(pause(box, "memo", at(4)), "requests", at(5)).spent == {"memo": 60}


def test_what_passed_while_nobody_looked_is_not_counted() -> None:
    box = start(TimeBox(), NINE)
    later = resumed(box, "requests", at(10), at(90))
    assert (later.running, elapsed(later, "requests", at(91))) == (True, 660)
    assert elapsed(resumed(box, "requests", None, at(90)), "requests", at(90)) == 0
    assert elapsed(resumed(box, "requests", NINE - timedelta(hours=1), at(90)), "requests", at(90)) == 0
    assert resumed(TimeBox(spent={"memo": 5}), "memo", at(1), at(90)) == TimeBox(spent={"memo": 5})


def test_a_clock_set_back_never_counts_below_nothing() -> None:
    assert elapsed(start(TimeBox(), NINE), "memo", NINE - timedelta(hours=1)) == 0


@given(st.integers(0, 200_000))
def test_a_clock_reads_back(seconds: int) -> None:
    parts = [int(part) for part in clock(seconds).split(":")]
    assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == seconds
