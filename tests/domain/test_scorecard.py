from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.records import Cadence, Memo, Reading, Review, TradeOff, Tripwire, Version
from alignment_tui.domain.reviews import cadence_words, next_review, overdue, review_days
from alignment_tui.domain.scorecard import COLOURS, change, expected_on, in_order, row, rows, status_of
from alignment_tui.domain.session import Session
from alignment_tui.domain.tripwires import firing, tripwire_words
from alignment_tui.domain.weeks import by_week, week_number
from tests.factories import SIGNED_AT, complete, metric, readings, session

START, END = date(2025, 3, 1), date(2025, 6, 30)


def reading(value: float, on: date = date(2025, 4, 30)) -> Reading:
    return Reading(metric="M1", on=on, value=value)


def test_change_is_against_the_baseline() -> None:
    assert change(metric(), 91) == pytest.approx(-0.2416667)
    assert change(metric(baseline=-10), -5) == 0.5
    assert change(metric(baseline=0), 5) is None
    assert change(metric(baseline=None), 5) is None


def test_the_line_runs_from_the_baseline_to_the_target() -> None:
    assert expected_on(metric(), START, START) == 120
    assert expected_on(metric(), END, START) == 90
    assert expected_on(metric(), START + (END - START) / 2, START) == pytest.approx(105, abs=0.2)
    assert expected_on(metric(), END + timedelta(days=90), START) == 90
    assert expected_on(metric(), START - timedelta(days=9), START) == 120
    assert expected_on(metric(), END, END) == 90
    assert expected_on(metric(by=None), START, START) == 90
    assert expected_on(metric(threshold="at most"), START, START) == 90
    assert expected_on(metric(target=None), START, START) is None


@given(st.integers(1, 400), st.integers(-100, 100), st.integers(-100, 100), st.integers(0, 400))
def test_the_line_equals_the_formula(length: int, baseline: int, target: int, passed: int) -> None:
    drawn = metric(baseline=baseline, target=target, by=START + timedelta(days=length))
    share = min(passed / length, 1)
    found = expected_on(drawn, START + timedelta(days=passed), START)
    assert found == pytest.approx(baseline + (target - baseline) * share, abs=1e-9)


@pytest.mark.parametrize(
    ("fields", "value", "expected", "status"),
    [
        ({}, 100, 105, "on track"),
        ({}, 105, 105, "on track"),
        ({}, 110, 105, "behind"),
        ({}, 120, 105, "off track"),
        ({}, 130, 105, "off track"),
        ({"baseline": 7, "target": 10}, 8, 9, "behind"),
        ({"baseline": 7, "target": 10}, 9, 9, "on track"),
        ({"threshold": "at least", "target": 7}, 7, 7, "on track"),
        ({"threshold": "at least", "target": 7}, 6, 7, "off track"),
        ({"threshold": "at most", "target": 7}, 8, 7, "off track"),
        ({"baseline": None}, 8, 7, "no target"),
        ({"target": None}, 8, None, "no target"),
        ({"target": 120}, 120, 120, "on track"),
        ({"target": 120}, 121, 120, "off track"),
        ({"by": date(2025, 4, 30)}, 110, 90, "off track"),
    ],
)
def test_status_comes_from_the_numbers(
    fields: dict[str, Any], value: float, expected: float | None, status: str
) -> None:
    assert status_of(metric(**fields), reading(value), expected) == status


def test_without_a_reading_there_is_no_status() -> None:
    assert status_of(metric(), None, None) == "no readings"
    assert set(COLOURS.values()) == {"green", "amber", "red", "none"}


def card(*values: float, **fields: Any) -> Session:
    return replace(complete(), **{"readings": readings(*values), **fields})


TODAY = date(2025, 4, 28)


def test_a_row_from_the_readings() -> None:
    found = row(card(118, 110, 100, 95, 93, 92, 91), metric(), TODAY)
    assert (found.latest, found.latest_on, found.status, found.colour) == (91, date(2025, 4, 14), "on track", "green")
    assert found.change_since_baseline == pytest.approx(-0.2416667)
    assert found.answered_by == ""
    assert len(found.recent) == 7


def test_readings_after_today_are_not_told() -> None:
    assert row(card(118, 110), metric(), date(2025, 3, 5)).latest == 118


def test_the_last_thirteen_weeks() -> None:
    found = row(card(*range(100, 80, -1)), metric(), date(2025, 7, 14))
    assert [one.value for one in found.recent] == list(range(93, 80, -1))


def test_a_week_is_told_by_its_last_reading() -> None:
    daily = tuple(Reading(metric="M1", on=date(2025, 1, 1) + timedelta(days=day), value=day) for day in range(200))
    found = row(replace(complete(), readings=daily), metric(), date(2025, 7, 19))
    assert [one.value for one in by_week(found)] == list(range(199 - 12 * 7, 200, 7))
    gap = (*readings(1, 2), *readings(4, since=date(2025, 3, 31)))
    found = row(replace(complete(), readings=gap), metric(), date(2025, 7, 19))
    assert [one.value for one in by_week(found)] == [1, 2, 4]
    assert by_week(row(replace(complete(), readings=()), metric(), TODAY)) == ()


def test_weeks_are_counted_from_the_sign_off() -> None:
    days = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 7), date(2025, 3, 8))
    assert [week_number(complete(), day) for day in days] == [0, 1, 1, 2]
    assert week_number(session(), TODAY) == 0


def test_a_miss_that_was_agreed_to_says_so() -> None:
    found = row(card(130), metric(), TODAY)
    assert (found.status, found.trade_offs) == ("off track", ("T1",))
    assert found.answered_by == "accepted: T1, uptime even over branding, borne by Raj"


def test_a_miss_that_nothing_links_to_says_nobody_agreed() -> None:
    unlinked = (TradeOff(id="T1", gain="a", give="b", bearer="S2"),)
    found = row(card(130, trade_offs=unlinked), metric(), TODAY)
    assert (found.trade_offs, found.answered_by) == ((), "nobody agreed to this")


def test_a_trade_off_of_another_option_answers_for_nothing() -> None:
    other = (TradeOff(id="T1", gain="a", give="b", bearer="S2", metric="M1", option="O2"),)
    assert row(card(130, trade_offs=other), metric(), TODAY).answered_by == "nobody agreed to this"


def test_drift_from_what_was_signed() -> None:
    base = complete()
    assert rows(base, TODAY)[0].drift == ()
    moved = replace(base, metrics=(replace(base.metrics[0], target=100), metric(2, name="new")))
    first, second = rows(moved, TODAY)
    assert first.drift == ("M1 target was 90, now 100",)
    assert (second.signed, second.drift) == (False, ("M2 was not signed",))
    assert rows(session(metrics=(metric(),)), TODAY)[0].drift == ()


def test_the_line_begins_at_the_sign_off_else_at_the_first_reading() -> None:
    unsigned = session(metrics=(metric(),), readings=readings(118, since=date(2025, 6, 1)))
    assert rows(unsigned, END)[0].expected == 120
    version = Version(number=1, at=SIGNED_AT, sections={})
    assert rows(replace(unsigned, versions=(version,)), END)[0].expected == pytest.approx(97.19, abs=0.01)


def test_leading_metrics_stand_under_the_outcome_they_lead() -> None:
    some = (
        metric(1, kind="leading", leads="M3"),
        metric(2),
        metric(3),
        metric(4, kind="leading", leads="M5"),
        metric(5, kind="leading", leads="M4"),
    )
    assert [one.id for one in in_order(some)] == ["M2", "M3", "M1", "M4", "M5"]


def reviewed(cadence: Cadence | None, *days: date) -> Session:
    return session(memo=Memo(cadence=cadence), reviews=tuple(Review(on=day) for day in days))


def test_the_next_review_is_worked_out() -> None:
    weekly = Cadence(first=date(2025, 5, 5))
    assert next_review(reviewed(None)) is None
    assert next_review(reviewed(Cadence())) is None
    assert next_review(reviewed(weekly)) == date(2025, 5, 5)
    assert next_review(reviewed(weekly, date(2025, 5, 5))) == date(2025, 5, 12)
    assert next_review(reviewed(weekly, date(2025, 5, 20), date(2025, 5, 6))) == date(2025, 5, 26)
    assert next_review(reviewed(Cadence(every=2, first=date(2025, 5, 5)), date(2025, 5, 5))) == date(2025, 5, 19)


def test_month_ends_come_right() -> None:
    days = review_days(Cadence(unit="month", first=date(2025, 1, 31)))
    assert [next(days) for _ in range(5)] == [
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 4, 30),
        date(2025, 5, 31),
    ]
    quarterly = review_days(Cadence(unit="month", every=3, first=date(2024, 11, 29)))
    assert [next(quarterly) for _ in range(3)] == [date(2024, 11, 29), date(2025, 2, 28), date(2025, 5, 29)]


def test_a_cadence_ends_with_the_calendar() -> None:
    assert list(review_days(Cadence(first=date(9999, 12, 20)))) == [date(9999, 12, 20), date(9999, 12, 27)]
    assert list(review_days(Cadence(unit="month", first=date(9999, 12, 20)))) == [date(9999, 12, 20)]


def test_a_review_is_overdue_the_day_after() -> None:
    weekly = reviewed(Cadence(first=date(2025, 5, 5)))
    assert [overdue(weekly, date(2025, 5, day)) for day in (4, 5, 6)] == [False, False, True]
    assert not overdue(reviewed(None), date(2025, 5, 6))


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 6), st.integers(0, 400))
def test_the_next_review_is_the_first_day_after_the_last_one(first: date, every: int, later: int) -> None:
    for cadence in (Cadence(every=every, first=first), Cadence(every=every, unit="month", first=first)):
        last = first + timedelta(days=later)
        due = next_review(reviewed(cadence, last))
        days = [day for day, _ in zip(review_days(cadence), range(500), strict=False)]
        assert due == min(day for day in days if day > last)


def test_a_cadence_in_words() -> None:
    assert cadence_words(Cadence(first=date(2025, 5, 5))) == "every week from 2025-05-05"
    assert cadence_words(Cadence(every=2, unit="month")) == "every 2 months"


def wired(*values: float, **fields: Any) -> Session:
    usual = {"id": "W1", "metric": "M1", "when": "above", "value": 40, "reopens": "T1"}
    return card(*values, tripwires=(Tripwire(**{**usual, **fields}),))


def test_a_tripwire_fires_on_the_latest_reading() -> None:
    (found,) = firing(wired(30, 41))
    assert (found.tripwire, found.reopens, found.value, found.on) == ("W1", "T1", 41, date(2025, 3, 10))
    assert found.words == "checkout downtime: 41 is above 40 min/week on 2025-03-10, so T1 is to be reopened"
    assert firing(wired(41, 40)) == ()
    assert firing(wired()) == ()
    assert firing(wired(39, when="below"))[0].value == 39


def test_a_tripwire_that_was_acted_on_is_quiet_until_the_next_reading() -> None:
    assert firing(wired(41, reopened_on=date(2025, 3, 3))) == ()
    assert firing(wired(41, 42, reopened_on=date(2025, 3, 3)))


def test_a_tripwire_on_signals_fires_on_its_own_side() -> None:
    steady = (10, 11, 10, 11, 10, 11, 10, 11, 90)
    assert firing(wired(*steady, when="signals up", value=None))
    assert firing(wired(*steady, when="signals down", value=None)) == ()
    assert firing(wired(*steady, 11, when="signals up", value=None)) == ()


def test_a_tripwire_in_words() -> None:
    whole = wired()
    assert tripwire_words(whole, whole.tripwires[0]) == "checkout downtime above 40 min/week reopens T1"
    whole = wired(when="signals up", value=None)
    assert tripwire_words(whole, whole.tripwires[0]) == "checkout downtime signals up reopens T1"


def test_a_trade_off_that_is_open_again_says_so_beside_the_miss() -> None:
    base = card(130, tripwires=(Tripwire(id="W1", metric="M1", when="above", value=125, reopens="T1"),))
    assert "open again" not in row(base, metric(), TODAY).answered_by
    acted = replace(base, tripwires=(replace(base.tripwires[0], reopened_on=date(2025, 3, 3)),))
    assert row(acted, metric(), TODAY).answered_by == (
        "accepted: T1, uptime even over branding, borne by Raj, open again"
    )
