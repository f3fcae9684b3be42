"""Blind capture: what is asked for stays hidden until everybody has answered, wherever a session is shown."""

from msgspec.structs import replace

from alignment_tui.domain.records import Request
from alignment_tui.domain.session import Session

MASK = "hidden until everybody has answered"


def hidden(session: Session) -> tuple[Request, ...]:
    """Return the requests that are hidden now."""
    return tuple(request for request in session.requests if request.blind)


def masked(session: Session) -> Session:
    """Return the session as it may be shown: every text of a hidden request is the mask. The same one where none is."""
    if not hidden(session):
        return session
    return replace(session, requests=tuple(_masked(one) if one.blind else one for one in session.requests))


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
