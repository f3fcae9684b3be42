from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.due import is_followed, next_readings, reading_due, readings_due, review_due, signed_metrics
from alignment_tui.domain.records import Cadence, Memo, Reading
from alignment_tui.domain.reviews import review_days
from tests.factories import complete, readings, session

WEEKLY = Cadence(first=date(2025, 5, 5))


@pytest.mark.parametrize(
    ("latest", "due"),
    [
        (None, date(2025, 5, 5)),
        (date(2025, 4, 28), date(2025, 5, 5)),
        (date(2025, 4, 29), date(2025, 5, 12)),
        (date(2025, 5, 5), date(2025, 5, 12)),
        (date(2025, 5, 6), date(2025, 5, 19)),
    ],
)
def test_a_reading_serves_the_first_review_on_or_after_its_day(latest: date | None, due: date) -> None:
    assert reading_due(WEEKLY, latest) == due


def test_without_a_cadence_nothing_is_due() -> None:
    assert reading_due(None, None) is None
    assert reading_due(Cadence(), None) is None
    assert reading_due(Cadence(first=date(9999, 12, 30)), date(9999, 12, 31)) is None


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 6), st.integers(-400, 2000))
def test_the_day_equals_the_obvious(first: date, every: int, later: int) -> None:
    latest = first + timedelta(days=later)
    weekly, monthly = Cadence(every=every, first=first), Cadence(every=every, unit="month", first=first)
    days = [first + timedelta(weeks=every * count) for count in range(-100, 400)]
    served = next(place for place, day in enumerate(days) if day >= latest)
    assert reading_due(weekly, latest) == max(days[served + 1], first)
    found = [day for day, _ in zip(review_days(monthly), range(200), strict=False)]
    after = [day for day in found if day >= latest]
    if later > 0:
        assert reading_due(monthly, latest) == after[1]


def test_what_is_missing_is_told_for_signed_metrics_alone() -> None:
    base = replace(
        complete(), memo=replace(complete().memo, cadence=WEEKLY), readings=readings(1, since=date(2025, 5, 5))
    )
    assert [(one.metric, one.due) for one in next_readings(base)] == [("M1", date(2025, 5, 12))]
    assert readings_due(base, date(2025, 5, 11)) == ()
    assert [one.latest for one in readings_due(base, date(2025, 5, 12))] == [date(2025, 5, 5)]
    unsigned = replace(base, versions=(), signatures=())
    assert next_readings(unsigned) == ()


def test_nobody_follows_what_was_withdrawn_or_superseded() -> None:
    base = complete()
    assert is_followed(base)
    assert review_due(base) == date(2025, 3, 10)
    for memo in (replace(base.memo, status="withdrawn"), replace(base.memo, superseded_by="spring-sale")):
        ended = replace(base, memo=memo)
        assert not is_followed(ended)
        assert (review_due(ended), next_readings(ended)) == (None, ())
    assert not is_followed(session(memo=Memo(cadence=WEEKLY)))


@pytest.mark.parametrize("odd", [None, 5, "M1", [5], [{}], {"id": "M1"}])
def test_a_signed_text_that_somebody_broke_has_no_metrics(odd: object) -> None:
    assert signed_metrics({"metrics": odd}) == ()


def test_readings_are_taken_in_any_order() -> None:
    base = replace(complete(), memo=replace(complete().memo, cadence=WEEKLY))
    mixed = tuple(Reading(metric="M1", on=date(2025, 5, day), value=1) for day in (12, 5, 10))
    assert [one.due for one in next_readings(replace(base, readings=mixed))] == [date(2025, 5, 19)]
