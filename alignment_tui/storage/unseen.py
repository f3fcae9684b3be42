"""What stands on the disk at this moment, so that a save replaces nothing it has not seen.

The side lock keeps our own programs apart. Git and editors know nothing of it, and may come between any two calls.
"""

import os
import time
from pathlib import Path
from stat import S_ISREG

from alignment_tui.storage.reading import READ, Stamp

MOST_OVERTAKEN = 20
_GONE_SECONDS = 0.1
_BEGUN_SECONDS = 0.5
_PAUSE_SECONDS = 0.002


class Overtaken(OSError):
    """Another program has put a file there meanwhile; nothing was replaced, and all begins anew with that one."""


def stamp_of(path: Path) -> Stamp | None:
    """Return what the file is now, `None` where there is none."""
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - asked three times a save
    except FileNotFoundError:
        return None


def standing(path: Path) -> Stamp | None:
    """Return what the file is, and `None` only where it stays away: git takes one away before it writes another."""
    found = stamp_of(path)
    if found is None:
        end = time.monotonic() + _GONE_SECONDS
        while (found := stamp_of(path)) is None and time.monotonic() < end:
            time.sleep(_PAUSE_SECONDS)
    return found


def came_to_its_end(path: Path) -> bool:
    """Wait for a file that is being written in place just now, as git does it, and tell whether its end came."""
    end = time.monotonic() + _BEGUN_SECONDS
    waited = False
    while _is_begun(path) and time.monotonic() < end:
        waited = True
        time.sleep(_PAUSE_SECONDS)
    return waited


def _is_begun(path: Path) -> bool:
    """Tell whether a file was written to just now and is no whole object, which ends with a brace."""
    try:
        handle = os.open(path, READ)  # what is opened so is not waited for, should it be a pipe
        try:
            status = os.fstat(handle)
            young = abs(time.time() - status.st_mtime) < _BEGUN_SECONDS
            if not (young and S_ISREG(status.st_mode)):
                return False
            os.lseek(handle, max(0, status.st_size - 2), os.SEEK_SET)
            return not os.read(handle, 2).rstrip().endswith(b"}")
        finally:
            os.close(handle)
    except OSError:
        return False


def look_again(path: Path, seen: Stamp) -> None:
    """Hold that the file is as it was `seen`, or has gone for good; raises `Overtaken`."""
    if standing(path) not in (None, seen):
        raise Overtaken(f"{path.name} was changed by another program")
