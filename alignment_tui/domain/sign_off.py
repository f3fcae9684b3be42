"""Sign-off: what each signer has said of the text as it stands, and whether the rule is met.

Silence is undecided and never counts. A signature on a text that has since changed is stale and counts no more.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import percent
from alignment_tui.domain.records import Number, Signature
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_text import (
    SignedText,
    StaleSection,
    covers,
    stale_sections,
    text_now,
)

__all__ = [
    "Outcome",
    "SignedText",
    "StaleSection",
    "Standing",
    "StandingVerdict",
    "covers",
    "outcome",
    "outcome_words",
    "spoken",
    "stale_sections",
    "standings",
    "tally",
    "text_now",
    "word_of",
]

StandingVerdict = Literal["undecided", "consent", "reservation", "objection", "aside"]


class Standing(Struct, frozen=True, kw_only=True):
    """One person's word as it stands. `eligible` is a signer; others may have spoken and are not counted."""

    person: str
    name: str
    eligible: bool
    verdict: StandingVerdict
    text: str
    at: datetime | None
    version: int | None
    signature: str
    withdrawn: tuple[str, ...]
    stale: tuple[StaleSection, ...]


class Outcome(Struct, frozen=True, kw_only=True):
    """How the round stands. `met` is the rule; `accepted` is the rule and no open objection. People are ids."""

    met: bool
    accepted: bool
    why: str
    consents: tuple[str, ...]
    cast: int
    eligible: int
    share_of_cast: Number | None
    share_of_eligible: Number | None
    undecided: tuple[str, ...]
    stale: tuple[str, ...]
    aside: tuple[str, ...]
    objections: tuple[str, ...]


@once(kept=4)
def standings(session: Session) -> tuple[Standing, ...]:
    """Return where every signer stands, then everybody else who has spoken."""
    by_id = {one.id: one for one in session.signatures}
    return tuple(
        replace(one, stale=stale_sections(session, by_id[one.signature])) if one.signature else one
        for one in spoken(session)
    )


def spoken(session: Session) -> tuple[Standing, ...]:
    """Return the same without looking whether the text has changed since."""
    return spoken_by(session, session.signatures)


def spoken_by(session: Session, signatures: Sequence[Signature]) -> tuple[Standing, ...]:
    """Return the same as it would be with these signatures alone, such as those given until some day."""
    others = dict.fromkeys(one.person for one in signatures if one.person not in session.signers)
    return tuple(_standing(session, person, signatures) for person in (*session.signers, *others))


def outcome(session: Session) -> Outcome:
    """Return whether the rule chosen beforehand is met by the words that stand and are not stale."""
    return tally(session, standings(session))


def tally(session: Session, stands: tuple[Standing, ...]) -> Outcome:
    """Return the outcome of the given standings under the session's rule."""
    signers = [one for one in stands if one.eligible]
    stale = tuple(one.person for one in signers if one.stale and one.verdict != "objection")
    valid = [one for one in signers if one.person not in stale]
    consents = tuple(one.person for one in valid if one.verdict in ("consent", "reservation"))
    objections = tuple(one.person for one in stands if one.verdict == "objection")
    aside = tuple(one.person for one in valid if one.verdict == "aside")
    undecided = tuple(one.person for one in valid if one.verdict == "undecided")
    cast = len(valid) - len(undecided)
    lacking = _lacking(session, consents, aside, (*undecided, *stale), objections)
    return Outcome(
        met=not lacking,
        accepted=not lacking and not objections,
        why=lacking or "the rule is met",
        consents=consents,
        cast=cast,
        eligible=len(signers),
        share_of_cast=len(consents) / cast if cast else None,
        share_of_eligible=len(consents) / len(signers) if signers else None,
        undecided=undecided,
        stale=stale,
        aside=aside,
        objections=objections,
    )


def outcome_words(session: Session, result: Outcome) -> str:
    """Say the count both ways: ``2 of 5 consent: 100 % of votes cast, 40 % of those who may sign``."""
    if not result.eligible:
        return "nobody is asked to sign yet"
    count = f"{len(result.consents)} of {result.eligible} consent"
    if result.share_of_cast is not None and result.share_of_eligible is not None:
        cast, may = percent(result.share_of_cast, 0), percent(result.share_of_eligible, 0)
        count = f"{count}: {cast} of votes cast, {may} of those who may sign"
    silent = f"; undecided: {named(session, result.undecided)}" if result.undecided else ""
    stale = f"; signed another text: {named(session, result.stale)}" if result.stale else ""
    return f"{count}{silent}{stale}"


def word_of(session: Session, person: str) -> Signature | None:
    """Return the latest word of a person that they did not take back, or nothing."""
    return _word_in(session.signatures, person)


def _word_in(signatures: Sequence[Signature], person: str) -> Signature | None:
    stands: Signature | None = None
    for one in signatures:
        if one.person == person:
            if one.verdict != "withdrawal":
                stands = one
            elif stands and stands.id == one.withdraws:
                stands = None
    return stands


def _standing(session: Session, person: str, signatures: Sequence[Signature]) -> Standing:
    stands = _word_in(signatures, person)
    withdrawn = [str(one.withdraws) for one in signatures if one.person == person and one.withdraws]
    verdict: StandingVerdict = "undecided"
    if stands and stands.verdict != "withdrawal":
        verdict = stands.verdict
    return Standing(
        person=person,
        name=session.name_of(person),
        eligible=person in session.signers,
        verdict=verdict,
        text=stands.text if stands else "",
        at=stands.at if stands else None,
        version=stands.version if stands else None,
        signature=stands.id if stands else "",
        withdrawn=tuple(withdrawn),
        stale=(),
    )


def _lacking(
    session: Session,
    consents: tuple[str, ...],
    aside: tuple[str, ...],
    silent: tuple[str, ...],
    objections: tuple[str, ...],
) -> str:
    rule = session.rule
    if not session.signers:
        return "nobody is asked to sign yet"
    if rule is None:
        return "no rule was chosen"
    if rule.kind == "quorum":
        needed, have = rule.needed or 0, len(consents)
        return "" if have >= needed else f"{have} of {needed} consents that make the quorum"
    if objections:
        return f"open objection: {named(session, objections)}"
    if silent:
        return f"still to sign: {named(session, silent)}"
    if rule.kind == "everyone" and aside:
        return f"stands aside, and everyone has to consent: {named(session, aside)}"
    return "" if consents else "nobody consents"
