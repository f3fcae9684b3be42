from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.budget_end import lasts_days, runs_out_words
from alignment_tui.domain.records import ErrorBudget, Number

DAY = date(2025, 3, 1)


def budget(spent: Number | None, *, since: date | None = None, on: date | None = DAY) -> ErrorBudget:
    """99.9 % over 30 days: 43.2 minutes."""
    return ErrorBudget(
        id="C1", service="s", slo_percent=99.9, window_days=30, since=since, spent_minutes=spent, spent_on=on
    )


@pytest.mark.parametrize(
    ("record", "days"),
    [
        (budget(None), None),
        (budget(0), None),
        (budget(21.6), 30),
        (budget(43.2), 0),
        (budget(50), 0),
        (budget(21.6, since=date(2025, 2, 19)), 10),
        (budget(21.6, since=DAY), None),
    ],
)
def test_how_long_the_rest_lasts(record: ErrorBudget, days: Number | None) -> None:
    assert lasts_days(record) == days


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (budget(None), ""),
        (budget(0), ""),
        (budget(43.2), "nothing is left"),
        (budget(21.6), "at this pace it is gone on 2025-03-31"),
        (budget(0.001), "at this pace it lasts for years"),
        (budget(21.6, since=date(2025, 2, 19)), "at this pace it is gone on 2025-03-11"),
        (budget(10.8, since=date(2025, 2, 14)), "at this pace it lasts until the window ends"),
        (budget(21.6, on=None), ""),
    ],
)
def test_when_it_is_gone_in_words(record: ErrorBudget, words: str) -> None:
    assert runs_out_words(record) == words


@given(st.integers(1, 4319))
def test_what_is_spent_until_then_is_the_whole_budget(hundredths: int) -> None:
    spent = Fraction(hundredths, 100)
    days = lasts_days(budget(hundredths / 100))
    assert days is not None
    assert float(spent + Fraction(days) * spent / 30) == pytest.approx(43.2)
