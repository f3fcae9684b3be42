"""What `verify` finds in the document alone: each signer's word and the text it covers, and each ssh signature."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.blind import hidden
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import Standing, StandingVerdict, covers, outcome, standings, text_now
from alignment_tui.domain.signed_differences import title_of
from alignment_tui.domain.signing import recorded, said
from alignment_tui.domain.ssh_signature import armour, fingerprint, statement

KeyState = Literal["good", "bad", "signer unknown", "text changed since", "not checked"]


class Broken(Struct, frozen=True, kw_only=True):
    """A section that is not what somebody signed, and what changed in it; nothing of that while something is hidden."""

    section: str
    title: str
    reason: str


class Word(Struct, frozen=True, kw_only=True):
    """One person's word as it stands, whether it is of today's text, and how it came in."""

    name: str
    signs: bool
    verdict: StandingVerdict
    text: str
    at: datetime | None
    version: int | None
    covers_today: bool
    stale: tuple[Broken, ...]
    took_back: tuple[str, ...]
    key: str
    recorded: str


class SignOff(Struct, frozen=True, kw_only=True):
    """The text as it is, every word on it, and whether the sign-off holds for it."""

    holds: bool
    accepted: bool
    why: str
    text: str
    version: int
    signed_as_it_is: bool
    signers: tuple[Word, ...]


class Key(Struct, frozen=True, kw_only=True):
    """One ssh signature: whose word it is on, which key made it, and what became of it."""

    id: str
    name: str
    said: str
    key: str
    state: KeyState
    stands: bool


def sign_off(session: Session) -> SignOff:
    """Return the text as it is, every signer's word on it, and whether the sign-off holds."""
    stands, result, text = standings(session), outcome(session), text_now(session)
    spoke = any(one.verdict != "undecided" for one in stands)
    return SignOff(
        holds=result.accepted and not any(one.stale for one in stands),
        accepted=result.accepted,
        why=result.why if spoke or not session.signers else "nobody has signed",
        text=text.short,
        version=text.version,
        signed_as_it_is=not text.is_new,
        signers=tuple(_word(session, one) for one in stands),
    )


def keys_on(session: Session, allowed: Path | None) -> tuple[Key, ...]:
    """Return every ssh signature there is, with what became of it; unchecked without a file of allowed signers."""
    standing = {one.signature for one in standings(session)}
    if allowed is not None:
        from alignment_tui.cli.ssh_keygen import check, readable

        readable(allowed)
    found = []
    for entry in (entry for entry in session.signatures if entry.ssh):
        name = session.name_of(entry.person)
        state: KeyState = "not checked"
        if allowed is not None:
            state = check(statement(session, entry), armour(entry), name, entry.at, allowed)
            if state == "good" and entry.verdict != "withdrawal" and not covers(session, entry):
                state = "text changed since"
        found.append(
            Key(
                id=entry.id,
                name=name,
                said=said(entry.verdict),
                key=fingerprint(entry.ssh),
                state=state,
                stands=entry.id in standing,
            )
        )
    return tuple(found)


def _word(session: Session, one: Standing) -> Word:
    entry = next((entry for entry in session.signatures if entry.id == one.signature), None)
    blind = bool(hidden(session))
    return Word(
        name=one.name,
        signs=one.eligible,
        verdict=one.verdict,
        text=one.text,
        at=one.at,
        version=one.version,
        covers_today=bool(entry) and not one.stale,
        stale=tuple(
            Broken(section=part.section, title=title_of(part.section), reason="" if blind else part.reason)
            for part in one.stale
        ),
        took_back=one.withdrawn,
        key=fingerprint(entry.ssh) if entry else "",
        recorded=recorded(entry) if entry else "",
    )
