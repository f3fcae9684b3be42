"""Edits of how requests end: one verdict said by a person, or all that follow from the chosen option."""

from typing import Literal

from msgspec.structs import replace

from alignment_tui.domain.records import Request, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.domain.verdicts import suggested_verdicts
from alignment_tui.editing.fields import one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import in_the_room
from alignment_tui.editing.records import with_entry


def answer(request_id: str, verdict: Literal["will", "wont", "later"], reason: str) -> Edit:
    """Return an edit that says how a request ends and why, by whoever decides, before whoever is here."""

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        return with_entry(session, replace(request, verdict=_verdict(session, moment, verdict, reason)))

    return edit


def fill() -> Edit:
    """Return an edit that gives every request nobody has decided the verdict that follows from the chosen option.

    What a person has said or changed stays as it is.
    """

    def edit(session: Session, moment: Moment) -> Session:
        follows = session.choice.option if session.choice else None
        for suggested in suggested_verdicts(session):
            verdict = _verdict(session, moment, suggested.answer, suggested.reason)
            request = one(session, suggested.request, Request)
            session = with_entry(session, replace(request, verdict=replace(verdict, follows=follows)))
        return session

    return edit


def decided_by_hand(before: Request, after: Request) -> Request:
    """Return `after` with a verdict that a person has changed as theirs, so that none is filled in over it."""
    old, new = before.verdict, after.verdict
    if old is None or new is None or (old.answer, old.reason) == (new.answer, new.reason):
        return after
    return replace(after, verdict=replace(new, follows=None))


def _verdict(session: Session, moment: Moment, answer: Literal["will", "wont", "later"], reason: str) -> Verdict:
    return Verdict(
        answer=answer,
        reason=reason,
        on=moment.today,
        decided_by=session.deciders,
        present=in_the_room(session, moment),
    )
