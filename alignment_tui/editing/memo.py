"""Edits of day 6: the few sentences of the memo that a person writes, its cadence and its status."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec.structs import replace

from alignment_tui.domain.records import Cadence, TimeOfDay
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment

Sentence = Literal["context", "facing", "why", "decision"]


def write(sentence: Sentence, text: str) -> Edit:
    """Return an edit that writes one of the memo's sentences, instead of what stood there."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, **{sentence: text}))

    return edit


def write_all(sentences: Mapping[Sentence, str]) -> Edit:
    """Return an edit that writes several of the memo's sentences as one step."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, **{str(one): text for one, text in sentences.items()}))

    return edit


def review_every(every: int, unit: Literal["week", "month"], first: date | None) -> Edit:
    """Return an edit that says when the reviews are."""

    def edit(session: Session, moment: Moment) -> Session:
        cadence = Cadence(every=every, unit=unit, first=first)
        return replace(session, memo=replace(session.memo, cadence=cadence))

    return edit


def review_at(at: str, zone: str) -> Edit:
    """Return an edit that says at what time of day the reviews begin."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, review_at=TimeOfDay(at=at, zone=zone)))

    return edit


def declare(status: Literal["draft", "proposed", "withdrawn"]) -> Edit:
    """Return an edit that says what a person says of the memo; what follows from signatures is computed."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, status=status))

    return edit


def supersede(slug: str) -> Edit:
    """Return an edit that says which earlier session this memo supersedes."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, supersedes=slug))

    return edit


def superseded_by(slug: str) -> Edit:
    """Return an edit that says which later session supersedes this memo."""

    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, memo=replace(session.memo, superseded_by=slug))

    return edit
