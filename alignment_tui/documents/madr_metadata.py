"""The metadata of a decision record: its state, its day, and who decided, was asked and is told."""

import json
from collections.abc import Iterator
from datetime import date

from alignment_tui.domain.memo_status import status
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import visible


def front_matter(session: Session, today: date) -> Iterator[str]:
    """Yield the metadata as YAML whose values are JSON strings, in which nothing can end a value."""
    choice = session.choice
    days = [version.at.date() for version in session.versions] + ([choice.on] if choice and choice.on else [])
    state = status(session)
    deciding = dict.fromkeys((*(choice.decided_by if choice else session.deciders), *session.signers))
    asking = dict.fromkeys(request.asker for request in session.requests if request.asker not in deciding)
    others = [person.id for person in session.stakeholders if person.id not in deciding and person.id not in asking]
    yield "---"
    yield f"status: {_yaml(state.words or state.word)}"
    yield f"date: {max(days, default=today).isoformat()}"
    for name, ids in (("decision-makers", deciding), ("consulted", asking), ("informed", others)):
        if ids:
            yield f"{name}: [{', '.join(_yaml(session.name_of(person)) for person in ids)}]"
    yield "---"


def _yaml(words: str) -> str:
    return json.dumps(visible(words), ensure_ascii=False)
