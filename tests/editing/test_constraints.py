from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.session import Session
from alignment_tui.editing import constraints
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from tests.factories import estimate, request, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
START = session(requests=(request(1), request(2)))


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def test_what_is_said_again_is_not_added() -> None:
    made = after(
        together(constraints.have_capacity(12), constraints.have_capacity(10), constraints.have_capacity(5, "Web"))
    )
    assert [(one.id, getattr(one, "person_weeks", 0)) for one in made.constraints] == [("C1", 10), ("C2", 5)]
    budget = constraints.budget_errors("checkout", 99.9, 30, since=date(2025, 2, 1))
    made = after(together(budget, constraints.budget_errors("Checkout", 99.9, 30, spent_minutes=3)), made)
    found = made.constraints[-1]
    assert (found.id, getattr(found, "since", None), getattr(found, "spent_on", None)) == (
        "C3",
        date(2025, 2, 1),
        MOMENT.today,
    )


def test_none_and_some_exclude_each_other() -> None:
    made = after(constraints.say_none(("order", "risk", "order")))
    assert made.no_constraints == ("order", "risk")
    assert after(constraints.put_before("R1", "R2"), made).no_constraints == ("risk",)
    with pytest.raises(RuleBroken, match="drop C1 first"):
        after(constraints.say_none(("risk",)), after(constraints.fear("rain")))


def test_the_kind_of_constraint_is_checked() -> None:
    made = after(constraints.fear("rain"))
    for edit in (constraints.spend("C1", 3), constraints.refactor("C1", estimate(3))):
        with pytest.raises(RuleBroken, match="C1 is a risk"):
            after(edit, made)
    with pytest.raises(RuleBroken, match="cannot be negative"):
        after(constraints.have_capacity(-1))


def test_what_was_not_said_of_a_risk_stays() -> None:
    made = after(
        together(constraints.fear("rain"), constraints.weigh_risk("C1", likelihood="likely", response="umbrella"))
    )
    found = after(constraints.weigh_risk("C1", impact="high"), made).constraints[0]
    assert (getattr(found, "likelihood", ""), getattr(found, "response", "")) == ("likely", "umbrella")
