"""Sign-off: what each signer has said of the text as it stands, and whether the rule is met.

Silence is undecided and never counts. A signature on a text that has since changed is stale and counts no more.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.digests import digest, digests, short, whole
from alignment_tui.domain.memo import postures_in, sections
from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import percent
from alignment_tui.domain.records import Number, Signature, Version
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_differences import LeafChange, change_words, section_changes

StandingVerdict = Literal["undecided", "consent", "reservation", "objection", "aside"]


class SignedText(Struct, frozen=True, kw_only=True):
    """The text that somebody signs today, its version, and its digests; `short` is read aloud."""

    version: int
    is_new: bool
    sections: dict[str, Any]
    digests: dict[str, str]
    short: str


class StaleSection(Struct, frozen=True, kw_only=True):
    """A section that is no longer what was signed: the old text, the new, and what differs, as data and in words."""

    section: str
    reason: str
    before: Any
    after: Any
    changes: tuple[LeafChange, ...] = ()


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
def text_now(session: Session) -> SignedText:
    """Return what is signed if somebody signs now: the latest version that is the text as it is, else a new one.

    The posture is the one that held when the version was first signed, for what is spent since is not signed.
    """
    versions = sorted(session.versions, key=lambda version: -version.number)
    for version in versions:
        text = sections(session, postures_in(version.sections))
        found = digests(text)
        if found == digests(version.sections):
            return _signed_text(version.number, False, text, found)
    text = sections(session)
    return _signed_text(versions[0].number + 1 if versions else 1, True, text, digests(text))


def _signed_text(number: int, is_new: bool, text: dict[str, Any], found: dict[str, str]) -> SignedText:
    return SignedText(version=number, is_new=is_new, sections=text, digests=found, short=short(whole(found)))


def latest_version(session: Session) -> Version | None:
    """Return the version with the highest number, or nothing before the first signature."""
    return max(session.versions, key=lambda version: version.number, default=None)


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


def stale_sections(session: Session, signature: Signature) -> tuple[StaleSection, ...]:
    """Return the sections that are no longer what `signature` covers, each with old text, new text and why."""
    version = next((one for one in session.versions if one.number == signature.version), None)
    kept = version.sections if version else {}
    now = sections(session, postures_in(kept))
    stale = []
    for name in dict.fromkeys((*now, *signature.digests)):
        signed, before, after = signature.digests.get(name), kept.get(name), now.get(name)
        changes: tuple[LeafChange, ...] = ()
        if signed == digest(after) and (version is None or signed == digest(before)):
            continue
        if signed is None:
            reason = "was not part of what was signed"
        elif version is None or name not in kept:
            reason = "changed; the text that was signed is not kept"
        elif signed != digest(before):
            reason = "the kept text is not what was signed"
        else:
            changes = section_changes(name, kept, now)
            reason = "; ".join(map(change_words, changes))
        stale.append(StaleSection(section=name, reason=reason, before=before, after=after, changes=changes))
    return tuple(stale)


def word_of(session: Session, person: str) -> Signature | None:
    """Return the latest word of a person that they did not take back, or nothing."""
    return _word_in(session.signatures, person)


def covers(session: Session, signature: Signature) -> bool:
    """Return whether a signature is on the text as it stands today."""
    return not stale_sections(session, signature)


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
