"""Edits of blind capture: hide what a line adds, and show all at once when everybody has answered."""

from msgspec.structs import replace

from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import with_shown
from alignment_tui.editing.moment import Edit, Moment


def hide(edit: Edit) -> Edit:
    """Return an edit whose new requests stay hidden until they are revealed."""

    def blind(session: Session, moment: Moment) -> Session:
        new = edit(session, moment)
        known = {request.id for request in session.requests}
        requests = tuple(one if one.id in known else replace(one, blind=True) for one in new.requests)
        return replace(new, requests=requests)

    return blind


def reveal(session: Session, moment: Moment) -> Session:
    """Show every hidden request, and every fist to five."""
    requests = tuple(replace(one, blind=False) if one.blind else one for one in session.requests)
    options = {shown.option for shown in session.fists if shown.blind}
    return with_shown(replace(session, requests=requests), options)
