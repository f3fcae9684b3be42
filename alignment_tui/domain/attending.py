"""Working out what in a session wants attention: it takes all of sign-off, which a list of what is known does not."""

from alignment_tui.domain.attention import Attention
from alignment_tui.domain.fingerprints import changed_since
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing

_ENDED = ("superseded", "withdrawn")


def attention(session: Session) -> Attention:
    """Return what wants a look; nothing does once the memo was withdrawn or superseded."""
    word = status(session).word
    if word in _ENDED:
        return Attention(word)
    stands = standings(session) if session.signatures else ()
    return Attention(
        word,
        objections=tuple(one.name for one in stands if one.verdict == "objection"),
        fired=tuple(one.words for one in firing(session)),
        unsigned=tuple(one.name for one in stands if one.stale and one.verdict not in ("objection", "undecided")),
        stale=tuple(passed.stage for passed in session.passed if changed_since(session, passed.stage)),
    )
