"""TinyDB over a folder, to be read: a session is a file is a row, and nothing is read until a row is asked for."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Table

from alignment_tui.domain.document import Document
from alignment_tui.storage.reading import Loaded, Pieces, Stamp, read
from alignment_tui.storage.refusals import Refusal
from alignment_tui.storage.slugs import SUFFIX

SESSIONS = "sessions"


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


class SheetFolder(Storage):
    """The folder as a TinyDB storage that is only read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, slug: str) -> Path:
        """Return the file of a session; raises `Refusal` for a name that leads out of the folder."""
        return _path(self.folder, slug)

    def real(self, slug: str) -> Path:
        """Return the file that is really written: behind a symbolic link, so that the link stays one."""
        path = self.path(slug)
        steps = _steps(path)
        return path if steps and not any(map(os.path.islink, steps)) else Path(os.path.realpath(path))

    def read(self) -> dict[str, Any]:
        """Give the table of sessions."""
        return {SESSIONS: _Sheets(self)}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Refuse: who writes has a `SessionFolder`."""
        raise NotImplementedError


class SheetTable(Table):
    """A TinyDB table whose ids are slugs."""

    document_class = Sheet  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)


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
    def __init__(self, storage: SheetFolder) -> None:
        self._storage = storage

    def __getitem__(self, slug: str) -> Loaded:
        try:
            return read(self._storage.path(slug))
        except FileNotFoundError:
            raise KeyError(slug) from None

    def __contains__(self, slug: object) -> bool:
        return isinstance(slug, str) and os.path.lexists(self._storage.path(slug))

    def __iter__(self) -> Iterator[str]:
        from alignment_tui.storage.index import slugs_in

        return iter(sorted(slugs_in(self._storage.folder)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
