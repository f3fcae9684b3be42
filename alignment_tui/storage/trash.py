"""Removing is moving aside: a session that was thrown away can be fetched back by hand."""

import contextlib
import os
from pathlib import Path

from alignment_tui.storage.durable import make_folder, sync_folder
from alignment_tui.storage.history_folder import history_folder
from alignment_tui.storage.lock import local_folder


def discard(path: Path) -> Path:
    """Move a session's file into the trash beside it and return where it is; the caller holds the lock.

    Its backups and its journal go with it, so that a later session of that name does not take them for its own. A
    symbolic link is moved, not what it leads to, and that keeps its history.
    """
    linked = path.is_symlink()
    target = set_aside(path)
    if not linked:
        with contextlib.suppress(OSError):
            history_folder(path).rename(target.with_suffix(".history"))
    return target


def set_aside(path: Path) -> Path:
    """Move the file alone: one that cannot be opened makes way for a backup, and is not lost either."""
    folder = trash_folder(path.parent)
    target = free_place(folder, path.name)
    path.rename(target)
    sync_folder(folder)
    sync_folder(path.parent)
    return target


def trash_folder(folder: Path) -> Path:
    """Return where removed sessions of `folder` are."""
    trash = local_folder(folder) / "trash"
    make_folder(trash)
    return trash


def free_place(folder: Path, name: str) -> Path:
    """Return a path in `folder` that nothing has: ``x.json``, ``x.2.json``, and so on."""
    place, number = folder / name, 1
    while os.path.lexists(place):
        number += 1
        place = (folder / name).with_suffix(f".{number}{Path(name).suffix}")
    return place
