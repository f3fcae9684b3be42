"""Day 6 for the room: the decision, and what we will, won't and not yet do, in the words it was asked for."""

from collections.abc import Iterator

from alignment_tui.domain.memo_status import status
from alignment_tui.domain.requests import said
from alignment_tui.domain.trade_offs import Answer, accepted, chosen, with_answer
from alignment_tui.ui.lines import BLANK, Line
from alignment_tui.ui.present.page import Page, Presenter, large, told

_ANSWERS: tuple[tuple[Answer, str], ...] = (("will", "We will"), ("wont", "We won't"), ("later", "Not yet"))


def _lines(page: Page) -> Iterator[Line]:
    session = page.session
    yield from large(page, f"{session.title}: {status(session).words}")
    yield from _decision(page)
    for answer, words in _ANSWERS:
        for place, request in enumerate(with_answer(session, answer)):
            if not place:
                yield BLANK
            yield from told(page, words if not place else "", f'"{said(request)}", {session.name_of(request.asker)}')
            if request.verdict and request.verdict.reason:
                yield from told(page, "", request.verdict.reason, "dim")


def _decision(page: Page) -> Iterator[Line]:
    """Yield the decision in names and words; on paper it has the ids."""
    session, option = page.session, chosen(page.session)
    against = [one.name for one in session.options if option and one is not option]
    yield from told(page, "Context", session.memo.context)
    yield from told(page, "Facing", session.memo.facing)
    yield from told(page, "We decided for", option.name if option else "", "strong")
    yield from told(page, "and against", ", ".join(against))
    for place, trade in enumerate(accepted(session)):
        bearer = f"; {session.name_of(trade.bearer)} bears it" if trade.bearer else ""
        yield from told(page, "Accepting" if not place else "", f"{trade.accepting or trade.give}{bearer}")
    yield from told(page, "Because", session.memo.why)


PRESENTER = Presenter((), _lines)
