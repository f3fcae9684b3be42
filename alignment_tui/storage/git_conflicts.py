"""What a merge in git could not settle: the three versions beside the session, until a person has said which holds."""

import contextlib
import shutil
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.changes import Conflict
from alignment_tui.domain.document import Document
from alignment_tui.storage.durable import replace
from alignment_tui.storage.git_merging import NotMerged, merged_file, with_theirs
from alignment_tui.storage.history_folder import history_folder, made_history_folder
from alignment_tui.storage.journal_entries import file_sha256, sha256
from alignment_tui.storage.reading import read
from alignment_tui.storage.refusals import Refusal

FOLDER = "merge"
BASE, OURS, THEIRS = "base.json", "ours.json", "theirs.json"


class Unsettled(Struct, frozen=True):
    """The conflicts of a merge, and theirs whole. What is not in conflict is in the session already."""

    conflicts: tuple[Conflict, ...]
    theirs: Document
    folder: Path

    def settled(self, now: Document, theirs_holds: tuple[bool, ...]) -> Document:
        """Return the session as it is now, with theirs wherever it was said that theirs holds."""
        from msgspec.structs import replace as with_fields

        session = now.session
        for conflict, theirs in zip(self.conflicts, theirs_holds, strict=True):
            if theirs:
                session = with_theirs(session, conflict, self.theirs.session)
        return with_fields(now, session=session)


def keep_unsettled(real: Path, base: bytes, ours: bytes, theirs: bytes) -> Path:
    """Keep the three versions beside the session; returns where. Raises `OSError`."""
    folder = made_history_folder(real, FOLDER)
    for name, data in ((BASE, base), (OURS, ours), (THEIRS, theirs)):
        replace(folder / name, data, durable=False)
    return folder


def has_unsettled(real: Path) -> bool:
    """Tell at a glance whether a merge may be unsettled."""
    return (history_folder(real) / FOLDER / THEIRS).exists()


def unsettled(real: Path) -> Unsettled | None:
    """Return what is unsettled; `None` where nothing is, or where the merge was called off since."""
    folder = history_folder(real) / FOLDER
    try:
        base, ours, theirs = ((folder / name).read_bytes() for name in (BASE, OURS, THEIRS))
        if sha256(ours) == file_sha256(real):
            return None
        found = merged_file(base, ours, theirs)
        return Unsettled(found.conflicts, read(folder / THEIRS).document, folder) if found.conflicts else None
    except (OSError, Refusal, NotMerged):
        return None


def forget_unsettled(real: Path) -> None:
    """Take the three versions away: all is settled, or a later merge went through."""
    with contextlib.suppress(OSError):
        shutil.rmtree(history_folder(real) / FOLDER)
