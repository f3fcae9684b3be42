"""The week's page as data for other programs."""

from datetime import date
from typing import Any

from msgspec import to_builtins

from alignment_tui.documents.review import latest_review
from alignment_tui.documents.scorecard_data import scorecard_data
from alignment_tui.domain.due import readings_due, review_due
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing, tripwire_words


def review_data(session: Session, today: date) -> dict[str, Any]:
    """Return what the page of the week says: accounts, metrics, tripwires, objections, what is parked and due."""
    memo, written, due = status(session), latest_review(session, today), review_due(session)
    fires = {one.tripwire for one in firing(session)}
    return {
        "session": session.title,
        "date": today,
        "memo": {"status": memo.word, "words": memo.words, "version": memo.version},
        "review": None
        if written is None
        else {
            **{name: getattr(written, name) for name in ("on", "changed", "how", "why", "now")},
            "present": [session.name_of(person) for person in written.present],
        },
        "metrics": scorecard_data(session, today),
        "tripwires": [
            {
                "id": wire.id,
                "words": tripwire_words(session, wire),
                "fires": wire.id in fires,
                "reopens": wire.reopens,
                "reopened_on": wire.reopened_on,
            }
            for wire in session.tripwires
        ],
        "objections": [
            {"signature": one.signature, "name": one.name, "text": one.text}
            for one in standings(session)
            if one.verdict == "objection"
        ],
        "parked": [to_builtins(one) for one in session.parked],
        "lessons": [to_builtins(one) for one in session.lessons],
        "next_review": due,
        "overdue": due is not None and due < today,
        "readings_due": [{"metric": one.metric, "due": one.due} for one in readings_due(session, today)],
    }
