"""The error budget: how much may still go wrong, at what pace it goes, and the posture that follows.

Formulas are those of the SRE workbook: budget = (1 - SLO) x window, burn rate = (1 - SLI) / (1 - SLO). Minutes are
calendar minutes, 1440 a day. Everything is compared exactly and rounded for display only.
"""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.quantities import calendar_time, exact, number, plain, rounded
from alignment_tui.domain.records import ErrorBudget, Number, Thresholds
from alignment_tui.domain.session import Session

DAY_MINUTES = 1440

Posture = Literal["push", "careful", "protect", "freeze"]
POSTURES: tuple[Posture, ...] = ("push", "careful", "protect", "freeze")
CONSEQUENCES: dict[Posture, str] = {
    "push": "there is room to ship and to take a risk that is worth it",
    "careful": "we ship in small steps and watch the budget",
    "protect": "reliability goes first; beside it only small changes that are easily undone",
    "freeze": "only reliability and security work until the budget is back",
}


USUAL = Thresholds()


class BudgetFigures(Struct, frozen=True, kw_only=True):
    """One service's budget in figures, as of the day the spend was recorded; `None` is unknown."""

    id: str
    service: str
    budget_minutes: Number
    spent_minutes: Number | None
    remaining_minutes: Number | None
    consumed: Number | None
    pace: Number | None
    posture: Posture | None


def budget(record: ErrorBudget, thresholds: Thresholds = USUAL) -> BudgetFigures:
    """Return the figures of one error budget.

    Pace is the share consumed, in a calendar window divided by the share of the window that has passed.
    """
    whole = (1 - exact(record.slo_percent) / 100) * exact(record.window_days) * DAY_MINUTES
    spent = None if record.spent_minutes is None else exact(record.spent_minutes)
    consumed = None if spent is None else spent / whole
    pace = None if consumed is None else _pace(record, consumed)
    return BudgetFigures(
        id=record.id,
        service=record.service,
        budget_minutes=number(whole),
        spent_minutes=record.spent_minutes,
        remaining_minutes=None if spent is None else number(whole - spent),
        consumed=None if consumed is None else number(consumed),
        pace=None if pace is None else number(pace),
        posture=None if consumed is None else _posture(1 - consumed, pace, thresholds),
    )


def burn_rate(sli_percent: Number, slo_percent: Number) -> Number:
    """Return how many times faster than allowed the budget burns: (1 - SLI) / (1 - SLO)."""
    return number((100 - exact(sli_percent)) / (100 - exact(slo_percent)))


def budgets(session: Session) -> tuple[BudgetFigures, ...]:
    """Return the figures of every error budget of the session."""
    return tuple(
        budget(record, session.thresholds) for record in session.constraints if isinstance(record, ErrorBudget)
    )


def posture(session: Session) -> Posture | None:
    """Return the gravest posture among the budgets, or nothing while none is known."""
    known = [figures.posture for figures in budgets(session) if figures.posture]
    return max(known, key=POSTURES.index, default=None)


def budget_words(figures: BudgetFigures) -> str:
    """Say a budget: ``27 min of 43.2 min spent, 16.2 min left; pace 0.63; careful``."""
    whole = calendar_time(figures.budget_minutes)
    if figures.spent_minutes is None or figures.remaining_minutes is None:
        return f"{whole} in all; nobody said how much is spent"
    left, over = figures.remaining_minutes, figures.remaining_minutes < 0
    rest = f"{calendar_time(abs(left))} {'over' if over else 'left'}"
    pace = "" if figures.pace is None else f"; pace {rounded(figures.pace, 2)}"
    return f"{calendar_time(figures.spent_minutes)} of {whole} spent, {rest}{pace}" + (
        f"; {figures.posture}" if figures.posture else ""
    )


def threshold_words(thresholds: Thresholds) -> str:
    """Say where each posture begins: ``push above 50 % left at pace 1 or less, careful above 25 %, ...``."""
    return (
        f"push above {plain(thresholds.push_above_percent)} % left at pace {plain(thresholds.push_pace)} or less, "
        f"careful above {plain(thresholds.careful_above_percent)} %, "
        f"protect above {plain(thresholds.protect_above_percent)} %, otherwise freeze"
    )


def _pace(record: ErrorBudget, consumed: Fraction) -> Fraction | None:
    if record.since is None:
        return consumed
    if record.spent_on is None or record.spent_on < record.since:
        return None
    elapsed = min(Fraction((record.spent_on - record.since).days) / exact(record.window_days), Fraction(1))
    if elapsed == 0:
        return Fraction(0) if consumed == 0 else None
    return consumed / elapsed


def _posture(left: Fraction, pace: Fraction | None, thresholds: Thresholds) -> Posture | None:
    percent_left = left * 100
    if percent_left > exact(thresholds.push_above_percent):
        if pace is None:
            return None
        if pace <= exact(thresholds.push_pace):
            return "push"
    if percent_left > exact(thresholds.careful_above_percent):
        return "careful"
    return "protect" if percent_left > exact(thresholds.protect_above_percent) else "freeze"
