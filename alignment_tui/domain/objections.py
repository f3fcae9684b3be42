"""Objections and what became of them: who objected to which text, what was amended, and how it ended.

An objection ends when its owner gives another word, or takes it back. Nobody else can end it.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.memo import postures_in, sections
from alignment_tui.domain.records import Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_differences import text_changes

State = Literal["open", "resolved", "withdrawn"]

_PREFERENCE = (
    r"\b(?:i|we|they|she|he)\s*(?:'d|\u2019d| would)?\s*(?:really |much |just )*"
    r"(?:prefer|rather|(?:do not|don['\u2019]t|did not|didn['\u2019]t) like|dislike|like (?:it )?better|want|wish)\b"
    r"|\b(?:not my favou?rite|not a fan|bad idea|i have a bad feeling)\b"
)


class Step(Struct, frozen=True, kw_only=True):
    """One word on the way; `changed` is what was amended in the signed text since the word before."""

    entry: Signature
    changed: tuple[str, ...] = ()


class Trail(Struct, frozen=True, kw_only=True):
    """One objection from its first word to its end. `amended` is what changed since the last word while it is open."""

    person: str
    name: str
    state: State
    steps: tuple[Step, ...]
    amended: tuple[str, ...] = ()


def trails(session: Session) -> tuple[Trail, ...]:
    """Return every objection with what became of it, in the order in which they were raised."""
    people = dict.fromkeys(one.person for one in session.signatures if one.verdict == "objection")
    found = [trail for person in people for trail in _of(session, person)]
    order = {one.id: place for place, one in enumerate(session.signatures)}
    return tuple(sorted(found, key=lambda trail: order[trail.steps[0].entry.id]))


def sounds_like_a_preference(reason: str) -> bool:
    """Return whether a reason says what somebody would rather have, and not what harm would come of it.

    Only ever a question back: whoever objects knows best.
    """
    return bool(re.search(_PREFERENCE, reason, re.IGNORECASE))


def trail_words(trail: Trail) -> str:
    """Say how an objection stands: ``open, amended since: Raj is to be asked again``."""
    if trail.state != "open":
        return trail.state
    return f"open, amended since: {trail.name} is to be asked again" if trail.amended else "open"


def _of(session: Session, person: str) -> Iterator[Trail]:
    """Yield the objections of one person; a word that follows an open one belongs to it."""
    steps: list[Step] = []
    for entry in (one for one in session.signatures if one.person == person):
        if not steps and entry.verdict != "objection":
            continue
        if steps and entry.verdict == "withdrawal" and entry.withdraws not in {step.entry.id for step in steps}:
            continue
        before = steps[-1].entry if steps else entry
        steps.append(Step(entry=entry, changed=_between(session, before, entry)))
        if entry.verdict != "objection":
            state: State = "withdrawn" if entry.verdict == "withdrawal" else "resolved"
            yield Trail(person=person, name=session.name_of(person), state=state, steps=tuple(steps))
            steps = []
    if steps:
        trail = Trail(person=person, name=session.name_of(person), state="open", steps=tuple(steps))
        yield replace(trail, amended=_since(session, steps[-1].entry))


def _between(session: Session, before: Signature, after: Signature) -> tuple[str, ...]:
    old, new = _text(session, before), _text(session, after)
    return text_changes(old, new) if before.version != after.version and old and new else ()


def _since(session: Session, entry: Signature) -> tuple[str, ...]:
    old = _text(session, entry)
    return text_changes(old, sections(session, postures_in(old))) if old else ()


def _text(session: Session, entry: Signature) -> dict[str, Any]:
    return next((one.sections for one in session.versions if one.number == entry.version), {})
