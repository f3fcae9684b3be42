"""Writing the week's review: four accounts and what was learnt, each beside what there is to look at for it."""

from collections.abc import Callable
from datetime import date

from alignment_tui.domain.records import Review
from alignment_tui.domain.reviews import next_review
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, line
from alignment_tui.ui.stages import review_facts
from alignment_tui.ui.walk import Step, Walk

_Facts = Callable[[Session, int, date], list[Line]]
_LOOK = "what of this changes? such as drop P1, or Raj withdraws"


def review_walk(session: Session, today: date) -> Walk:
    """Return the walk through today's review; what was written of it already stands in its lines."""
    written = next((one for one in session.reviews if one.on == today), None)
    steps = [
        _account("changed", "what changed?", written, review_facts.numbers),
        _account("how", "how, and how do we know?", written, review_facts.sources),
        _account("why", "why?", written, review_facts.agreed),
    ]
    if review_facts.open_ends(session, 80, today):
        steps.append(_step("", _LOOK, review_facts.open_ends, title="look at these again", stays=True))
    steps.append(_account("now", "what do we do now?", written, review_facts.said_last))
    steps.append(_step("lesson: ", "what did we learn?", review_facts.learnt, stays=True))
    return Walk("review", "answered", "scorecard", steps, _ends)


def _account(name: str, asks: str, written: Review | None, facts: _Facts) -> Step:
    return _step(f"{name}: ", asks, facts, given=getattr(written, name) if written else "")


def _step(begins: str, asks: str, facts: _Facts, *, title: str = "", given: str = "", stays: bool = False) -> Step:
    def sheet(session: Session, width: int, today: date) -> list[Line]:
        head = f"The review of {today.isoformat()}: {title or asks}"
        return [line((head, "strong")), BLANK, *facts(session, width, today)]

    return Step(begins, lambda session, today: asks, given=given, facts=sheet, stays=stays)


def _ends(session: Session, today: date) -> str:
    if not any(one.on == today for one in session.reviews):
        return "nothing was written"
    due = next_review(session)
    return f"the next review is on {due.isoformat()}" if due else "nobody said when the next review is"
