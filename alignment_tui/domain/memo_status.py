"""The state of a memo, derived from what was signed and what happened since; a person only says draft or proposed."""

from datetime import date

from msgspec import Struct

from alignment_tui.domain.attention import StatusWord
from alignment_tui.domain.once import once
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, spoken_by, tally, text_now


class MemoStatus(Struct, frozen=True, kw_only=True):
    """One word for the state, the same as a room says it, and the version of the text it is about."""

    word: StatusWord
    words: str
    version: int


class Accepted(Struct, frozen=True, kw_only=True):
    """A version that was accepted, and the day of the earliest of the consents that carry it."""

    version: int
    on: date


@once(kept=4)
def status(session: Session) -> MemoStatus:
    """Return the state of the memo and its version."""
    word, words = _word(session)
    return MemoStatus(word=word, words=words, version=text_now(session).version)


def reopened(session: Session) -> tuple[str, ...]:
    """Return the trade-offs that a tripwire reopened and that everybody has not signed anew since."""
    acted = [wire for wire in session.tripwires if wire.reopened_on]
    agreed = last_accepted(session) if acted else None
    return tuple(
        dict.fromkeys(wire.reopens for wire in acted if wire.reopened_on and agreed and agreed.on <= wire.reopened_on)
    )


def last_accepted(session: Session) -> Accepted | None:
    """Return the latest version on which the rule was ever met, whatever was said or changed after."""
    for version in sorted(session.versions, key=lambda version: -version.number):
        heard = tuple(one for one in session.signatures if one.version == version.number)
        for count in range(len(heard), 0, -1):
            words = spoken_by(session, heard[:count])
            result = tally(session, words)
            if result.accepted:
                days = (one.at.date() for one in words if one.at and one.person in result.consents)
                return Accepted(version=version.number, on=min(days))
    return None


def _word(session: Session) -> tuple[StatusWord, str]:
    memo = session.memo
    if memo.superseded_by:
        return "superseded", f"superseded by {memo.superseded_by}"
    if memo.status == "withdrawn":
        return "withdrawn", "withdrawn"
    result, agreed, open_again = outcome(session), last_accepted(session), reopened(session)
    again = f", {', '.join(open_again)} reopened" if open_again else ""
    if result.accepted:
        return ("reopened" if again else "accepted"), f"accepted{again}"
    if agreed and again:
        return "reopened", f"version {agreed.version} accepted{again}"
    if agreed and result.objections:
        return "reopened", f"accepted, reopened by an objection of {named(session, result.objections)}"
    if agreed:
        return "proposed", f"proposed; version {agreed.version} was accepted"
    if memo.status == "proposed" or session.signatures:
        return "proposed", "proposed"
    return "draft", "draft"
