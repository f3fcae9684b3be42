"""What in a session wants somebody's attention on any day: an open objection, a tripwire, what has gone stale.

What depends on the day, overdue reviews and missing readings, is in `domain.due`.
"""

from msgspec import Struct

from alignment_tui.domain.fingerprints import changed_since
from alignment_tui.domain.memo_status import StatusWord, status
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing

_ENDED = ("superseded", "withdrawn")


class Attention(Struct, frozen=True, array_like=True, gc=False):
    """The memo's status as it follows from the signatures, and what wants a look.

    `objections` and `unsigned` are names: of whose objection is open, and of whose signature is on a text that has
    changed since. `fired` are tripwires that fired and were not acted upon, in words.
    """

    status: StatusWord
    objections: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    stale: tuple[StageSlug, ...] = ()


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
