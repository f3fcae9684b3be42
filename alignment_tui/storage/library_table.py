"""The library as a TinyDB table: a row for every session in the folder, with what a list shows of it."""

from collections.abc import Callable, Iterator, Mapping, ValuesView
from functools import cached_property
from pathlib import Path
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from alignment_tui.storage.heads import Head, head_of
from alignment_tui.storage.index import Row, refreshed
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import encoded, read, read_bytes
from alignment_tui.storage.refusals import Refusal, words_of
from alignment_tui.storage.sheets import SheetFolder

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

    def head(self, slug: str) -> tuple[Head | None, str]:
        """Read what the library shows of a session, or why it cannot be shown."""
        return self.head_in(self.path(slug))

    def head_in(self, path: Path) -> tuple[Head | None, str]:
        """Read the same of a file, wherever it is."""
        try:
            try:
                return head_of(read_bytes(path, LARGEST_BYTES)[0]), ""
            except (ValueError, RecursionError):
                return head_of(encoded(read(path).document)), ""
        except Refusal as refusal:
            return None, refusal.trouble
        except Unfit as trouble:
            return None, str(trouble)
        except OSError as error:
            return None, words_of(error)


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
        look = refreshed(storage.folder, storage.cache(), storage.head, storage.seen)
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
