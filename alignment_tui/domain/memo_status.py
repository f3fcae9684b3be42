"""The state of a memo, derived from what was signed and what happened since; a person only says draft or proposed."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.error_budget import USUAL, Thresholds
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import Standing, latest_version, outcome, standings, tally, text_now

StatusWord = Literal["draft", "proposed", "accepted", "reopened", "superseded", "withdrawn"]


class MemoStatus(Struct, frozen=True, kw_only=True):
    """One word for the state, the same as a room says it, and the version of the text it is about."""

    word: StatusWord
    words: str
    version: int


def status(session: Session, thresholds: Thresholds = USUAL) -> MemoStatus:
    """Return the state of the memo and its version."""
    word, words = _word(session, thresholds)
    return MemoStatus(word=word, words=words, version=text_now(session, thresholds).version)


def reopened(session: Session) -> tuple[str, ...]:
    """Return the trade-offs that a tripwire reopened and no version signed since has settled."""
    latest = latest_version(session)
    return tuple(
        dict.fromkeys(
            wire.reopens
            for wire in session.tripwires
            if wire.reopened_on and latest and latest.at.date() <= wire.reopened_on
        )
    )


def _word(session: Session, thresholds: Thresholds) -> tuple[StatusWord, str]:
    memo = session.memo
    if memo.superseded_by:
        return "superseded", f"superseded by {memo.superseded_by}"
    if memo.status == "withdrawn":
        return "withdrawn", "withdrawn"
    result = outcome(session, thresholds)
    open_again = reopened(session)
    if result.accepted:
        return ("reopened", f"accepted, {', '.join(open_again)} reopened") if open_again else ("accepted", "accepted")
    if _was_accepted(session, thresholds):
        if result.objections:
            return "reopened", f"accepted, reopened by an objection of {named(session, result.objections)}"
        latest = latest_version(session)
        if latest and open_again:
            return "reopened", f"version {latest.number} accepted, {', '.join(open_again)} reopened"
        if latest and text_now(session, thresholds).is_new:
            return "proposed", f"proposed; version {latest.number} was accepted"
    if memo.status == "proposed" or session.signatures:
        return "proposed", "proposed"
    return "draft", "draft"


def _was_accepted(session: Session, thresholds: Thresholds) -> bool:
    """Whether the rule was ever met on the latest version, whatever was said or changed after."""
    latest = latest_version(session)
    if latest is None:
        return False
    spoken = tuple(one for one in session.signatures if one.version == latest.number)
    for count in range(len(spoken), 0, -1):
        early = replace(session, signatures=spoken[:count])
        if tally(early, tuple(_fresh(one) for one in standings(early, thresholds))).accepted:
            return True
    return False


def _fresh(standing: Standing) -> Standing:
    return replace(standing, stale=())
