"""Before and around a signature: whether there is anything to sign, who is asked, and how a word came in."""

from collections.abc import Iterable

from alignment_tui.domain.digests import short, whole
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.records import Signature
from alignment_tui.domain.room import away
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import covers, standings, text_now, word_of
from alignment_tui.domain.text import visible

_SAYS = {
    "consent": "consents",
    "reservation": "consents, with a reservation",
    "objection": "objects",
    "aside": "stands aside",
    "withdrawal": "takes it back",
    "undecided": "undecided",
}
_DECIDED = ("will", "wont", "later", "trade_offs")


def not_to_sign(session: Session) -> str:
    """Say why nobody can sign now and what to do about it, or nothing."""
    state = status(session)
    if state.word in ("withdrawn", "superseded"):
        return f"the memo is {state.words}"
    text = text_now(session).sections
    if not any(text[name] for name in _DECIDED):
        return "there is nothing to sign yet: no request has a verdict, no trade-off is accepted"
    if state.word == "draft":
        return "the memo is a draft; status proposed puts it before the signers"
    return "" if session.signers else "nobody is asked to sign; signers: Ana, Raj says who"


def asked(session: Session) -> tuple[str, ...]:
    """Return the ids of the signers to ask in a round: all but those who are away."""
    gone = away(session)
    return tuple(person for person in session.signers if person not in gone)


def absent(session: Session) -> tuple[str, ...]:
    """Return the ids of the signers who are away, as of the latest meeting."""
    gone = away(session)
    return tuple(person for person in session.signers if person in gone)


def said_already(session: Session, person: str, verdict: str, text: str, *, with_key: bool = False) -> bool:
    """Return whether somebody's standing word is this very one, on the text as it is; a key added to it is more."""
    stands = word_of(session, person)
    return (
        stands is not None
        and (stands.verdict, stands.text) == (verdict, visible(text))
        and (bool(stands.ssh) or not with_key)
        and covers(session, stands)
    )


def again(session: Session, person: str) -> Signature | None:
    """Return the word that somebody would give once more with one key: it stands, and the text has changed since.

    An objection is not repeated that way: its owner is asked whether it is resolved.
    """
    standing = next((one for one in standings(session) if one.person == person), None)
    if standing is None or not standing.stale or standing.verdict == "objection":
        return None
    return word_of(session, person)


def to_sign_again(session: Session, people: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return who of these people, or of the signers, can sign again with one key."""
    return tuple(one for one in (session.signers if people is None else people) if again(session, one))


def said(verdict: str) -> str:
    """Say a verdict as what somebody does: ``consents``, ``objects``."""
    return _SAYS[verdict]


def text_of(entry: Signature) -> str:
    """Return the short form of the text that a word was given on: ``7f3a 91c2``."""
    return short(whole(entry.digests))


def recorded(entry: Signature) -> str:
    """Say how a word came in: from the room, from somebody's own machine, or under a key that can be checked."""
    if entry.ssh:
        from alignment_tui.domain.ssh_signature import fingerprint

        key = fingerprint(entry.ssh)
        return f"signed with an ssh key {key}" if key else "an ssh signature that cannot be read"
    if entry.own_hand:
        return "given at their own machine, without a key" + (f", as {entry.creator}" if entry.creator else "")
    return "recorded by the facilitator" + (f", {entry.creator}" if entry.creator else "")
