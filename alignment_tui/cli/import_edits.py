"""The one edit that an import makes: either everything that was read is in the session, or nothing is."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.document import split_id
from alignment_tui.domain.records import ErrorBudget, Request, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.domain.short_names import refuse_long_names
from alignment_tui.domain.text import folded
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.exchange.openslo_import import BudgetDraft
from alignment_tui.exchange.requests_csv import RequestDraft


def take_requests(drafts: Sequence[RequestDraft]) -> Edit:
    """Return an edit that adds requests in order, and whoever asks for them and is not known yet.

    It builds all at once, because one by one each is checked against all others. A reporter called ``S1`` is a name.
    """

    def edit(session: Session, moment: Moment) -> Session:
        known = {folded(person.name): person.id for person in session.stakeholders}
        newcomers: list[Stakeholder] = []
        requests: list[Request] = []
        next_person = split_id(moment.new_id(session, "S"))[1]
        next_request = split_id(moment.new_id(session, "R"))[1]
        at, by = moment.now, moment.who
        for draft in drafts:
            asker = known.get(folded(draft.asker))
            if asker is None:
                asker = known[folded(draft.asker)] = f"S{next_person + len(newcomers)}"
                newcomers.append(Stakeholder(id=asker, name=" ".join(draft.asker.split()), created=at, creator=by))
            own = f"R{next_request + len(requests)}"
            requests.append(Request(id=own, asker=asker, words=draft.words, extra=draft.extra, created=at, creator=by))
        return replace(
            session,
            stakeholders=(*session.stakeholders, *newcomers),
            requests=(*session.requests, *requests),
        )

    return edit


def take_budgets(drafts: Sequence[BudgetDraft]) -> Edit:
    """Return an edit that adds error budgets, or says anew those that stand there; what is spent of them stays."""

    def edit(session: Session, moment: Moment) -> Session:
        constraints = {constraint.id: constraint for constraint in session.constraints}
        next_constraint = split_id(moment.new_id(session, "C"))[1]
        for draft in drafts:
            standing = constraints.get(draft.standing)
            fields: dict[str, Any] = {
                "service": draft.service,
                "slo_percent": draft.slo_percent,
                "window_days": draft.window_days,
                "since": draft.since,
                "extra": draft.origin.with_extra(standing.extra if standing else {}),
            }
            if isinstance(standing, ErrorBudget):
                own, budget = standing.id, replace(standing, **fields)
            else:
                own = f"C{next_constraint}"
                budget = ErrorBudget(id=own, **fields)
                next_constraint += 1
            refuse_long_names(budget, standing)
            constraints[own] = budget
        none = tuple(kind for kind in session.no_constraints if kind != "slo")
        return replace(session, constraints=tuple(constraints.values()), no_constraints=none)

    return edit
