"""The sessions in a folder, to be listed, with what wants attention in each; nothing of saving is loaded for it."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from alignment_tui import paths
from alignment_tui.domain.attention import Attention
from alignment_tui.storage import index
from alignment_tui.storage.index import Row
from alignment_tui.storage.library_table import LIBRARY, LibraryFolder, LibraryTable
from alignment_tui.storage.refusals import Refusal
from alignment_tui.storage.to_read import SessionsToRead


class Library(SessionsToRead):
    """All sessions of one folder as a list of rows.

    `cache` is the folder of the library's index; without it, the user's own.
    """

    _storage: LibraryFolder

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        super().__init__(folder)
        self._storage = LibraryFolder(folder, lambda: cache or paths.cache_folder(os.environ))
        self._library = LibraryTable(self._storage, LIBRARY)

    def rows(self) -> Iterator[Row]:
        """Yield a row for every session, by slug; one that cannot be read is a row with its error."""
        return cast("Iterator[Row]", iter(self._library))

    def kept_rows(self) -> list[Row]:
        """Return the rows as they were when somebody last looked, at once, without a look at the folder."""
        if self._storage.seen is None:
            self._storage.seen = index.kept_rows(self.folder, self._storage.cache())
        return self._storage.seen

    def attended(self, rows: Sequence[Row], seen: Callable[[Row], bool] = lambda row: True) -> list[Row]:
        """Return `rows` with what wants attention in each, and remember it: it takes some milliseconds a session.

        Only sessions that changed since are opened. `seen` is told each row that now knows more, and answers whether to
        go on; a session that cannot be opened wants nothing.
        """
        from alignment_tui.domain.attending import attention

        known = list(rows)
        for place, row in enumerate(known):
            if row.head is not None and row.pending:
                try:
                    found = attention(self.load(row.slug).document.session)
                except Refusal:
                    found = Attention(row.head.status)
                known[place] = replace(row, attention=found)
                if not seen(known[place]):
                    break
        if any(row is not before for row, before in zip(known, rows, strict=True)):
            settled = {row.slug for row in self._storage.seen or ()}
            self._storage.seen = [row for row in known if row.slug in settled]
            index.keep(self.folder, self._storage.cache(), self._storage.seen)
        return known

    def search(self, test: Callable[[Row], bool]) -> list[Row]:
        """Return the rows for which `test` is true."""
        return cast("list[Row]", self._library.search(cast("Any", test)))
