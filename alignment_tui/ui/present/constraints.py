"""Day 4 for the room: what holds whatever is chosen, on one page."""

from collections.abc import Iterator

from alignment_tui.domain.capacity import balances
from alignment_tui.domain.error_budget import CONSEQUENCES, budget, budget_words, posture
from alignment_tui.domain.order import chains, circle_words, cycles
from alignment_tui.domain.quantities import person_weeks, rounded
from alignment_tui.domain.records import ErrorBudget, Platform, Risk
from alignment_tui.domain.requests import root_of, said
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, line, paragraph
from alignment_tui.ui.present.page import LABEL, Page, Presenter, beside, figure, told
from alignment_tui.ui.stages.constraints import balance_lines

_BAR_AND_WORDS = 44


def _lines(page: Page) -> Iterator[Line]:
    session = page.session
    if session.constraints:
        yield from _capacity(page)
        yield BLANK
    for place, chain in enumerate(chains(session)):
        yield from told(page, "Order" if not place else "", ", then ".join(_short(session, own) for own in chain))
    for cycle in cycles(session):
        yield from paragraph(circle_words(cycle), page.inner, "bad")
    for record in session.constraints:
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
        elif isinstance(record, ErrorBudget):
            figures = budget(record, session.thresholds)
            yield BLANK
            if figures.remaining_minutes is not None:
                yield from figure(f"{rounded(figures.remaining_minutes)}")
                yield from paragraph(f"minutes of {record.service}'s error budget left", page.inner, "dim")
            yield from told(page, "Error budget", budget_words(figures))
    now = posture(session)
    if now:
        yield from told(page, f"So we {now}" if now != "careful" else "So we take care", CONSEQUENCES[now], "strong")


def _capacity(page: Page) -> list[Line]:
    """Return the bars beside their label, or under it where they would leave no room for their words."""
    aside = page.inner - LABEL >= _BAR_AND_WORDS
    width = page.inner - LABEL if aside else page.inner
    drawn = [one for balance in balances(page.session) for one in balance_lines(balance, width, indent=0)]
    return beside("Capacity", drawn) if aside else [line(("Capacity", "dim")), *drawn]


def _short(session: Session, own: str) -> str:
    return f'"{said(root_of(session, own))}"'


PRESENTER = Presenter((), _lines)
