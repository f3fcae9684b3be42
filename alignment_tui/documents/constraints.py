"""What was true whatever was chosen: capacity, platform, order, risk, error budget and the posture that follows."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Paragraph, Ref, line
from alignment_tui.documents.phrases import effort, listed
from alignment_tui.domain.capacity import balance_words, balances
from alignment_tui.domain.constraints import capacity_and_posture
from alignment_tui.domain.error_budget import CONSEQUENCES, USUAL, budget, budget_words, posture, threshold_words
from alignment_tui.domain.quantities import person_weeks, plain
from alignment_tui.domain.records import Capacity, Constraint, ErrorBudget, Order, Platform, Risk
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import with_answer

_KINDS = {"slo": "error budget"}


def constraint_blocks(session: Session) -> Iterator[Block]:
    """Yield every constraint, what is none on purpose, and the posture with its consequence."""
    if not session.constraints and not session.no_constraints:
        return
    yield Heading("Constraints, capacity and posture")
    if session.constraints:
        yield Entries(tuple(constraint_entry(session, one) for one in session.constraints))
    closing = [*closing_sentences(session)]
    if closing:
        yield Paragraph(line(" ".join(closing)))


def constraint_entry(session: Session, record: Constraint) -> Entry:
    """Return a constraint in words, with what follows from it."""
    if isinstance(record, Capacity):
        team = f" of {record.team}" if record.team else ""
        until = f" until {record.until.isoformat()}" if record.until else ""
        return Entry(id=record.id, head=line(f"capacity: {person_weeks(record.person_weeks)}{team}{until}"))
    if isinstance(record, Platform):
        size = (line(f"a refactoring would take {effort(record.refactoring)}"),) if record.refactoring else ()
        return Entry(id=record.id, head=line("platform: ", record.text), notes=size)
    if isinstance(record, Order):
        return Entry(id=record.id, head=line("order: ", Ref(record.first), " before ", Ref(record.then)))
    if isinstance(record, Risk):
        return Entry(
            id=record.id, head=line("risk: ", record.text), notes=tuple(note for note in (_risk(record),) if note)
        )
    return Entry(id=record.id, head=_objective(record), notes=_spent(session, record))


def closing_sentences(session: Session) -> Iterator[str]:
    """Yield what is none on purpose, what the chosen work takes, and the posture with what follows from it."""
    if session.no_constraints:
        kinds = listed(_KINDS.get(kind, kind) for kind in session.no_constraints)
        yield f"None on purpose: {kinds}."
    will = with_answer(session, "will")
    if will:
        for balance in balances(session, will):
            yield f"What we will do takes {balance_words(balance)}."
    elif summary := capacity_and_posture(session):
        yield f"Capacity and posture: {summary}."
    now = posture(session)
    if now:
        yield f"Posture {now}: {CONSEQUENCES[now]}."
    if session.thresholds != USUAL:
        yield f"Agreed here: {threshold_words(session.thresholds)}."


def _risk(record: Risk) -> Line:
    impact = f"{record.impact} impact" if record.impact else ""
    then = f"then: {record.response}" if record.response else ""
    weighed = ", ".join(part for part in (record.likelihood, impact) if part)
    return line("; ".join(part for part in (weighed, then) if part))


def _objective(record: ErrorBudget) -> Line:
    window = f"{plain(record.window_days)} days"
    since = f" from {record.since.isoformat()}" if record.since else ", rolling"
    return line("error budget: ", record.service, f", {plain(record.slo_percent)} % over {window}{since}")


def _spent(session: Session, record: ErrorBudget) -> tuple[Line, ...]:
    on = f" (as of {record.spent_on.isoformat()})" if record.spent_on else ""
    return (line(budget_words(budget(record, session.thresholds)) + on),)
