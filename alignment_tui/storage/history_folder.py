"""Where a session's backups and journal are: of this machine alone, beside the sessions and outside git."""

import contextlib
from pathlib import Path

from alignment_tui.storage.slugs import LOCAL


def history_folder(real: Path) -> Path:
    """Return the folder for the session whose real path is `real`; it may not be there."""
    return real.parent / LOCAL / real.stem


def made_history_folder(real: Path, *below: str) -> Path:
    """Return the same, or a folder below it, made for its owner alone. Nothing waits for the disk.

    Who only looks where it is loads nothing of saving.
    """
    from alignment_tui.storage.durable import FOLDER_MODE
    from alignment_tui.storage.lock import local_folder

    folder = history_folder(real).joinpath(*below)
    if not folder.is_dir():
        local_folder(real.parent)
        for place in (history_folder(real), folder):
            with contextlib.suppress(FileExistsError):
                place.mkdir(FOLDER_MODE)
                place.chmod(FOLDER_MODE)  # the mask can only take away
    return folder
