"""The text that is signed today, and what of it is no longer as somebody signed it."""

from typing import Any

from msgspec import Struct

from alignment_tui.domain.digests import digest, digests, short, whole
from alignment_tui.domain.memo import postures_in, sections
from alignment_tui.domain.once import once
from alignment_tui.domain.records import Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_differences import LeafChange, change_words, section_changes


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


@once(kept=4)
def text_now(session: Session) -> SignedText:
    """Return what is signed if somebody signs now: the latest version that is the text as it is, else a new one.

    The posture is the one that held when the version was first signed, for what is spent since is not signed.
    """
    versions = sorted(session.versions, key=lambda version: -version.number)
    for version in versions:
        then, today = _then_and_now(session, version.number)
        if today.digests == then.digests:
            return _signed_text(version.number, False, today.sections, today.digests)
    text = sections(session)
    return _signed_text(versions[0].number + 1 if versions else 1, True, text, digests(text))


def _signed_text(number: int, is_new: bool, text: dict[str, Any], found: dict[str, str]) -> SignedText:
    return SignedText(version=number, is_new=is_new, sections=text, digests=found, short=short(whole(found)))


def stale_sections(session: Session, signature: Signature) -> tuple[StaleSection, ...]:
    """Return the sections that are no longer what `signature` covers, each with old text, new text and why."""
    then, today = _then_and_now(session, signature.version)
    kept, now = then.sections, today.sections
    stale = []
    for name in dict.fromkeys((*now, *signature.digests)):
        signed, before, after = signature.digests.get(name), kept.get(name), now.get(name)
        changes: tuple[LeafChange, ...] = ()
        if signed == today.digest(name) and (not then.found or signed == then.digest(name)):
            continue
        if signed is None:
            reason = "was not part of what was signed"
        elif name not in kept:
            reason = "changed; the text that was signed is not kept"
        elif signed != then.digest(name):
            reason = "the kept text is not what was signed"
        else:
            changes = section_changes(name, kept, now)
            reason = "; ".join(map(change_words, changes))
        stale.append(StaleSection(section=name, reason=reason, before=before, after=after, changes=changes))
    return tuple(stale)


class _Text(Struct, frozen=True):
    found: bool
    sections: dict[str, Any]
    digests: dict[str, str]

    def digest(self, name: str) -> str:
        return self.digests.get(name) or digest(None)


@once(kept=8)
def _then_and_now(session: Session, number: int) -> tuple[_Text, _Text]:
    """Return a version as it is kept, empty where it is not, and the text as it is with the postures of that time."""
    version = next((one for one in session.versions if one.number == number), None)
    kept = version.sections if version else {}
    now = sections(session, postures_in(kept))
    return _Text(version is not None, kept, digests(kept)), _Text(True, now, digests(now))


def covers(session: Session, signature: Signature) -> bool:
    """Return whether a signature is on the text as it stands today."""
    return not stale_sections(session, signature)
