"""The side lock: one save of one session at a time. A lock on the file itself would die with its replacement."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from alignment_tui.storage.durable import FILE_MODE, NEW_FILE, make_folder, make_private
from alignment_tui.storage.refusals import NotSaved
from alignment_tui.storage.slugs import LOCAL

PATIENCE_SECONDS = 10.0
_LOCK_FILE = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the session whose real path is `path`; the kernel frees it even on a kill.

    Raises `NotSaved` when somebody else holds it too long, `OSError` where no lock can be had.
    """
    handle = _opened(path)
    try:
        _take(handle, path)
        yield
    finally:
        os.close(handle)


def local_folder(folder: Path) -> Path:
    """Return where things of this machine alone are, beside the sessions in `folder`; made with what keeps git out."""
    local = folder / LOCAL
    ignore = local / ".gitignore"
    if not ignore.exists():
        make_folder(local)
        with contextlib.suppress(FileExistsError):
            handle = os.open(ignore, NEW_FILE, FILE_MODE)
            make_private(handle)
            with os.fdopen(handle, "wb") as file:
                file.write(b"*\n")
    return local


def _opened(path: Path) -> int:
    place = _place(path)
    with contextlib.suppress(FileNotFoundError):
        return os.open(place, _LOCK_FILE)
    local_folder(path.parent)
    handle = os.open(place, _LOCK_FILE | os.O_CREAT, FILE_MODE)
    with contextlib.suppress(OSError):
        make_private(handle)
    return handle


@lru_cache(maxsize=8)
def _place(path: Path) -> str:
    return str(path.parent / LOCAL / f"{path.stem}.lock")


def _take(handle: int, path: Path) -> None:
    started, pause = time.monotonic(), 0.001
    while True:
        try:
            _try(handle)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            if time.monotonic() - started > PATIENCE_SECONDS:
                raise NotSaved(path, f"another program has been saving it for {PATIENCE_SECONDS:.0f} s") from None
            import random  # only one who has to wait needs it

            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - only to keep two writers out of step
            pause = min(pause * 1.5, 0.02)
        else:
            return
