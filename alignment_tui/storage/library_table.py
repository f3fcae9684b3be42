"""The library as a TinyDB table: a row for every session in the folder, with what a list shows of it."""

import os
from collections.abc import Callable, Iterator, Mapping, ValuesView
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from alignment_tui.storage.heads import Head, head_of
from alignment_tui.storage.index import Row, refreshed, status_of
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import Stamp, encoded, read, read_bytes
from alignment_tui.storage.refusals import Refusal, words_of
from alignment_tui.storage.sheets import SheetFolder
from alignment_tui.storage.slugs import SUFFIX

LIBRARY = "library"


class LibraryFolder(SheetFolder):
    """The folder as a TinyDB storage with two tables: whole sessions, and what the library shows of each."""

    def __init__(self, folder: Path, cache: Callable[[], Path]) -> None:
        super().__init__(folder)
        self.cache = cache
        self.seen: list[Row] | None = None

    def read(self) -> dict[str, Any]:
        """Give both tables; the rows of the library are looked up when one is asked for."""
        return {**super().read(), LIBRARY: _Library(self)}

    def row(self, slug: str) -> Row | None:
        """Read what the library shows of a session, or why it cannot be shown; `None` for a folder, or nothing at all.

        The slug is that of a file in the folder: ten thousand names need not be judged, nor made into paths.
        """
        path = f"{self.folder}{os.sep}{slug}{SUFFIX}"
        head, error, stamp = _read_head(path)
        if stamp is None:
            status = status_of(path)
            if status is None or S_ISDIR(status.st_mode):
                return None
            stamp = Stamp.of(status)
        return Row(slug, stamp.mtime_ns, stamp.size, stamp.inode, head, error)

    def head_in(self, path: Path) -> tuple[Head | None, str]:
        """Read what the library shows of a file, wherever it is, or why it cannot be shown."""
        return _read_head(path)[:2]


def _read_head(path: Path | str) -> tuple[Head | None, str, Stamp | None]:
    """Return the head in a file, or why there is none, and what the file was when it was read, if it was."""
    stamp = None
    try:
        data, stamp = read_bytes(path, LARGEST_BYTES)
        try:
            return head_of(data), "", stamp
        except (ValueError, RecursionError):
            return head_of(encoded(read(Path(path)).document)), "", stamp
    except Refusal as refusal:
        return None, refusal.trouble, stamp
    except Unfit as trouble:
        return None, str(trouble), stamp
    except OSError as error:
        return None, words_of(error), stamp


class LibraryTable(Table):
    """The rows of the library, for listing and searching; never written through."""

    document_class = staticmethod(lambda row, _slug: row)  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=False)

    def __iter__(self) -> Iterator[Any]:
        # TinyDB would make each row anew, one by one.
        yield from self._read_table().values()


class _Library(Mapping[str, Row]):
    def __init__(self, storage: LibraryFolder) -> None:
        self._storage = storage

    @cached_property
    def _rows(self) -> dict[str, Row]:
        storage = self._storage
        look = refreshed(storage.folder, storage.cache(), storage.row, storage.seen)
        storage.seen = look.settled
        return {row.slug: row for row in look.rows}

    def __getitem__(self, slug: str) -> Row:
        return self._rows[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def values(self) -> ValuesView[Row]:
        return self._rows.values()

    def __len__(self) -> int:
        return len(self._rows)
