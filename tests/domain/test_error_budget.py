from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.error_budget import (
    CONSEQUENCES,
    POSTURES,
    budget,
    budget_words,
    budgets,
    burn_rate,
    posture,
    threshold_words,
)
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import ErrorBudget, Number, Thresholds
from tests.factories import session

FEBRUARY = date(2025, 2, 1)


def slo(spent: Number | None = None, percent: Number = 99.9, days: Number = 30, **fields: Any) -> ErrorBudget:
    usual = {"id": "C1", "service": "checkout", "slo_percent": percent, "window_days": days, "spent_minutes": spent}
    return ErrorBudget(**{**usual, **fields})


def test_the_golden_budgets_to_the_last_digit() -> None:
    assert budget(slo()).budget_minutes == 43.2
    assert budget(slo(days=28)).budget_minutes == 40.32


def test_the_golden_overspent_budget() -> None:
    assert burn_rate(99.85, 99.9) == 1.5
    found = budget(slo(60.48, days=28))
    assert (found.consumed, found.remaining_minutes, found.posture) == (1.5, -20.16, "freeze")


def test_nothing_is_known_of_a_budget_nobody_looked_at() -> None:
    found = budget(slo())
    assert (found.spent_minutes, found.remaining_minutes, found.consumed, found.pace, found.posture) == (None,) * 5
    assert budget_words(found) == "43.2 min in all; nobody said how much is spent"


def test_in_a_rolling_window_pace_is_what_is_consumed() -> None:
    found = budget(slo(27))
    assert found.pace == found.consumed == 0.625
    assert found.posture == "careful"
    assert budget_words(found) == "27 min of 43.2 min spent, 16.2 min left; pace 0.63; careful"
    assert budget_words(budget(slo(60))).startswith("60 min of 43.2 min spent, 16.8 min over")


def test_in_a_calendar_window_pace_is_against_the_days_gone() -> None:
    found = budget(slo(21.6, since=FEBRUARY, spent_on=date(2025, 2, 16)))
    assert (found.consumed, found.pace) == (0.5, 1)
    assert budget(slo(21.6, since=FEBRUARY, spent_on=date(2025, 2, 7))).pace == 2.5


@pytest.mark.parametrize(
    ("spent", "spent_on", "pace", "stance"),
    [
        (10, None, None, None),
        (10, date(2025, 1, 31), None, None),
        (10, FEBRUARY, None, None),
        (0, FEBRUARY, 0, "push"),
        (30, FEBRUARY, None, "careful"),
        (43.2, date(2025, 6, 1), 1, "freeze"),
    ],
)
def test_a_pace_nobody_can_tell_is_unknown_and_never_pushes(
    spent: Number, spent_on: date | None, pace: Number | None, stance: str | None
) -> None:
    found = budget(slo(spent, since=FEBRUARY, spent_on=spent_on))
    assert (found.pace, found.posture) == (pace, stance)


@pytest.mark.parametrize(
    ("spent", "stance"),
    [
        (0, "push"),
        (21.59, "push"),
        (21.6, "careful"),
        (32.39, "careful"),
        (32.4, "protect"),
        (43.19, "protect"),
        (43.2, "freeze"),
        (90, "freeze"),
    ],
)
def test_each_posture_begins_where_it_should(spent: Number, stance: str) -> None:
    assert budget(slo(spent)).posture == stance


def test_a_high_pace_is_careful_however_much_is_left() -> None:
    fast = slo(10, since=FEBRUARY, spent_on=date(2025, 2, 4))
    assert budget(fast).pace == pytest.approx(2.3148, abs=1e-4)
    assert budget(fast).posture == "careful"
    assert budget(fast, Thresholds(push_pace=3)).posture == "push"


def test_thresholds_are_settings() -> None:
    strict = Thresholds(push_above_percent=90, careful_above_percent=80, protect_above_percent=70)
    assert [budget(slo(spent), strict).posture for spent in (1, 6, 10, 20)] == ["push", "careful", "protect", "freeze"]


def test_a_session_is_held_against_its_own_thresholds() -> None:
    base = session(constraints=(slo(27),))
    assert (posture(base), posture(replace(base, thresholds=Thresholds(careful_above_percent=40)))) == (
        "careful",
        "protect",
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"careful_above_percent": 60}, "push, careful and protect begin at 50 %, 60 %, 0 %: these go down"),
        ({"push_above_percent": 140}, "push, careful and protect begin at 140 %, 25 %, 0 %"),
        ({"protect_above_percent": -1}, "push, careful and protect begin at 50 %, 25 %, -1 %"),
        ({"push_pace": 0}, "a pace of 0: it is above 0"),
    ],
)
def test_thresholds_go_down(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        Thresholds(**fields)
    assert words in str(refused.value)


def test_thresholds_are_said_in_one_sentence() -> None:
    words = "push above 50 % left at pace 1 or less, careful above 25 %, protect above 0 %, otherwise freeze"
    assert threshold_words(Thresholds()) == words


def test_the_gravest_posture_speaks_for_all() -> None:
    two = session(constraints=(slo(1), slo(40, id="C2"), slo(id="C3")))
    assert [found.posture for found in budgets(two)] == ["push", "protect", None]
    assert posture(two) == "protect"
    assert posture(session()) is None


def test_each_posture_has_a_consequence() -> None:
    assert tuple(CONSEQUENCES) == POSTURES


@given(
    st.decimals(min_value="0.001", max_value="43.199", places=3),
    st.integers(1, 365),
    st.integers(0, 100_000),
    st.integers(1, 400),
)
def test_figures_equal_the_formulas(percent: object, days: int, spent: int, gone: int) -> None:
    slo_percent = float(str(percent))
    found = budget(slo(spent, slo_percent, days, since=FEBRUARY, spent_on=FEBRUARY + timedelta(days=gone)))
    whole = (1 - slo_percent / 100) * days * 1440
    assert found.budget_minutes == pytest.approx(whole, rel=1e-6)
    assert found.remaining_minutes == pytest.approx(whole - spent, rel=1e-6, abs=1e-6)
    assert found.consumed == pytest.approx(spent / whole, rel=1e-6)
    assert found.pace == pytest.approx(spent / whole / min(gone / days, 1), rel=1e-6)
