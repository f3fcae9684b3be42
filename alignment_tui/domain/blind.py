"""What is said blind: requests and fists stay hidden until everybody has answered, wherever a session is shown."""

from msgspec.structs import replace

from alignment_tui.domain.once import once
from alignment_tui.domain.records import Fist, Request
from alignment_tui.domain.session import Session

MASK = "hidden until everybody has answered"


def hidden(session: Session) -> tuple[Request | Fist, ...]:
    """Return the requests and the fists that are hidden now."""
    requests = tuple(request for request in session.requests if request.blind)
    return (*requests, *(one for one in session.fists if one.blind))


@once(kept=2)
def masked(session: Session) -> Session:
    """Return the session as it may be shown: hidden texts are the mask, hidden fists have no fingers.

    It is the same one where nothing is hidden.
    """
    if not hidden(session):
        return session
    return replace(
        session,
        requests=tuple(_masked(one) if one.blind else one for one in session.requests),
        fists=tuple(replace(one, fingers=None, why="") if one.blind else one for one in session.fists),
    )


def _masked(request: Request) -> Request:
    return replace(
        request,
        words=MASK,
        short=MASK if request.short else "",
        because=MASK if request.because else "",
        assumptions=tuple(replace(item, text=MASK) for item in request.assumptions),
        outside=tuple(replace(item, text=MASK) for item in request.outside),
        success=tuple(replace(item, text=MASK) for item in request.success),
        touches_none=MASK if request.touches_none else "",
    )
