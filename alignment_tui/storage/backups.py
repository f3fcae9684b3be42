"""Backups: the last five files a session was, as hard links, so that a backup costs a name and no bytes.

A save never writes into a file that is there, it puts another in its place, so a link keeps what it leads to.
"""

import contextlib
import os
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
    folder = history_folder(real) / FOLDER
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    found = []
    for name in names:
        if match := _NAME.match(name):
            with contextlib.suppress(OSError, ValueError):
                saved = datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)
                made = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
                found.append(Backup(int(match[1]), made, saved, folder / name))
    return sorted(found, key=lambda backup: -backup.number)


def back_up(real: Path, *, must: bool = False, now: float | None = None) -> Path | None:
    """Link the file as it is, before another takes its place; returns the backup, or `None` where none is due.

    One a minute is enough unless it `must` be, before an upgrade or a sign-off; then it is on the disk for sure. A
    clock that jumped counts as a minute. Raises `OSError`.
    """
    moment = time.time() if now is None else now
    folder = made_history_folder(real, FOLDER)
    known = sorted((match for name in os.listdir(folder) if (match := _NAME.match(name))), key=_number)
    if known:
        if not must and not _due(known[-1][2], moment):
            return None
        if os.path.samefile(folder / known[-1][0], real):
            return None
    made = datetime.fromtimestamp(moment, UTC).strftime(_TIME)
    place = folder / f"{_number(known[-1]) + 1 if known else 1:06d}-{made}.json"
    _linked(real, place)
    if must:
        durable.sync_folder(folder)
    for old in known[: max(0, len(known) + 1 - MOST)]:
        with contextlib.suppress(FileNotFoundError):
            (folder / old[0]).unlink()
    return place


def offer(real: Path, slug: str) -> str:
    """Say in a few words which backups there are and how one is taken; nothing where there is none."""
    found = backups(real)
    if not found:
        return ""
    newest = found[0].saved.astimezone()
    count = "1 backup" if len(found) == 1 else f"{len(found)} backups"
    return f"{count}, the newest of {newest:%Y-%m-%d %H:%M}: alignment-tui restore {visible(slug)} --list"


def _number(match: re.Match[str]) -> int:
    return int(match[1])


def _due(made: str, moment: float) -> bool:
    before = datetime.strptime(made, _TIME).replace(tzinfo=UTC).timestamp()
    return abs(moment - before) >= APART_SECONDS


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
