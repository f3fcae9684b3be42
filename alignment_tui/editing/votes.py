"""Edits of forced ranking and fist to five."""

from collections.abc import Iterable

from msgspec.structs import replace

from alignment_tui.domain.records import Fist, Option, Ranking, Request
from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import all_in_shown, with_shown
from alignment_tui.editing.fields import one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import somebody
from alignment_tui.editing.records import with_entry


def rank(who: str | None, requests: Iterable[str]) -> Edit:
    """Return an edit that records a forced ranking, instead of the last one; `None` is all together."""
    wanted = tuple(requests)

    def edit(session: Session, moment: Moment) -> Session:
        person_id = None
        if who is not None:
            session, person_id = somebody(session, moment, who)
        order = tuple(one(session, own, Request).id for own in wanted)
        return with_entry(session, Ranking(person=person_id, order=order))

    return edit


def show_fist(option_id: str, who: str, fingers: int, why: str = "") -> Edit:
    """Return an edit that records somebody's fist to five on an option, instead of their last one.

    It is hidden until everybody here has shown; then all are to be seen at once. Once they are, so is a new one.
    """

    def edit(session: Session, moment: Moment) -> Session:
        option = one(session, option_id, Option)
        session, person_id = somebody(session, moment, who)
        shown = Fist(option=option.id, person=person_id, fingers=fingers, why=why, blind=True)
        if any(other.option == option.id and not other.blind for other in session.fists):
            return with_entry(session, replace(shown, blind=False))
        return all_in_shown(with_entry(session, shown))

    return edit


def object_because(option_id: str, person_id: str, why: str) -> Edit:
    """Return an edit that records why somebody showed the fingers they did."""

    def edit(session: Session, moment: Moment) -> Session:
        own = f"{option_id}/{person_id}"
        return replace(session, fists=tuple(replace(x, why=why) if x.key == own else x for x in session.fists))

    return edit


def reveal_fists(option_id: str) -> Edit:
    """Return an edit that shows the fists on an option, although somebody has not shown yet."""

    def edit(session: Session, moment: Moment) -> Session:
        return with_shown(session, (option_id,))

    return edit


def another_round(option_id: str) -> Edit:
    """Return an edit that forgets the fists on an option, so that everybody shows anew, and blind again."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, fists=tuple(shown for shown in session.fists if shown.option != option_id))

    return edit
