"""Removing is moving aside: a session that was thrown away is brought back whole, with its history."""

import contextlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from alignment_tui.storage.durable import make_folder, sync_folder
from alignment_tui.storage.heads import Head
from alignment_tui.storage.history_folder import history_folder
from alignment_tui.storage.lock import local_folder
from alignment_tui.storage.slugs import LOCAL

_TRASH, _HISTORY = "trash", ".history"
_NUMBER = re.compile(r"\.\d+$")


class Trashed(Struct, frozen=True):
    """A session in the trash: the name it had, where it is and since when, and its head, or why it cannot be read."""

    slug: str
    path: Path
    since: datetime
    head: Head | None
    error: str


def discard(path: Path) -> Path:
    """Move a session's file into the trash beside it and return where it is; the caller holds the lock.

    Its backups and its journal go with it, so that a later session of that name does not take them for its own. A
    symbolic link is moved, not what it leads to, and that keeps its history.
    """
    linked = path.is_symlink()
    target = set_aside(path)
    if not linked:
        with contextlib.suppress(OSError):
            history_folder(path).rename(target.with_suffix(_HISTORY))
    return target


def set_aside(path: Path) -> Path:
    """Move the file alone: one that cannot be opened makes way for a backup, and is not lost either."""
    folder = trash_folder(path.parent)
    target = free_place(folder, path.name)
    path.rename(target)
    sync_folder(folder)
    sync_folder(path.parent)
    return target


def bring_back(trashed: Path, path: Path) -> None:
    """Move a file of the trash to `path`, where nothing is, and its history with it; the caller holds the lock.

    A history that lies there still, of a session whose file somebody else removed, makes way.
    """
    trashed.lstat()  # nothing is moved where there is nothing to bring back
    history, place = trashed.with_suffix(_HISTORY), history_folder(path)
    if history.is_dir():
        if place.is_dir():
            place.rename(free_place(trashed.parent, f"{path.stem}{_HISTORY}"))
        history.rename(place)
    trashed.rename(path)
    sync_folder(path.parent)
    sync_folder(trashed.parent)


def in_trash(folder: Path) -> list[tuple[str, Path, datetime]]:
    """Return what is in the trash of `folder`: the name it had, where it is, since when; the last removed first."""
    try:
        places = [path for path in (folder / LOCAL / _TRASH).iterdir() if path.suffix == ".json"]
        found = sorted(((path.lstat().st_ctime, path) for path in places), reverse=True)
    except OSError:
        return []
    return [
        (_NUMBER.sub("", path.stem) or path.stem, path, datetime.fromtimestamp(since, UTC)) for since, path in found
    ]


def trash_folder(folder: Path) -> Path:
    """Return where removed sessions of `folder` are."""
    trash = local_folder(folder) / _TRASH
    make_folder(trash)
    return trash


def free_place(folder: Path, name: str) -> Path:
    """Return a path in `folder` that nothing has: ``x.json``, ``x.2.json``, and so on."""
    place, number = folder / name, 1
    while os.path.lexists(place):
        number += 1
        place = (folder / name).with_suffix(f".{number}{Path(name).suffix}")
    return place
