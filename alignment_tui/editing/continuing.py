"""The edit of a session that another goes on from."""

from msgspec.structs import replace

from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment


def goes_on_in(slug: str) -> Edit:
    """Return an edit that says which session goes on from this one; there may be several."""

    def edit(session: Session, moment: Moment) -> Session:
        if slug in session.continued_in:
            return session
        return replace(session, continued_in=(*session.continued_in, slug))

    return edit
