"""Day 6 for the room: the memo one part at a time, in the words it was asked for."""

from collections.abc import Iterator

from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.requests import said
from alignment_tui.domain.reviews import next_review
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import Answer, accepted, chosen, with_answer
from alignment_tui.ui.lines import Line
from alignment_tui.ui.present.page import Page, Presenter, large, told

_DECISION, _METRICS = "decision", "metrics"
_ANSWERS: tuple[Answer, ...] = ("will", "wont", "later")


def _parts(session: Session) -> Iterator[str]:
    yield _DECISION
    yield from (answer for answer in _ANSWERS if with_answer(session, answer))
    if any(metric.target is not None for metric in session.metrics):
        yield _METRICS


def _lines(page: Page) -> Iterator[Line]:
    answer = next((one for one in _ANSWERS if one == page.part), None)
    if answer:
        yield from _verdicts(page, answer)
    elif page.part == _METRICS:
        yield from _numbers(page)
    else:
        yield from _decision(page)


def _decision(page: Page) -> Iterator[Line]:
    """Yield the decision in names and words; on paper it has the ids."""
    session, option = page.session, chosen(page.session)
    against = [one.name for one in session.options if option and one is not option]
    yield from large(page, f"{session.title}: {status(session).words}")
    yield from told(page, "Context", session.memo.context)
    yield from told(page, "Facing", session.memo.facing)
    if session.memo.decision:
        yield from told(page, "We decided", session.memo.decision, "strong")
    else:
        yield from told(page, "We decided for", option.name if option else "", "strong")
        yield from told(page, "and against", ", ".join(against))
    for place, trade in enumerate(accepted(session)):
        bearer = f"; {session.name_of(trade.bearer)} bears it" if trade.bearer else ""
        yield from told(page, "Accepting" if not place else "", f"{trade.accepting or trade.give}{bearer}")
    yield from told(page, "Because", session.memo.why)


def _verdicts(page: Page, answer: Answer) -> Iterator[Line]:
    yield from large(page, SECTION_TITLES[answer])
    for request in with_answer(page.session, answer):
        yield from told(page, page.session.name_of(request.asker), f'"{said(request)}"', "strong")
        yield from told(page, "", request.verdict.reason if request.verdict else "")


def _numbers(page: Page) -> Iterator[Line]:
    yield from large(page, SECTION_TITLES["metrics"])
    for metric in page.session.metrics:
        if metric.target is not None:
            yield from told(page, page.session.name_of(metric.owner) or "Nobody yet", metric.name, "strong")
            yield from told(page, "", figures(metric))
    review = next_review(page.session)
    yield from told(page, "We review", f"next on {review.isoformat()}" if review else "not said yet")


PRESENTER = Presenter((), _lines, _parts)
