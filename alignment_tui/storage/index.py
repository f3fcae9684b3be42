"""The library's index: what a list shows of each session, so that only changed files are read. No authority."""

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from msgspec import MsgspecError, Struct, msgpack

from alignment_tui.domain.attention import Attention
from alignment_tui.domain.text import visible
from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.heads import Head
from alignment_tui.storage.slugs import SUFFIX

VERSION = 4
_SETTLED_NS = 100_000_000
_BY_HANDLE = os.stat in os.supports_dir_fd and sys.platform != "win32"


class Row(Struct, array_like=True, gc=False, frozen=True):
    """One session in the library: what the file was when it was read, and its head, or why it has none.

    `attention` is worked out of the whole session, some time after the head was read; nothing until then.
    """

    slug: str
    mtime_ns: int
    size: int
    inode: int
    head: Head | None = None
    error: str = ""
    attention: Attention | None = None

    @property
    def pending(self) -> bool:
        """Whether something may want attention and nobody has looked yet."""
        return self.attention is None and self.head is not None and self.head.to_attend

    @property
    def name(self) -> str:
        """The slug as it may be shown: a file can be called anything."""
        return visible(self.slug)


class _Kept(Struct, array_like=True, gc=False):
    version: int
    folder: str
    rows: list[Row]


class Look(NamedTuple):
    """What a look at a folder found: a row for every session, and those rows that may be relied on the next time.

    A file that was changed this very moment may change once more within the same tick of the file system's clock.
    """

    rows: list[Row]
    settled: list[Row]


Reader = Callable[[str], tuple[Head | None, str]]
"""Reads a session's head by slug: (head, "") or (None, why it cannot be read)."""


def refreshed(folder: Path, cache: Path, read_head: Reader, seen: list[Row] | None = None) -> Look:
    """Return a row for every session in `folder`, reading only files that changed since the index was written.

    `seen` are the rows of an earlier look, where there are any, in the place of the index.
    """
    kept_in = index_path(folder, cache)
    known = {row.slug: row for row in (_known(kept_in, folder) if seen is None else seen)}
    now = time.time_ns()
    rows: list[Row] = []
    fresh = len(known)
    for slug, status in _statuses(folder):
        row = known.get(slug)
        if (
            row is None
            or row.mtime_ns != status.st_mtime_ns
            or row.size != status.st_size
            or row.inode != status.st_ino
        ):
            head, error = read_head(slug)
            row = Row(slug, status.st_mtime_ns, status.st_size, status.st_ino, head, error)
            fresh = -1
        rows.append(row)
    settled = [row for row in rows if row.mtime_ns < now - _SETTLED_NS]
    if fresh != len(rows):
        keep(folder, cache, settled)
    return Look(rows, settled)


def kept_rows(folder: Path, cache: Path) -> list[Row]:
    """Return what the index has, without a look at the folder: as it was when somebody last looked."""
    return _known(index_path(folder, cache), folder)


def keep(folder: Path, cache: Path, rows: list[Row]) -> None:
    """Write the index; where that cannot be done, the next look reads the files again.

    `rows` are those that a look found settled; a name that is not text cannot be kept.
    """
    kept_in = index_path(folder, cache)
    kept = _Kept(VERSION, os.path.realpath(folder), rows)
    try:
        data = msgpack.encode(kept)
    except UnicodeEncodeError:
        kept.rows = [row for row in rows if _is_text(row.slug)]
        data = msgpack.encode(kept)
    try:
        make_folder(kept_in.parent)
        replace(kept_in, data, durable=False)
    except OSError:
        return


def index_path(folder: Path, cache: Path) -> Path:
    """Return where the index of a folder is, by the folder's real path."""
    return cache / f"{hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]}.index"


def slugs_in(folder: Path) -> Iterator[str]:
    """Yield the slug of every session file in a folder; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(SUFFIX) and not name.startswith("."):
                    yield name[: -len(SUFFIX)]
    except FileNotFoundError:
        return


def _statuses(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    slugs = sorted(slugs_in(folder))
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if slugs and _BY_HANDLE else None
    try:
        for slug in slugs:
            status = _status(f"{slug}{SUFFIX}", handle, folder)
            if status is not None and not S_ISDIR(status.st_mode):
                yield slug, status
    finally:
        if handle is not None:
            os.close(handle)


def _status(name: str, handle: int | None, folder: Path) -> os.stat_result | None:
    """Return the status of a file, of the link itself where it leads nowhere, nothing where the file is gone."""
    place = name if handle is not None else str(folder / name)
    for follow in (True, False):
        with contextlib.suppress(OSError):
            return os.stat(place, dir_fd=handle, follow_symlinks=follow)
    return None


def _known(kept_in: Path, folder: Path) -> list[Row]:
    """Return what the index has, nothing where it is missing, broken, of another version or of another folder."""
    try:
        kept = msgpack.decode(kept_in.read_bytes(), type=_Kept)
    except (OSError, ValueError, MsgspecError, RecursionError):
        return []
    return kept.rows if (kept.version, kept.folder) == (VERSION, os.path.realpath(folder)) else []


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
