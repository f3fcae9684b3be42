"""The sessions in a folder, to be read: who changes nothing loads nothing of saving, history or the index."""

from pathlib import Path
from typing import Any, cast

from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import Refusal
from alignment_tui.storage.sheets import SESSIONS, Sheet, SheetFolder, SheetTable
from alignment_tui.storage.unseen import came_to_its_end, standing


class SessionsToRead:
    """All sessions of one folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = SheetFolder(folder)
        self._table = SheetTable(self._storage, SESSIONS)

    def slugs(self) -> list[str]:
        """Return the slug of every session file, whether or not it can be opened."""
        return list(self._storage.read()[SESSIONS])

    def path(self, slug: str) -> Path:
        """Return the file of a session; raises `Refusal` for a name that leads out of the folder."""
        return self._storage.path(slug)

    def real(self, slug: str) -> Path:
        """Return the file that is really written, behind a symbolic link; what is kept beside it is found by this."""
        return self._storage.real(slug)

    def load(self, slug: str) -> Loaded:
        """Open a session; raises `Refusal`, which names its backups, and changes nothing on the disk."""
        try:
            sheet = self._sheet(slug)
        except Refusal as refusal:
            from alignment_tui.storage.backups import offer

            raise Refusal(refusal.path, refusal.trouble, offer(self.real(slug), slug)) from None
        if sheet is None:
            raise Refusal(self.path(slug), "there is no such session")
        return sheet.loaded

    def _sheet(self, slug: str) -> Sheet | None:
        """Read a session, or nothing where there is none.

        Git takes a file away before it writes another, and writes in place: what is gone or begun is waited for.
        """
        try:
            sheet = self._table.get(doc_id=cast("Any", slug))
            if sheet is None and standing(self.path(slug)):
                sheet = self._table.get(doc_id=cast("Any", slug))
        except Refusal:
            if not came_to_its_end(self.path(slug)):
                raise
            sheet = self._table.get(doc_id=cast("Any", slug))
        return cast("Sheet | None", sheet)
