"""Edits of the sign-off: the rule, and each person's word, bound to the text as it stood. Nothing is deleted."""

from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Rule, Signature, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now, word_of
from alignment_tui.domain.signing import again, said_already
from alignment_tui.domain.ssh_signature import statement
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import somebody
from alignment_tui.editing.records import with_entry
from alignment_tui.editing.scorecard import with_limits_locked

Word = Literal["consent", "reservation", "objection", "aside"]
Verdict = Literal["consent", "reservation", "objection", "aside", "withdrawal"]
Seal = Callable[[bytes], tuple[str, ...]]
"""Puts an ssh signature on bytes and returns its armour, line by line."""


def choose_rule(
    kind: Literal["everyone", "no objection", "quorum"], needed: int | None = None, of: int | None = None
) -> Edit:
    """Return an edit that chooses what counts as agreed. It is refused once somebody has spoken."""

    def edit(session: Session, moment: Moment) -> Session:
        return with_rule(session, Rule(kind=kind, needed=needed, of=of))

    return edit


def with_rule(session: Session, rule: Rule) -> Session:
    """Return the session with another rule; raises `RuleBroken` once somebody has spoken."""
    spoken = [person.name for person in session.stakeholders if word_of(session, person.id)]
    if spoken and rule != session.rule:
        raise RuleBroken(f"the rule is chosen before the round, and {', '.join(spoken)} already spoke")
    return replace(session, rule=rule)


def sign(who: str, verdict: Word, text: str = "", *, own_hand: bool = False, seal: Seal | None = None) -> Edit:
    """Return an edit that records somebody's word on the memo as it stands now; saying it twice changes nothing.

    The text signed is kept as a version where it is new. Consent locks the limits of every metric that has
    readings enough, so that nobody moves the goalposts afterwards. `own_hand` is a word given at one's own machine;
    `seal` puts a real signature on it. Raises `RuleBroken` for somebody who does not sign.
    """

    def edit(session: Session, moment: Moment) -> Session:
        before, (session, person) = session, somebody(session, moment, who)
        if session.signers and person not in session.signers:
            raise RuleBroken(f"{session.name_of(person)} is not among the signers")
        if verdict in ("consent", "reservation"):
            session = with_limits_locked(session, moment)
        if said_already(session, person, verdict, text, with_key=seal is not None):
            return before
        return _recorded(session, moment, person, verdict, text, own_hand=own_hand, seal=seal)

    return edit


def sign_again(who: str) -> Edit:
    """Return an edit that repeats somebody's word on the text as it is now.

    Raises `RuleBroken` where there is none that the text has left behind, and for an objection: that is asked about.
    """

    def edit(session: Session, moment: Moment) -> Session:
        session, person = somebody(session, moment, who)
        name, stands = session.name_of(person), word_of(session, person)
        if stands is None:
            raise RuleBroken(f"{name} has not said anything yet that could be said again")
        if stands.verdict == "objection":
            raise RuleBroken(f"{name} objects: ask whether it still stands; {name} consents, or {name} withdraws")
        if again(session, person) is None or stands.verdict == "withdrawal":
            raise RuleBroken(f"{name} has signed this very text")
        return sign(person, stands.verdict, stands.text)(session, moment)

    return edit


def withdraw(who: str, *, own_hand: bool = False, seal: Seal | None = None) -> Edit:
    """Return an edit that takes back somebody's word, an objection as any other; they are undecided then.

    Raises `RuleBroken` when they said nothing that stands.
    """

    def edit(session: Session, moment: Moment) -> Session:
        session, person = somebody(session, moment, who)
        taken = word_of(session, person)
        if taken is None:
            raise RuleBroken(f"{session.name_of(person)} has said nothing that could be withdrawn")
        return taken_back(session, moment, taken, own_hand=own_hand, seal=seal)

    return edit


def taken_back(
    session: Session, moment: Moment, taken: Signature, *, own_hand: bool = False, seal: Seal | None = None
) -> Session:
    """Return the session in which a word is withdrawn by an entry of its own; the word itself stays where it is."""
    return _recorded(session, moment, taken.person, "withdrawal", "", withdraws=taken.id, own_hand=own_hand, seal=seal)


def answered(session: Session, moment: Moment, words: tuple[Signature, ...]) -> Session:
    """Return the session in which undo has taken these words back: a withdrawal for each, nothing is deleted.

    A withdrawal among them is answered by the word it took back. What does not stand any more is left alone.
    """
    for word in words:
        stands = word_of(session, word.person)
        taken = next((one for one in session.signatures if one.id == word.withdraws), None)
        if stands and _bare(stands) == _bare(word):
            session = taken_back(session, moment, stands)
        elif taken and stands is None:
            session = with_entry(session, replace(_bare(taken), id=moment.new_id(session, "G")))
    return session


def _bare(word: Signature) -> Signature:
    """Return a word without what tells it from the same word given once more by undo."""
    return replace(word, id="G1", created=None, creator="", formerly="")


def _recorded(
    session: Session,
    moment: Moment,
    person: str,
    verdict: Verdict,
    text: str,
    *,
    withdraws: str | None = None,
    own_hand: bool = False,
    seal: Seal | None = None,
) -> Session:
    """Return the session with a word in it. A withdrawal is of the text that was signed: it makes no new version."""
    now = text_now(session)
    version, digests = now.version, now.digests
    taken = next((one for one in session.signatures if one.id == withdraws), None)
    if taken:
        version, digests = taken.version, taken.digests
    elif now.is_new:
        session = with_entry(session, Version(number=version, at=moment.now, sections=now.sections))
    entry = Signature(
        id=moment.new_id(session, "G"),
        person=person,
        verdict=verdict,
        text=text,
        at=moment.now,
        version=version,
        digests=digests,
        withdraws=withdraws,
        own_hand=own_hand,
    )
    if seal:
        entry = replace(entry, ssh=seal(statement(session, entry)))
    return with_entry(session, entry)
