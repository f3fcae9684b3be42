"""Backups: the last five files a session was, as hard links, so that a backup costs a name and no bytes.

A save never writes into a file that is there, it puts another in its place, so a link keeps what it leads to.
"""

import contextlib
import re
import time
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.text import visible
from alignment_tui.storage import durable
from alignment_tui.storage.history_folder import history_folder, made_history_folder
from alignment_tui.storage.look import LARGEST_BYTES
from alignment_tui.storage.reading import read_bytes

MOST = 5
APART_SECONDS = 60
FOLDER = "backups"
_NAME = re.compile(r"^(\d{6,12})-(\d{8}T\d{6}Z)\.json$")
_TIME = "%Y%m%dT%H%M%SZ"


class Backup(Struct, frozen=True):
    """One backup. `saved` is when the session was saved as it is in there; `number` only grows."""

    number: int
    made: datetime
    saved: datetime
    path: Path


def backups(real: Path) -> list[Backup]:
    """Return the backups of the session whose real path is `real`, the newest first; none is no error."""
    found = []
    with contextlib.suppress(OSError):
        for number, made, path in _kept(history_folder(real) / FOLDER):
            with contextlib.suppress(OSError):
                found.append(Backup(number, made, datetime.fromtimestamp(path.stat().st_mtime, UTC), path))
    return found[::-1]


def back_up(real: Path, *, must: bool = False, now: float | None = None) -> Path | None:
    """Link the file as it is, before another takes its place; returns the backup, or `None` where none is due.

    One a minute is enough unless it `must` be, before an upgrade or a sign-off; then it is on the disk for sure. A
    clock that jumped counts as a minute. Raises `OSError`.
    """
    moment = time.time() if now is None else now
    folder = made_history_folder(real, FOLDER)
    known = _kept(folder)
    if known:
        _, before, newest = known[-1]
        if (not must and abs(moment - before.timestamp()) < APART_SECONDS) or newest.samefile(real):
            return None
    made = datetime.fromtimestamp(moment, UTC).strftime(_TIME)
    place = folder / f"{known[-1][0] + 1 if known else 1:06d}-{made}.json"
    _linked(real, place)
    if must:
        durable.sync_folder(folder)
    for _, _, old in known[: max(0, len(known) + 1 - MOST)]:
        old.unlink(missing_ok=True)
    return place


def offer(real: Path, slug: str) -> str:
    """Say in a few words which backups there are and how one is taken; nothing where there is none."""
    found = backups(real)
    if not found:
        return ""
    newest = found[0].saved.astimezone()
    count = "1 backup" if len(found) == 1 else f"{len(found)} backups"
    return f"{count}, the newest of {newest:%Y-%m-%d %H:%M}: alignment-tui restore {visible(slug)} --list"


def _kept(folder: Path) -> list[tuple[int, datetime, Path]]:
    """Return number, time and path of what is in the folder, the newest last; what is no backup is passed over."""
    found = []
    for path in folder.iterdir():
        if match := _NAME.match(path.name):
            with contextlib.suppress(ValueError):
                found.append((int(match[1]), datetime.strptime(match[2], _TIME).replace(tzinfo=UTC), path))
    return sorted(found)


def _linked(real: Path, place: Path) -> None:
    """Give the file another name; where a file system knows no links, a copy."""
    try:
        place.hardlink_to(real)
    except FileNotFoundError:
        raise
    except OSError:
        data, _ = read_bytes(real, LARGEST_BYTES)
        durable.replace(place, data, durable=False)
    else:
        with contextlib.suppress(OSError):
            place.chmod(durable.FILE_MODE)
