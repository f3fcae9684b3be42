"""The one place where a session changes: every step is a recorded difference that can be taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.changes import (
    Conflict,
    Difference,
    Merged,
    apply,
    diff,
    merge,
    rename,
    taking_back,
    with_new_ids,
)
from alignment_tui.domain.document import Document, grown, split_id
from alignment_tui.domain.records import Record, Signature
from alignment_tui.domain.references import following, names, one_after_the_other
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.sign_off import answered


class Change(Struct, frozen=True, kw_only=True):
    """One step of a session's history: what changed, called what, when and by whom."""

    rev: int
    at: datetime
    who: str
    label: str
    difference: Difference

    @property
    def new_ids(self) -> tuple[str, ...]:
        """The ids of the records that this change added, in the order of the document."""
        return tuple(delta.key for delta in self.difference if delta.before is None and isinstance(delta.after, Record))


class Undone(Struct, frozen=True, kw_only=True):
    """What an undo or redo did; `kept` are fields that others changed since and that stay as they made them.

    `words` were signed: they stay too, and each was answered by another word.
    """

    change: Change
    kept: tuple[Conflict, ...] = ()
    words: tuple[Signature, ...] = ()


class Store(Protocol):
    """Where documents are kept. It may return before the bytes are on disk, and then tells so elsewhere."""

    def keep(self, document: Document, change: Change) -> None:
        """Take the document as it is after `change`."""


class Kept:
    """A store that only remembers what changed, for whoever saves once at the end."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def keep(self, document: Document, change: Change) -> None:
        """Remember a change."""
        self.changes.append(change)


class Workspace:
    """A document being worked on: apply, undo, redo, and take in what others saved."""

    def __init__(self, document: Document, *, who: str = "", store: Store | None = None) -> None:
        self._document = document
        self._who = who
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._document

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._document.session

    @property
    def undo_label(self) -> str:
        """The name of the change that `undo` would take back, or nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The name of the change that `redo` would bring back, or nothing."""
        return self._undone[-1].label if self._undone else ""

    def moment(self, now: datetime, today: date) -> Moment:
        """Return the moment in which an edit made now would happen."""
        return Moment(now=now, today=today, who=self._who, last_ids=self._document.last_ids)

    def apply(self, edit: Edit, label: str, *, now: datetime, today: date, undoable: bool = True) -> Change | None:
        """Make an edit; returns the change, or `None` when the session stays equal.

        Raises what the edit raises; the session is then as it was.
        """
        session = self.session
        new = edit(session, self.moment(now, today))
        if new is session or new == session:
            return None
        new, difference = _stamped(new, diff(session, new), now, self._who)
        change = self._take(new, difference, label, now)
        if undoable:
            self._done.append(change)
            self._undone.clear()
        return change

    def undo(self, now: datetime) -> Undone | None:
        """Take back the last change; `None` when there is none. Raises `RuleBroken` when others built on it."""
        return self._turn(self._done, self._undone, now)

    def redo(self, now: datetime) -> Undone | None:
        """Bring back the change last undone; `None` when there is none."""
        return self._turn(self._undone, self._done, now)

    def recall(self, done: Sequence[Change], undone: Sequence[Change]) -> None:
        """Have what was done and undone before this work began to undo and redo, each with the newest last."""
        self._done, self._undone = [*done, *self._done], [*undone, *self._undone]

    def take_in(self, theirs: Document, seen: Document, renames: dict[str, str] | None = None) -> Merged:
        """Merge what is on disk now; both this document and `theirs` grew from `seen`.

        `renames` are ids of ours that are called otherwise in `theirs` already; what is returned has them all. Undo
        stays intact: recorded differences follow. With conflicts the document stays as it is and the caller asks.
        """
        known = _made_room(renames or {}, self._document, theirs)
        ours = with_new_ids(self._document, known)
        merged = merge(with_new_ids(seen, known), ours, theirs, theirs_first=True)
        merged = replace(merged, renames=one_after_the_other(known, merged.renames))
        if not merged.conflicts:
            self.adopt(merged.document, merged.renames)
        return merged

    def adopt(self, document: Document, renames: dict[str, str]) -> None:
        """Go on from `document`, in which some of our records may be called otherwise."""
        self._document = document
        if renames:
            self._done = [_renamed(change, renames) for change in self._done]
            self._undone = [_renamed(change, renames) for change in self._undone]

    def _turn(self, source: list[Change], sink: list[Change], now: datetime) -> Undone | None:
        if not source:
            return None
        taken = source[-1]
        backwards, words = taking_back(taken.difference)
        new, kept = apply(self.session, backwards)
        if words:
            new = answered(new, self.moment(now, now.date()), words)
            new, backwards = _stamped(new, diff(self.session, new), now, self._who)
        source.pop()
        if not backwards:
            return Undone(change=taken, kept=kept, words=words)
        change = self._take(new, backwards, taken.label, now)
        sink.append(change)
        return Undone(change=change, kept=kept, words=words)

    def _take(self, new: Session, difference: Difference, label: str, now: datetime) -> Change:
        old = self._document
        self._document = replace(old, rev=old.rev + 1, last_ids=grown(old.last_ids, new), session=new)
        change = Change(rev=self._document.rev, at=now, who=self._who, label=label, difference=difference)
        if self._store:
            self._store.keep(self._document, change)
        return change


def _stamped(new: Session, difference: Difference, now: datetime, who: str) -> tuple[Session, Difference]:
    """Return both with time and creator on every record that the difference adds."""
    stamped: dict[str, dict[str, Record]] = {}
    deltas = list(difference)
    for at, delta in enumerate(deltas):
        record = delta.after
        if delta.before is None and isinstance(record, Record) and record.created is None:
            record = replace(record, created=now, creator=who)
            deltas[at] = replace(delta, after=record)
            stamped.setdefault(delta.collection, {})[delta.key] = record
    changes = {
        collection: tuple(records.get(entry.key, entry) for entry in getattr(new, collection))
        for collection, records in stamped.items()
    }
    return (replace(new, **changes), tuple(deltas)) if changes else (new, difference)


def _made_room(renames: dict[str, str], ours: Document, theirs: Document) -> dict[str, str]:
    """Return `renames` with a new id also for what we added since, where that bears an id just given to another."""
    borne = {own for _, entry in ours.session.entries() for own, _ in names(entry)}
    last_ids = grown(grown(ours.last_ids, ours.session), theirs.session)
    room = dict(renames)
    for own in sorted(borne & set(renames.values()) - renames.keys()):
        kind, _ = split_id(own)
        last_ids[kind] = max(last_ids[kind], theirs.last_ids.get(kind, 0)) + 1
        room[own] = f"{kind}{last_ids[kind]}"
    return room


def _renamed(change: Change, renames: dict[str, str]) -> Change:
    return replace(change, difference=rename(change.difference, following(renames)))
