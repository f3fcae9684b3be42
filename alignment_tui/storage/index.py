"""The library's index: what a list shows of each session, so that only changed files are read. No authority."""

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Container, Iterator
from operator import attrgetter
from pathlib import Path
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
_by_slug = attrgetter("slug")


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


Reader = Callable[[str], Row | None]
"""Reads the row of a session by slug; `None` for what is a folder, or gone."""


def refreshed(folder: Path, cache: Path, read: Reader, seen: list[Row] | None = None) -> Look:
    """Return a row for every session in `folder`, reading only files that changed since the index was written.

    `seen` are the rows of an earlier look, where there are any, in the place of the index.
    """
    kept = kept_rows(folder, cache) if seen is None else seen
    known = {row.slug: row for row in kept}
    settled_before = time.time_ns() - _SETTLED_NS
    found: list[Row] = []
    changed = False
    for slug, status in _statuses(folder, known):
        row = known.get(slug)
        if (
            row is None
            or status is None
            or row.mtime_ns != status.st_mtime_ns
            or row.size != status.st_size
            or row.inode != status.st_ino
        ):
            row = read(slug)
            if row is None:
                continue
            changed = True
        found.append(row)
    changed = changed or len(found) != len(kept)
    rows = sorted(found if changed else kept, key=_by_slug)  # what was kept is in order already, as a rule
    settled = [row for row in rows if row.mtime_ns < settled_before]
    if changed:
        keep(folder, cache, settled)
    return Look(rows, settled)


def kept_rows(folder: Path, cache: Path) -> list[Row]:
    """Return what the index has, as it was when somebody last looked, without a look at the folder.

    Nothing where it is missing, broken, of another version or of another folder.
    """
    try:
        kept = msgpack.decode(index_path(folder, cache).read_bytes(), type=_Kept)
    except (OSError, ValueError, MsgspecError, RecursionError):
        return []
    return kept.rows if (kept.version, kept.folder) == (VERSION, os.path.realpath(folder)) else []


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


def status_of(place: str, handle: int | None = None) -> os.stat_result | None:
    """Return the status of a file, of the link itself where it leads nowhere, nothing where the file is gone."""
    try:
        return os.stat(place, dir_fd=handle)
    except OSError:
        with contextlib.suppress(OSError):
            return os.stat(place, dir_fd=handle, follow_symlinks=False)
    return None


def _statuses(folder: Path, known: Container[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield slug and status of everything that has the name of a session file, in no order.

    Only of what is known, since the others are read anyway; and asked for by the folder's handle, so that the system
    does not look for the folder with each file again.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if _BY_HANDLE else None
    except FileNotFoundError:
        return
    try:
        for name in os.listdir(folder if handle is None else handle):  # noqa: PTH208 - a Path knows no handle
            if name.endswith(SUFFIX) and not name.startswith("."):
                slug = name[: -len(SUFFIX)]
                place = os.fspath(folder / name) if handle is None else name
                yield slug, status_of(place, handle) if slug in known else None
    except FileNotFoundError:
        return
    finally:
        if handle is not None:
            os.close(handle)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
