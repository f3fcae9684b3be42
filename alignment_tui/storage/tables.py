"""TinyDB over a folder, to be written: only what was touched is."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from alignment_tui.domain.document import Document
from alignment_tui.storage import durable, trash
from alignment_tui.storage.library_table import LibraryFolder
from alignment_tui.storage.reading import Stamp, fit
from alignment_tui.storage.sheets import SESSIONS, Sheet, SheetTable


class SessionFolder(LibraryFolder):
    """The folder as a TinyDB storage that is written to, each session alone."""

    def __init__(self, folder: Path, cache: Callable[[], Path]) -> None:
        super().__init__(folder, cache)
        self.stamps: dict[str, Stamp] = {}
        self.trashed: dict[str, Path] = {}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the rows that were touched: a sheet or a mapping replaces the file, None removes it."""
        for slug, row in data[SESSIONS].items():
            if row is None:
                self.trashed[slug] = trash.discard(self.path(slug))
            else:
                sheet = row if isinstance(row, Sheet) else Sheet(Document(**row), slug)
                real, pieces = sheet.real or self.real(slug), sheet.data or fit(sheet.document)
                self.stamps[slug] = durable.replace(real, *pieces, before=sheet.before)


class _Touched(MutableMapping[str, Any]):
    """A table as it is being changed: reads go to the folder, changes are gathered."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.changes: dict[str, Any] = {}

    def __getitem__(self, slug: str) -> Any:
        if slug in self.changes:
            if self.changes[slug] is None:
                raise KeyError(slug)
            return self.changes[slug]
        return self._table[slug]

    def __setitem__(self, slug: str, row: Any) -> None:
        self.changes[slug] = row

    def __delitem__(self, slug: str) -> None:
        self.changes[slug] = None

    def __contains__(self, slug: object) -> bool:
        return self.changes[slug] is not None if slug in self.changes else slug in self._table

    def __iter__(self) -> Iterator[str]:
        return (
            slug for slug in {**dict.fromkeys(self._table), **self.changes} if self.changes.get(slug, 0) is not None
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)


class SessionTable(SheetTable):
    """The table of sessions, whose changes write only the rows they touch."""

    def put(self, slug: str, sheet: Sheet) -> None:
        """Write one session, whether or not it was there."""
        self._update_table(lambda rows: rows.__setitem__(slug, sheet))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = _Touched(self._read_table())
        updater(rows)
        self._storage.write({self.name: rows.changes})
