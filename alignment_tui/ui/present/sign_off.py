"""Launch for the room: the three things that are read back, and then everybody's word."""

from collections.abc import Iterator

from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Metric
from alignment_tui.domain.reviews import next_review
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, outcome_words, standings
from alignment_tui.domain.trade_offs import accepted, trade_off_words
from alignment_tui.ui.lines import BLANK, Line, Role
from alignment_tui.ui.present.page import Page, Presenter, large, told
from alignment_tui.ui.widgets.record_list import Row

_SAID: dict[str, tuple[str, Role]] = {
    "undecided": ("undecided", "warn"),
    "consent": ("consents", "good"),
    "reservation": ("consents, with a reservation", "good"),
    "objection": ("objects", "bad"),
    "aside": ("stands aside", "text"),
    "withdrawal": ("undecided again", "warn"),
}

_EARLIER: tuple[str, Role] = ("signed an earlier text", "warn")


_AGREED, _VOICES = "agreed", "voices"


def _parts(session: Session) -> Iterator[str]:
    yield _AGREED
    if session.rule or standings(session):
        yield _VOICES


def _part_of(session: Session, row: Row) -> str:
    return _VOICES if row.collection == "signatures" and standings(session) else ""


def _lines(page: Page) -> Iterator[Line]:
    return _voices(page) if page.part == _VOICES else _agreed(page)


def _agreed(page: Page) -> Iterator[Line]:
    session = page.session
    for place, trade in enumerate(accepted(session)):
        bearer = f"; {session.name_of(trade.bearer)} bears it" if trade.bearer else ""
        yield from told(page, "We give up" if not place else "", f"{trade_off_words(trade)}{bearer}", "strong")
    yield BLANK
    aims: list[Metric] = [metric for metric in session.metrics if metric.target is not None]
    for place, metric in enumerate(aims):
        yield from told(page, "We will know by" if not place else "", f"{metric.name}, {figures(metric)}", "strong")
    yield BLANK
    review = next_review(session)
    yield from told(page, "We review", f"next on {review.isoformat()}" if review else "not said yet", "strong")


def _voices(page: Page) -> Iterator[Line]:
    session = page.session
    yield from large(page, outcome_words(session, outcome(session)) if session.rule else "No rule yet")
    for standing in standings(session):
        words, role = _EARLIER if standing.stale else _SAID[standing.verdict]
        yield from told(page, standing.name, f"{words}: {standing.text}" if standing.text else words, role)


PRESENTER = Presenter((), _lines, _parts, _part_of)
