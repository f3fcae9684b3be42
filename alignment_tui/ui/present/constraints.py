"""Day 4 for the room: what holds whatever is chosen, one kind of it at a time."""

from collections.abc import Callable, Iterator

from alignment_tui.domain.capacity import balances
from alignment_tui.domain.error_budget import CONSEQUENCES, budget, budget_words, posture
from alignment_tui.domain.order import chains, cycles
from alignment_tui.domain.quantities import person_weeks, rounded
from alignment_tui.domain.records import Capacity, Constraint, ErrorBudget, Order, Platform, Risk, Thresholds
from alignment_tui.domain.requests import root_of, said
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, paragraph
from alignment_tui.ui.present.page import AIR, Page, Presenter, figure, large, told
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.stages.constraints import KINDS, balance_lines
from alignment_tui.ui.widgets.record_list import Row

_ORDER = "order"
_NAMES = {kind: title.lower() for kind, _, title in KINDS}


def _parts(session: Session) -> Iterator[str]:
    named = {_kind_of(record) for record in session.constraints}
    named.discard(_ORDER)  # one whose ends are gone has nothing to show
    if chains(session) or cycles(session):
        named.add(_ORDER)
    if session.no_constraints:
        named.add("ground")
    return (part for part in _PAGES if part in named)


def _part_of(session: Session, row: Row) -> str:
    record = entry_of(session, row)
    if isinstance(record, Thresholds):
        return "budget"
    return _kind_of(record) if isinstance(record, Constraint) else ""


def _kind_of(record: Constraint) -> str:
    match record:
        case Capacity():
            return "capacity"
        case Order():
            return _ORDER
        case ErrorBudget():
            return "budget"
        case _:
            return "ground"


def _lines(page: Page) -> Iterator[Line]:
    if page.part:
        title, lines = _PAGES[page.part]
        yield from large(page, title)
        yield from lines(page)


def _capacity(page: Page) -> Iterator[Line]:
    for balance in balances(page.session):
        yield from balance_lines(balance, page.inner, indent=0)


def _order(page: Page) -> Iterator[Line]:
    session = page.session
    for chain in chains(session):
        for place, own in enumerate(chain):
            yield from told(page, "First" if not place else "then", _short(session, own))
    for cycle in cycles(session):
        yield AIR
        yield from paragraph("This goes in a circle, and nothing can come first:", page.inner, "bad")
        for own in cycle:
            yield from told(page, "before", _short(session, own))


def _ground(page: Page) -> Iterator[Line]:
    for record in page.session.constraints:
        if isinstance(record, Platform):
            effort = (
                f", unless {person_weeks(record.refactoring.person_weeks)} go into it" if record.refactoring else ""
            )
            yield from told(page, "Platform", f"{record.text}{effort}")
        elif isinstance(record, Risk):
            weight = ", ".join(
                part for part in (record.likelihood, record.impact and f"{record.impact} impact") if part
            )
            then = f"; then {record.response}" if record.response else ""
            yield from told(page, "Risk", f"{record.text}{f' ({weight})' if weight else ''}{then}")
    if page.session.no_constraints:
        none = ", ".join(_NAMES[kind] for kind in page.session.no_constraints)
        yield from told(page, "None, on purpose", none, "dim")


def _budgets(page: Page) -> Iterator[Line]:
    session = page.session
    for record in session.constraints:
        if isinstance(record, ErrorBudget):
            figures = budget(record, session.thresholds)
            if figures.remaining_minutes is not None:
                yield from figure(f"{rounded(figures.remaining_minutes)}")
                yield from paragraph(f"minutes of {record.service}'s error budget left", page.inner, "dim")
            yield from told(page, "Error budget", budget_words(figures))
            yield BLANK
    now = posture(session)
    if now:
        yield from told(page, f"So we {now}" if now != "careful" else "So we take care", CONSEQUENCES[now], "strong")


def _short(session: Session, own: str) -> str:
    return f'"{said(root_of(session, own))}"'


_PAGES: dict[str, tuple[str, Callable[[Page], Iterator[Line]]]] = {
    "capacity": ("How much we can do", _capacity),
    _ORDER: ("What has to come first", _order),
    "ground": ("What holds, and what may happen", _ground),
    "budget": ("How much failure we can still afford", _budgets),
}

PRESENTER = Presenter((), _lines, _parts, _part_of)
