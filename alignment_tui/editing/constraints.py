"""Edits of day 4: capacity, platform limits, order, risks and error budgets, or none of a kind on purpose."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.order import refuse_circle
from alignment_tui.domain.records import (
    Capacity,
    Constraint,
    ConstraintKind,
    Effort,
    ErrorBudget,
    Estimate,
    Number,
    Order,
    Platform,
    Request,
    Risk,
)
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.editing.fields import changed, one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import with_entry

_KINDS: dict[type[Constraint], ConstraintKind] = {
    Capacity: "capacity",
    Platform: "platform",
    Order: "order",
    Risk: "risk",
    ErrorBudget: "slo",
}


def have_capacity(person_weeks: Number, team: str = "", until: date | None = None) -> Edit:
    """Return an edit that says how many person-weeks there are; the same team and end are said again, not added."""

    def edit(session: Session, moment: Moment) -> Session:
        standing = same_capacity(session, team, until)
        own = standing.id if standing else moment.new_id(session, "C")
        return _added(session, Capacity(id=own, person_weeks=person_weeks, team=team, until=until))

    return edit


def limit_platform(text: str) -> Edit:
    """Return an edit that adds what the platform cannot do."""

    def edit(session: Session, moment: Moment) -> Session:
        return _added(session, Platform(id=moment.new_id(session, "C"), text=text))

    return edit


def refactor(constraint_id: str, weeks: Estimate | None, team: str = "") -> Edit:
    """Return an edit that says which refactoring would lift a platform limit."""

    def edit(session: Session, moment: Moment) -> Session:
        limit = one(session, constraint_id, Platform)
        effort = Effort(person_weeks=weeks, team=team) if weeks else None
        return with_entry(session, replace(limit, refactoring=effort))

    return edit


def put_before(first: str, then: str) -> Edit:
    """Return an edit that says one request has to come before another."""

    def edit(session: Session, moment: Moment) -> Session:
        before, after = one(session, first, Request).id, one(session, then, Request).id
        for other in session.constraints:
            if isinstance(other, Order) and (other.first, other.then) == (before, after):
                raise RuleBroken(f"{other.id} says so already")
        ordered = _added(session, Order(id=moment.new_id(session, "C"), first=before, then=after))
        refuse_circle(session, ordered)
        return ordered

    return edit


def fear(text: str) -> Edit:
    """Return an edit that adds a risk."""

    def edit(session: Session, moment: Moment) -> Session:
        return _added(session, Risk(id=moment.new_id(session, "C"), text=text))

    return edit


def weigh_risk(
    constraint_id: str,
    *,
    likelihood: Literal["unlikely", "possible", "likely"] | None = None,
    impact: Literal["low", "high"] | None = None,
    response: str = "",
) -> Edit:
    """Return an edit that says how likely and how bad a risk is, and what we do then; unsaid parts stay."""
    fields = {"likelihood": likelihood, "impact": impact, "response": response}
    said = {name: value for name, value in fields.items() if value}

    def edit(session: Session, moment: Moment) -> Session:
        return changed(session, one(session, constraint_id, Risk).id, **said)

    return edit


def budget_errors(
    service: str,
    slo_percent: Number,
    window_days: Number,
    *,
    since: date | None = None,
    spent_minutes: Number | None = None,
) -> Edit:
    """Return an edit that adds an error budget; the same service, SLO and window are said again, not added.

    `spent_minutes` are calendar minutes, as of today.
    """

    def edit(session: Session, moment: Moment) -> Session:
        standing = same_budget(session, service, slo_percent, window_days)
        fields: dict[str, Any] = {"service": service, "slo_percent": slo_percent, "window_days": window_days}
        if since:
            fields["since"] = since
        if spent_minutes is not None:
            fields |= {"spent_minutes": spent_minutes, "spent_on": moment.today}
        if standing:
            return with_entry(session, replace(standing, **fields))
        return _added(session, ErrorBudget(id=moment.new_id(session, "C"), **fields))

    return edit


def spend(constraint_id: str, minutes: Number) -> Edit:
    """Return an edit that says how many calendar minutes of an error budget are spent, as of today."""

    def edit(session: Session, moment: Moment) -> Session:
        budget = one(session, constraint_id, ErrorBudget)
        return with_entry(session, replace(budget, spent_minutes=minutes, spent_on=moment.today))

    return edit


def begin_postures(**thresholds: Number) -> Edit:
    """Return an edit that says where a posture begins, by the fields of `Thresholds`; what is not given stays."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, thresholds=replace(session.thresholds, **thresholds))

    return edit


def say_none(kinds: Iterable[ConstraintKind]) -> Edit:
    """Return an edit that says there are no constraints of these kinds, on purpose.

    It raises `RuleBroken` while some stand there.
    """
    wanted = tuple(kinds)

    def edit(session: Session, moment: Moment) -> Session:
        for kind in wanted:
            standing = [other.id for other in session.constraints if _KINDS[type(other)] == kind]
            if standing:
                raise RuleBroken(f"{', '.join(standing)} stands there: drop {standing[0]} first")
        return replace(session, no_constraints=tuple(dict.fromkeys((*session.no_constraints, *wanted))))

    return edit


def same_capacity(session: Session, team: str, until: date | None) -> Capacity | None:
    """Return the capacity of the same team until the same day, if somebody said one."""
    return next(
        (
            other
            for other in session.constraints
            if isinstance(other, Capacity) and folded(other.team) == folded(team) and other.until == until
        ),
        None,
    )


def same_budget(session: Session, service: str, slo_percent: Number, window_days: Number) -> ErrorBudget | None:
    """Return the error budget of the same service, SLO and window, if somebody said one."""
    wanted = (folded(service), slo_percent, window_days)
    return next(
        (
            other
            for other in session.constraints
            if isinstance(other, ErrorBudget)
            and (folded(other.service), other.slo_percent, other.window_days) == wanted
        ),
        None,
    )


def _added(session: Session, constraint: Constraint) -> Session:
    """Return the session with a constraint, whose kind is then not "none" any more."""
    none = tuple(kind for kind in session.no_constraints if kind != _KINDS[type(constraint)])
    if none != session.no_constraints:
        session = replace(session, no_constraints=none)
    return with_entry(session, constraint)
