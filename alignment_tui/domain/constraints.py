"""Constraints: which were named, which are none on purpose, and the one line that stays in sight."""

from typing import Literal, get_args

from msgspec import Struct

from alignment_tui.domain.capacity import whole
from alignment_tui.domain.error_budget import posture
from alignment_tui.domain.order import befores
from alignment_tui.domain.quantities import person_weeks, rounded
from alignment_tui.domain.records import Capacity, ConstraintKind, ErrorBudget, Order, Platform, Risk
from alignment_tui.domain.requests import demand
from alignment_tui.domain.session import Session

KINDS: tuple[ConstraintKind, ...] = get_args(ConstraintKind)
_TYPES = {"capacity": Capacity, "platform": Platform, "order": Order, "risk": Risk, "slo": ErrorBudget}


class KindState(Struct, frozen=True, kw_only=True):
    """Whether a kind of constraint was named, is empty on purpose, or was never spoken of."""

    kind: ConstraintKind
    state: Literal["named", "none", "missing"]


def kinds(session: Session) -> tuple[KindState, ...]:
    """Return the five kinds in order. What a request needs of another counts as an order."""
    named = {kind for kind in KINDS if any(isinstance(record, _TYPES[kind]) for record in session.constraints)}
    if "order" not in named and befores(session):
        named.add("order")
    return tuple(
        KindState(
            kind=kind,
            state="named" if kind in named else "none" if kind in session.no_constraints else "missing",
        )
        for kind in KINDS
    )


def capacity_and_posture(session: Session) -> str:
    """Say both in one calm line: ``12 person-weeks, 19 asked for; push``; empty while neither is known."""
    parts = []
    available = whole(session).available
    if available is not None:
        asked = demand(session)
        if asked.typical:
            parts.append(f"{person_weeks(available)}, {rounded(asked.typical, 3)} asked for")
        else:
            parts.append(person_weeks(available))
    now = posture(session)
    if now:
        parts.append(now)
    return "; ".join(parts)
