"""What stands on the disk at this moment, so that a save replaces nothing it has not seen.

The side lock keeps our own programs apart. Git and editors know nothing of it, and may come between any two calls.
"""

import os
import time
from pathlib import Path

from alignment_tui.storage.reading import Stamp

MOST_OVERTAKEN = 20
_GONE_SECONDS = 0.1
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


def look_again(path: Path, seen: Stamp) -> None:
    """Hold that the file is as it was `seen`, or has gone for good; raises `Overtaken`."""
    if standing(path) not in (None, seen):
        raise Overtaken(f"{path.name} was changed by another program")
