"""A session that goes on from another, and one that is a copy of another: what comes along, and what stays.

Going on is not superseding: what was signed before stays in force, with its scorecard, until a memo says otherwise.
"""

from datetime import datetime

from msgspec.structs import replace

from alignment_tui.domain.records import Lesson
from alignment_tui.domain.session import Session


def continued(before: Session, slug: str, title: str, now: datetime) -> Session:
    """Return a new session that goes on from the one called `slug`: people, what was parked, lessons, playbook.

    They keep their ids, and when and by whom they were written down. Who decides and who signs is asked anew.
    """
    return Session(
        title=title,
        created=now,
        continues=slug,
        playbook=before.playbook,
        thresholds=before.thresholds,
        stakeholders=before.stakeholders,
        parked=before.parked,
        lessons=before.lessons,
    )


def copied(before: Session, title: str, now: datetime) -> Session:
    """Return a copy to try things in: everything said and weighed.

    Signatures, readings and reviews stay with the session they were given in, and so do its links to others: nobody
    signed the copy, and nobody follows its numbers.
    """
    memo = replace(before.memo, status="draft", supersedes="", superseded_by="")
    tripwires = tuple(replace(wire, reopened_on=None) for wire in before.tripwires)
    return replace(
        before,
        title=title,
        created=now,
        continues="",
        continued_in=(),
        memo=memo,
        versions=(),
        signatures=(),
        readings=(),
        reviews=(),
        tripwires=tripwires,
    )


def brought_along(session: Session) -> tuple[Lesson, ...]:
    """Return the lessons that were learnt before this session, in the one it goes on from."""
    begun = session.created
    if not session.continues or begun is None:
        return ()
    return tuple(lesson for lesson in session.lessons if lesson.created and lesson.created < begun)
