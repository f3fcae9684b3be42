"""The sentence under a status: the same numbers as the status, and never one that reads as false."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import Number, Version
from alignment_tui.domain.scorecard import rows
from alignment_tui.domain.status_words import _told_apart, status_words
from tests.factories import SIGNED_AT, metric, readings, session

TODAY = date(2025, 5, 26)
LINE = "where the line from 120 to 90 stands today"
NO_DAY = {"baseline": 7, "target": 10, "by": None}


def said(*values: Number, today: date = TODAY, **fields: Any) -> str:
    one = metric(**fields)
    whole = session(
        metrics=(one,),
        readings=readings(*values, since=TODAY),
        versions=(Version(number=1, at=SIGNED_AT, sections={}),),
    )
    return status_words(one, rows(whole, today)[0], today)


@pytest.mark.parametrize(
    ("value", "fields", "words"),
    [
        (91, {}, f"on track: 91 is at or below 98.7, {LINE}"),
        (110, {}, f"behind: 110 is above 98.7, {LINE}, but better than 120, where it began"),
        (120, {}, f"off track: 120 is above 98.7, {LINE}, and no better than 120, where it began"),
        (8, NO_DAY, "behind: 8 is below 10, the target, but better than 7, where it began"),
        (95, {"by": date(2025, 5, 20)}, "off track: 95 is above 90, the target of 2025-05-20"),
        (90, {"by": date(2025, 5, 20)}, "on track: 90 is at or below 90, the target of 2025-05-20"),
        (7, {"threshold": "at least", "target": 7}, "on track: 7 is at or above 7, the least that was agreed"),
        (6, {"threshold": "at least", "target": 7}, "off track: 6 is below 7, the least that was agreed"),
        (10, {"threshold": "at most", "target": 9, "baseline": None},
         "off track: 10 is above 9, the most that was agreed"),
        (120, {"target": 120}, "on track: 120 is where it should stay, at 120"),
        (121, {"target": 120}, "off track: 121 is not where it should stay, at 120"),
        (1, {"target": None}, "no target: nobody said where it should be"),
        (1, {"baseline": None}, "no target: without a baseline no way is better"),
    ],
)  # fmt: skip
def test_the_rule_is_said_with_its_figures(value: Number, fields: dict[str, Any], words: str) -> None:
    assert said(value, **fields) == words


def test_before_a_reading_and_after_its_day() -> None:
    assert said() == "no readings: nothing was read yet"
    assert "where the line from 120 to 90 stood on 2025-05-26" in said(91, today=date(2025, 5, 30))


numbers = st.one_of(st.integers(-1000, 1000), st.floats(-1000, 1000, allow_nan=False).map(lambda one: round(one, 5)))


@given(numbers, numbers)
def test_rounding_never_puts_a_limit_on_the_other_side(value: Number, limit: Number) -> None:
    shown, line = (float(words) for words in _told_apart(value, limit))
    assert (shown > line) == (value > limit)
    assert (shown < line) == (value < limit)
