"""Bytes onto the disk so that they stay: whole or not at all, and no power cut takes them back."""

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from alignment_tui.storage.reading import Stamp

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_LONGEST_NAME = 240
_TIMED_BY_HANDLE = os.utime in os.supports_fd
NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def replace(path: Path, *data: bytes, durable: bool = True, before: Callable[[], None] | None = None) -> Stamp:
    """Make `path`, which is a real path, hold all of `data`; raises `OSError`, and then the file is as it was.

    The caller holds the side lock: the temporary file's name is one for each `path`, so that what a killed writer
    left behind is taken away by the next. Without `durable` nothing waits for the disk and no lock is needed: for
    what may be forgotten. `before` is called when all bytes are written and nothing is replaced yet.
    """
    temporary = beside(path, "" if durable else f".{os.getpid()}")
    stamp = _written(temporary, data, durable)
    try:
        if before:
            before()
        os.replace(temporary, path)  # noqa: PTH105 - a name that is text already costs a save less than a Path of it
    except OSError:
        _gone(temporary)
        raise
    if durable:
        sync_folder(path.parent)
    return stamp


@lru_cache(maxsize=8)
def beside(path: Path, writer: str = "") -> str:
    """Return where the bytes of `path` are gathered before they take its place: worked out once for many saves."""
    name = f".{path.name}{writer}.saving"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}{writer}.saving"
    return os.path.join(path.parent, name)  # noqa: PTH118 - see above


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, with those above it; what exists stays as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir(FOLDER_MODE)
        path.chmod(FOLDER_MODE)  # the mask can only take away
        sync_folder(path.parent)


def make_private(handle: int) -> None:
    """Give an open file of ours to its owner alone, whatever the mask took away or left."""
    if os.name != "nt":
        os.fchmod(handle, FILE_MODE)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can be asked to."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _written(temporary: str, data: tuple[bytes, ...], durable: bool) -> Stamp:
    try:
        handle = os.open(temporary, NEW_FILE, FILE_MODE)
    except FileExistsError:
        os.unlink(temporary)  # noqa: PTH108
        handle = os.open(temporary, NEW_FILE, FILE_MODE)
    try:
        try:
            make_private(handle)
            for piece in data:
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            if _TIMED_BY_HANDLE:
                # Two saves in one tick of the file system's clock would otherwise bear one stamp.
                now = time.time_ns()
                os.utime(handle, ns=(now, now))
            if durable:
                os.fsync(handle)
            stamp = Stamp.of(os.fstat(handle))
        finally:
            os.close(handle)
    except OSError:
        _gone(temporary)
        raise
    return stamp


def _gone(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108
