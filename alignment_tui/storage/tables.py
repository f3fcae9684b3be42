"""TinyDB over a folder: one file a session, read when asked for, and only what was touched is written."""

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping, ValuesView
from functools import cached_property, lru_cache
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from alignment_tui.domain.document import Document
from alignment_tui.storage import durable, trash
from alignment_tui.storage.heads import Head, head_of
from alignment_tui.storage.index import SUFFIX, Row, refreshed, slugs_in, status_of
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import Loaded, Pieces, Stamp, encoded, fit, read, read_bytes
from alignment_tui.storage.refusals import Refusal, words_of

SESSIONS, LIBRARY = "sessions", "library"


class Sheet(Mapping[str, Any]):
    """One session as TinyDB handles it: a mapping over the Struct, so that nothing is copied to save it.

    `data` are the bytes to write, and `real` the file to write them to, where both were known before; `before` is
    called between writing and replacing.
    """

    def __init__(
        self,
        value: "Loaded | Document | Sheet",
        doc_id: str,
        data: Pieces = (),
        real: Path | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        self.loaded: Loaded = (
            value.loaded
            if isinstance(value, Sheet)
            else Loaded(value, Stamp(0, 0, 0))
            if isinstance(value, Document)
            else value
        )
        self.doc_id = doc_id
        self.data = data
        self.real = real
        self.before = before

    @property
    def document(self) -> Document:
        """The Struct itself."""
        return self.loaded.document

    def __getitem__(self, name: str) -> Any:
        if name in self.document.__struct_fields__:
            return getattr(self.document, name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.document.__struct_fields__)

    def __len__(self) -> int:
        return len(self.document.__struct_fields__)


class SessionFolder(Storage):
    """The folder as a TinyDB storage with two tables: whole sessions, and what the library shows of each."""

    def __init__(self, folder: Path, cache: Callable[[], Path]) -> None:
        self.folder = folder
        self.cache = cache
        self.stamps: dict[str, Stamp] = {}
        self.trashed: dict[str, Path] = {}
        self.seen: list[Row] | None = None

    def path(self, slug: str) -> Path:
        """Return the file of a session; raises `Refusal` for a name that leads out of the folder."""
        return _path(self.folder, slug)

    def real(self, slug: str) -> Path:
        """Return the file that is really written: behind a symbolic link, so that the link stays one."""
        path = self.path(slug)
        steps = _steps(path)
        return path if steps and not any(map(os.path.islink, steps)) else Path(os.path.realpath(path))

    def read(self) -> dict[str, Any]:
        """Give both tables; nothing is read and no folder listed until a row is asked for."""
        return {SESSIONS: _Sheets(self), LIBRARY: _Library(self)}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the rows that were touched: a sheet or a mapping replaces the file, None removes it."""
        for slug, row in data[SESSIONS].items():
            if row is None:
                self.trashed[slug] = trash.discard(self.path(slug))
            else:
                sheet = row if isinstance(row, Sheet) else Sheet(Document(**row), slug)
                real, pieces = sheet.real or self.real(slug), sheet.data or fit(sheet.document)
                self.stamps[slug] = durable.replace(real, *pieces, before=sheet.before)

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


@lru_cache(maxsize=8)
def _path(folder: Path, slug: str) -> Path:
    # The session that is being saved again and again is one of a few, and its path is then not parsed each time.
    path = folder / f"{slug}{SUFFIX}"
    if not slug or slug.startswith(".") or "/" in slug or os.sep in slug or "\0" in slug:
        raise Refusal(path, "is not the name of a session in this folder")
    return path


@lru_cache(maxsize=8)
def _steps(path: Path) -> tuple[str, ...]:
    """Return the file and the folders above it: where none of them is a link, its path is the real one already.

    Nothing where that does not follow.
    """
    if not path.is_absolute() or ".." in path.parts:
        return ()
    return tuple(map(str, (path, *path.parents[:-1])))


class _Sheets(Mapping[str, Loaded]):
    def __init__(self, storage: SessionFolder) -> None:
        self._storage = storage

    def __getitem__(self, slug: str) -> Loaded:
        try:
            return read(self._storage.path(slug))
        except FileNotFoundError:
            raise KeyError(slug) from None

    def __contains__(self, slug: object) -> bool:
        return isinstance(slug, str) and os.path.lexists(self._storage.path(slug))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(slugs_in(self._storage.folder)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Library(Mapping[str, Row]):
    def __init__(self, storage: SessionFolder) -> None:
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

    def __len__(self) -> int:
        return len(self._rows)

    def values(self) -> ValuesView[Row]:
        return self._rows.values()


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


class SessionTable(Table):
    """A TinyDB table whose ids are slugs and whose changes write only the rows they touch."""

    document_class = Sheet  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def put(self, slug: str, sheet: Sheet) -> None:
        """Write one session, whether or not it was there."""
        self._update_table(lambda rows: rows.__setitem__(slug, sheet))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = _Touched(self._read_table())
        updater(rows)
        self._storage.write({self.name: rows.changes})


class LibraryTable(Table):
    """The rows of the library, for listing and searching; never written through."""

    document_class = staticmethod(lambda row, _slug: row)  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=False)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read_table().values())  # each row is its own document: TinyDB would ask for every one of them
