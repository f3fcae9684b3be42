"""Edits of the sign-off: the rule, and each person's word, bound to the text as it stood. Nothing is deleted."""

from typing import Literal

from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Rule, Signature, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import somebody
from alignment_tui.editing.records import with_entry
from alignment_tui.editing.scorecard import with_limits_locked

Word = Literal["consent", "reservation", "objection", "aside"]


def choose_rule(
    kind: Literal["everyone", "no objection", "quorum"], needed: int | None = None, of: int | None = None
) -> Edit:
    """Return an edit that chooses what counts as agreed. It is refused once somebody has spoken."""

    def edit(session: Session, moment: Moment) -> Session:
        rule = Rule(kind=kind, needed=needed, of=of)
        spoken = [person.name for person in session.stakeholders if standing(session, person.id)]
        if spoken and rule != session.rule:
            raise RuleBroken(f"the rule is chosen before the round, and {', '.join(spoken)} already spoke")
        return replace(session, rule=rule)

    return edit


def sign(who: str, verdict: Word, text: str = "") -> Edit:
    """Return an edit that records somebody's word on the memo as it stands now.

    The text signed is kept as a version where it is new. Consent locks the limits of every metric that has
    readings enough, so that nobody moves the goalposts afterwards. Raises `RuleBroken` for somebody who does not sign.
    """

    def edit(session: Session, moment: Moment) -> Session:
        session, person = somebody(session, moment, who)
        if session.signers and person not in session.signers:
            raise RuleBroken(f"{session.name_of(person)} is not among the signers")
        if verdict in ("consent", "reservation"):
            session = with_limits_locked(session, moment)
        return _recorded(session, moment, person, verdict, text, withdraws=None)

    return edit


def withdraw(who: str) -> Edit:
    """Return an edit that takes back somebody's latest objection, or else their latest word; they are undecided then.

    Raises `RuleBroken` when they said nothing that stands.
    """

    def edit(session: Session, moment: Moment) -> Session:
        session, person = somebody(session, moment, who)
        taken = to_withdraw(session, person)
        if taken is None:
            raise RuleBroken(f"{session.name_of(person)} has said nothing that could be withdrawn")
        return _recorded(session, moment, person, "withdrawal", "", withdraws=taken.id)

    return edit


def standing(session: Session, person_id: str) -> Signature | None:
    """Return a person's latest word, unless they took it back."""
    own = [entry for entry in session.signatures if entry.person == person_id]
    return own[-1] if own and own[-1].verdict != "withdrawal" else None


def to_withdraw(session: Session, person_id: str) -> Signature | None:
    """Return the word that a withdrawal would take back."""
    own = [entry for entry in session.signatures if entry.person == person_id]
    gone = {entry.withdraws for entry in own}
    open_words = [entry for entry in own if entry.verdict != "withdrawal" and entry.id not in gone]
    objections = [entry for entry in open_words if entry.verdict == "objection"]
    last = standing(session, person_id)
    return objections[-1] if objections and (last is None or last.verdict == "objection") else last


def _recorded(
    session: Session,
    moment: Moment,
    person: str,
    verdict: Literal["consent", "reservation", "objection", "aside", "withdrawal"],
    text: str,
    *,
    withdraws: str | None,
) -> Session:
    now = text_now(session)
    if now.is_new:
        session = with_entry(session, Version(number=now.version, at=moment.now, sections=now.sections))
    entry = Signature(
        id=moment.new_id(session, "G"),
        person=person,
        verdict=verdict,
        text=text,
        at=moment.now,
        version=now.version,
        digests=now.digests,
        withdraws=withdraws,
    )
    return with_entry(session, entry)
