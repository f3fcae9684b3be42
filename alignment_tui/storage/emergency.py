"""The emergency copy: what could not be saved where it belongs, kept in the user's state folder until it can be."""

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.changes import Merged, merge
from alignment_tui.domain.document import Document
from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.live import live_path
from alignment_tui.storage.reading import encoded, read
from alignment_tui.storage.refusals import Refusal

FOLDER = "unsaved"
COPY, BASE = "session.json", "grown-from.json"


class Rescued(Struct, frozen=True):
    """A copy that was written when a program left unsaved work; `base` is what was on the disk when it began."""

    document: Document
    base: Document | None
    at: datetime
    path: Path

    def merged(self, now: Document) -> Merged:
        """Return the session as it is now together with what was not saved; conflicts name the copy as ours."""
        return merge(self.base or now, self.document, now, theirs_first=True)


def rescue_folder(state: Path, session: Path) -> Path:
    """Return where is kept what of a session could not be saved."""
    return state / FOLDER / live_path(state, session).name.removesuffix(".live.json")


def rescue(state: Path, session: Path, document: Document, base: Document) -> Path:
    """Write a copy that is a session file itself, and what it has grown from; returns where. Raises `OSError`."""
    folder = rescue_folder(state, session)
    make_folder(folder)
    replace(folder / BASE, encoded(base))
    replace(folder / COPY, encoded(document))
    return folder / COPY


def has_rescued(state: Path, session: Path) -> bool:
    """Tell at a glance whether there may be a copy of a session."""
    return (rescue_folder(state, session) / COPY).exists()


def rescued(state: Path, session: Path) -> Rescued | None:
    """Return the copy there is of a session, or `None` where there is none that can be read."""
    path = rescue_folder(state, session) / COPY
    try:
        document = read(path).document
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, Refusal):
        return None
    try:
        base = read(path.with_name(BASE)).document
    except (OSError, Refusal):
        base = None
    return Rescued(document, base, at, path)


def forget_rescued(state: Path, session: Path) -> None:
    """Take the copy away, because it is in the session now or somebody said that it need not be."""
    folder = rescue_folder(state, session)
    if not os.path.lexists(folder):
        return
    for name in (COPY, BASE):
        with contextlib.suppress(OSError):
            (folder / name).unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()
