"""What is left hanging on day 4, and what mends it."""

from collections.abc import Iterator

from alignment_tui.domain.capacity import balances
from alignment_tui.domain.constraints import kinds
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.order import circle_words, cycles
from alignment_tui.domain.records import Capacity, Constraint, ErrorBudget, Platform, Risk
from alignment_tui.domain.session import Session

_UNSAID = {
    "capacity": ("how many person-weeks there are", "capacity 12pw until DATE"),
    "platform": ("what the platform cannot do", "platform: text"),
    "order": ("what comes before what", "R2 before R1"),
    "risk": ("what may go wrong", "risk: text"),
    "slo": ("what the error budget is", "slo SERVICE 99.9% 30d spent 27m"),
}


def constraint_findings(session: Session) -> Iterator[Finding]:
    """Yield what the constraints leave open; a cycle in the order blocks, because nobody could begin."""
    for ring in cycles(session):
        yield Finding(
            level="block",
            code="cycle",
            stage="constraints",
            about=ring[0],
            message=circle_words(ring),
            mend="drop one of these orders, or what one of these requests needs",
        )
    for state in kinds(session):
        if state.state == "missing":
            what, line = _UNSAID[state.kind]
            yield _warn("unnamed", "", f"nobody said {what}, or that there is none", f"{line}, or none: {state.kind}")
    rows = balances(session)
    teams = {record.team for record in session.constraints if isinstance(record, Capacity)}
    for row in rows[1:] if teams and "" not in teams else ():
        if row.available is None:
            message = f"work of {row.team} is asked for, and nobody said how much {row.team} can take"
            yield _warn("team-capacity", "", message, f"capacity 5pw {row.team} until DATE")
    for record in session.constraints:
        yield from _of_record(record)


def _of_record(record: Constraint) -> Iterator[Finding]:
    if isinstance(record, ErrorBudget):
        if record.spent_minutes is None:
            message = f"{record.id}, {record.service}: nobody said how much of the error budget is spent"
            yield _warn("spent", record.id, message, f"{record.id} spent 27m")
    elif isinstance(record, Platform):
        if record.refactoring is None:
            message = f"{record.id}, {record.text}: nobody said what the refactoring would take"
            yield _warn("refactoring", record.id, message, f"{record.id} takes 9pw")
    elif isinstance(record, Risk):
        if record.likelihood is None or record.impact is None:
            message = f"{record.id}, {record.text}: nobody said how likely it is and how bad"
            yield _warn("weight", record.id, message, f"{record.id} likely, high, then: what we do")
        elif not record.response:
            message = f"{record.id}, {record.text}: nobody said what we do then"
            yield _warn("response", record.id, message, f"{record.id} {record.likelihood}, {record.impact}, then: text")


def _warn(code: str, about: str, message: str, mend: str) -> Finding:
    return Finding(level="warn", code=code, stage="constraints", about=about, message=message, mend=mend)
