"""Which metrics the week's round asks for, and what it says of them."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.reading_round import aim_words, asked_this_week, last_before, last_words
from alignment_tui.domain.records import Cadence, Memo, Reading
from alignment_tui.domain.session import Session
from tests.factories import complete, metric, readings, session

MONDAY = date(2025, 5, 26)
WEEKLY = Cadence(first=date(2025, 5, 5))


def room(*days: date, cadence: Cadence | None = WEEKLY, **fields: Any) -> Session:
    read = tuple(Reading(metric="M1", on=day, value=1) for day in days)
    return session(metrics=(metric(1), metric(2)), memo=Memo(cadence=cadence), readings=read, **fields)


@pytest.mark.parametrize(
    ("read", "today", "asked"),
    [
        ((), MONDAY, ("M1", "M2")),
        ((date(2025, 5, 19),), MONDAY, ("M1", "M2")),
        ((date(2025, 5, 20),), MONDAY, ("M2",)),
        ((MONDAY,), MONDAY, ("M2",)),
        ((MONDAY,), date(2025, 5, 27), ("M1", "M2")),
        ((date(2025, 5, 19),), date(2025, 5, 23), ("M1", "M2")),
        ((date(2025, 6, 2),), MONDAY, ("M1", "M2")),
    ],
)
def test_what_is_wanted_for_the_review_of_the_next_seven_days_is_asked(
    read: tuple[date, ...], today: date, asked: tuple[str, ...]
) -> None:
    assert asked_this_week(room(*read), today) == asked


def test_a_review_that_is_weeks_ahead_asks_for_nothing_yet() -> None:
    monthly = Cadence(unit="month", first=date(2025, 5, 1))
    whole = room(date(2025, 5, 1), cadence=monthly)
    assert asked_this_week(whole, date(2025, 5, 20)) == ("M2",)
    assert asked_this_week(whole, MONDAY) == ("M1", "M2")


@pytest.mark.parametrize(("read", "asked"), [(MONDAY, False), (date(2025, 5, 25), True)])
def test_without_a_cadence_each_is_asked_once_in_a_week_that_begins_on_monday(read: date, asked: bool) -> None:
    assert ("M1" in asked_this_week(room(read, cadence=None), date(2025, 5, 30))) == asked


def test_what_was_signed_is_asked_and_nothing_once_it_is_withdrawn() -> None:
    base = complete()
    more = replace(base, metrics=(*base.metrics, metric(2)))
    assert asked_this_week(more, MONDAY) == ("M1",)
    assert asked_this_week(replace(more, memo=replace(base.memo, status="withdrawn")), MONDAY) == ()
    assert asked_this_week(replace(more, memo=replace(base.memo, superseded_by="spring-sale")), MONDAY) == ()


def test_leading_metrics_are_asked_after_the_outcome_they_lead() -> None:
    some = (metric(1, kind="leading", leads="M3"), metric(2), metric(3))
    assert asked_this_week(session(metrics=some), MONDAY) == ("M2", "M3", "M1")


def test_what_is_said_of_a_metric() -> None:
    whole = session(metrics=(metric(),), readings=readings(95, 91, since=date(2025, 5, 19)))
    assert last_words(whole, whole.metrics[0], MONDAY) == "last 95 min/week on 2025-05-19"
    assert last_words(session(metrics=(metric(),)), metric(), MONDAY) == "not read yet, in min/week"
    assert last_words(session(), metric(unit=""), MONDAY) == "not read yet"
    assert last_before(whole, "M1", date(2025, 5, 19)) is None
    assert [aim_words(one) for one in (metric(), metric(threshold="at most"), metric(target=None))] == [
        "target 90",
        "at most 90",
        "no target",
    ]
