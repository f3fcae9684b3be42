"""The sessions in a folder, saved so that what was acknowledged stays."""

import contextlib
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field
from msgspec.structs import replace

from alignment_tui.domain.document import Document, later_than
from alignment_tui.storage import trash
from alignment_tui.storage.hashing import Hashing
from alignment_tui.storage.history_keeping import HistoryKeeping, Made
from alignment_tui.storage.journal_entries import Step
from alignment_tui.storage.library import Library
from alignment_tui.storage.library_table import LIBRARY, LibraryTable
from alignment_tui.storage.lock import locked
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import Loaded, Pieces, Stamp, fit
from alignment_tui.storage.refusals import NameTaken, NotSaved, Refusal, SaveConflict
from alignment_tui.storage.sheets import SESSIONS, Sheet
from alignment_tui.storage.tables import SessionFolder, SessionTable
from alignment_tui.storage.unseen import MOST_OVERTAKEN, Overtaken, look_again, stamp_of, standing


class Saved(Struct, frozen=True):
    """A save that is on the disk: the document as it is there now.

    `renames` has those ids of ours that another writer had taken meanwhile, with what they are called now. `trouble`
    is said of what is kept beside the session, once: the session itself is safe.
    """

    document: Document
    stamp: Stamp
    renames: dict[str, str] = field(default_factory=dict)
    merged: bool = False
    trouble: str = ""

    @property
    def seen(self) -> Loaded:
        """What the next save is to be given as last seen."""
        return Loaded(self.document, self.stamp)


class _Asked(Struct, frozen=True):
    """What a save was asked to do, beside the document."""

    slug: str
    real: Path
    changes: Sequence[Step]
    backup: bool


class Sessions(Library):
    """All sessions of one folder, to be changed as well; the folder is made by the first save and not before."""

    _storage: SessionFolder
    _table: SessionTable

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        super().__init__(folder, cache)
        self._history = HistoryKeeping()
        self._storage = SessionFolder(folder, self._storage.cache)
        self._table = SessionTable(self._storage, SESSIONS)
        self._library = LibraryTable(self._storage, LIBRARY)

    def create(self, slug: str, document: Document, label: str = "begun") -> Loaded:
        """Save a new session, which its history says was `label`.

        Raises `Refusal` where there is one of that name, `NotSaved`.
        """
        path = self.path(slug)
        try:
            data = fit(document)
            with locked(real := self._storage.real(slug)):
                if self._table.contains(doc_id=cast("Any", slug)) or os.path.lexists(path):
                    raise NameTaken(path)
                stamp = self._put(slug, document, data, real)
                self._history.begun(real, document, Hashing(data), stamp, label)
                return Loaded(document, stamp)
        except Unfit as trouble:
            raise NotSaved(path, str(trouble)) from trouble
        except OSError as error:
            raise NotSaved.because(path, error) from error

    def save(
        self, slug: str, document: Document, seen: Loaded, changes: Sequence[Step] = (), *, backup: bool = False
    ) -> Saved:
        """Save a session that was last seen as `seen`, merged with what others saved since.

        `changes` led from there to the document; the journal has an entry for each. The file as it was is a backup
        afterwards, once a minute, and always before an upgrade, a change of what is signed, and with `backup`.

        Raises `SaveConflict` where both changed one field, `NotSaved` where it cannot be written; the file is then
        as it was. A document that is as it was seen costs no write. `rev` always grows.
        """
        path = self.path(slug)
        if seen.read_only:
            raise NotSaved(path, seen.read_only)
        if document != seen.document:
            document = later_than(document, seen.document)
        try:
            data = fit(document)
            with locked(real := self._storage.real(slug)):
                asked = _Asked(slug, real, changes, backup)
                for _ in range(MOST_OVERTAKEN):
                    with contextlib.suppress(Overtaken):
                        return self._saved(asked, document, data, seen)
                raise NotSaved(path, "another program changes it again and again")
        except Unfit as trouble:
            raise NotSaved(path, str(trouble)) from trouble
        except OSError as error:
            raise NotSaved.because(path, error) from error

    def changed(self, slug: str, stamp: Stamp) -> bool:
        """Tell, by one look at the file's status, whether it is not what it was."""
        try:
            return stamp_of(self.path(slug)) != stamp
        except OSError:
            return True

    def set_aside(self, slug: str) -> Path:
        """Move a file that cannot be opened into the trash and return where it is now; its history stays."""
        path = self.path(slug)
        try:
            with locked(self._storage.real(slug)):
                return trash.set_aside(path)
        except OSError as error:
            raise NotSaved.because(path, error) from error

    def remove(self, slug: str) -> Path:
        """Move a session into the trash beside it and return where it is now."""
        path = self.path(slug)
        if not os.path.lexists(path):
            raise Refusal(path, "there is no such session")
        try:
            with locked(real := self._storage.real(slug)):
                self._table.remove(doc_ids=[cast("Any", slug)])
                self._history.forget(real)
        except OSError as error:
            raise NotSaved.because(path, error) from error
        return self._storage.trashed[slug]

    def trashed(self) -> list[trash.Trashed]:
        """Return what is in the trash, the last removed first."""
        return [
            trash.Trashed(
                slug, place, datetime.fromtimestamp(place.lstat().st_ctime, UTC), *self._storage.head_in(place)
            )
            for slug, place, since in trash.in_trash(self.folder)
        ]

    def bring_back(self, trashed: Path, slug: str) -> None:
        """Move a session out of the trash, with its history. Raises `Refusal` where there is one of that name."""
        path = self.path(slug)
        try:
            with locked(real := self._storage.real(slug)):
                if os.path.lexists(path):
                    raise NameTaken(path)
                trash.bring_back(trashed, path)
                self._history.forget(real)
        except OSError as error:
            raise NotSaved.because(path, error) from error

    def settle(self, slug: str) -> None:
        """Wait until the history of what was saved from here is on the disk."""
        self._history.settle(self._storage.real(slug))

    def _saved(self, asked: _Asked, document: Document, data: Pieces, seen: Loaded) -> Saved:
        found = standing(asked.real)
        if found == seen.stamp and document == seen.document and not seen.upgraded_from:
            return Saved(seen.document, seen.stamp)
        if found in (None, seen.stamp):
            return self._replaced(asked, document, data, seen)
        return self._merge(asked, document, seen)

    def _merge(self, asked: _Asked, document: Document, seen: Loaded) -> Saved:
        from alignment_tui.domain.changes import merge

        path = self.path(asked.slug)
        try:
            theirs = self.load(asked.slug)
        except Refusal as refusal:
            raise NotSaved(path, f"the file on disk was changed and cannot be read: {refusal.trouble}") from refusal
        if theirs.read_only:
            raise NotSaved(path, f"the file on disk {theirs.read_only}")
        merged = merge(seen.document, document, theirs.document, theirs_first=True)
        if merged.conflicts:
            raise SaveConflict(path, merged.conflicts, theirs, merged.document)
        if merged.document.session == theirs.document.session:
            return Saved(theirs.document, theirs.stamp, merged.renames, merged=True)
        whole = later_than(merged.document, theirs.document)
        return self._replaced(asked, whole, fit(whole), theirs, merged.renames)

    def _replaced(
        self, asked: _Asked, document: Document, data: Pieces, before: Loaded, renames: dict[str, str] | None = None
    ) -> Saved:
        """Put a document in the place of `before`, which the file holds now, and keep the history of it.

        `renames` are of a merge with what somebody else had saved.
        """
        real, history = asked.real, self._history
        signed = document.session.signatures != before.document.session.signatures
        upgraded = bool(before.upgraded_from)
        was = before.stamp, history.hash_of(real, before.stamp)
        rev = history.revision(real, before.document.rev, was)
        if later := rev - before.document.rev:
            document = replace(document, rev=document.rev + later)
            data = fit(document)
        link = history.backing_up(real, must=asked.backup or signed or upgraded)
        hashing = Hashing(data)

        def last() -> None:
            link()
            look_again(real, before.stamp)

        stamp = self._put(asked.slug, document, data, real, last)
        replaced = replace(before.document, rev=rev)
        made = Made(replaced, was, document, (hashing, stamp), asked.changes, renames, upgraded)
        history.saved(real, made)
        trouble = history.trouble(real)
        return Saved(document, stamp, renames or {}, merged=renames is not None, trouble=trouble)

    def _put(
        self, slug: str, document: Document, data: Pieces, real: Path, before: Callable[[], None] | None = None
    ) -> Stamp:
        self._table.put(slug, Sheet(document, slug, data, real, before))
        return self._storage.stamps[slug]
