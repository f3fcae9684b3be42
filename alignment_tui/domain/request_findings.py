"""What is left hanging on day 1, and what mends it."""

from collections.abc import Iterator

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.requests import called, layers, merged
from alignment_tui.domain.room import room
from alignment_tui.domain.session import Session
from alignment_tui.domain.terms import undefined_in_request

_LAYER_NAMES = {"assume": "assumptions", "needs": "dependencies", "takes": "capacity", "success": "success criteria"}


def request_findings(session: Session) -> Iterator[Finding]:
    """Yield what the requests leave open: who was not heard, what was not said, what nobody has tested."""
    if not session.requests:
        yield _warn("no-requests", "", "nobody has asked for anything yet", "Ana: what she asks for, in her words")
    yield from _unheard(session)
    for root, spoken in merged(session).items():
        request = spoken[0]
        name = called(session, request)
        if not any(voice.because for voice in spoken):
            yield _warn("because", root, f"{name}: nobody said why it is needed", f"{root} because: why")
        missing = [state.layer for state in layers(request) if state.state == "missing"]
        if missing:
            unspoken = ", ".join(_LAYER_NAMES[layer] for layer in missing)
            mend = f"{root} {missing[0]}: ... or {root} none: {missing[0]}"
            yield _warn("layers", root, f"{name}: not spoken of yet: {unspoken}", mend)
    for request in session.requests:
        for assumed in request.assumptions:
            if assumed.important and assumed.evidence == "little":
                message = f'{called(session, request)} rests on "{assumed.text}", with little evidence'
                mend = f"test it first, then open {assumed.id} and set its evidence to good"
                yield _warn("evidence", assumed.id, message, mend)
        for term in undefined_in_request(request):
            message = f"{called(session, request)}: nobody has defined <{term}> yet"
            yield _warn("term", request.id, message, f"say what <{term}> means, without the brackets")


def _unheard(session: Session) -> Iterator[Finding]:
    for seat in room(session).people:
        if seat.state in ("next", "waiting"):
            mend = f"{seat.name}: words, or {seat.name} passes"
            yield _warn("not-heard", seat.person, f"{seat.name} is here and has not been heard yet", mend)
        elif seat.state == "unknown":
            mend = f"here: {seat.name}, or away: {seat.name}"
            yield _warn("attendance", seat.person, f"nobody said whether {seat.name} is here today", mend)


def _warn(code: str, about: str, message: str, mend: str) -> Finding:
    return Finding(level="warn", code=code, stage="requests", about=about, message=message, mend=mend)
