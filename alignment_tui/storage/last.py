"""Which session was open last, so that the library begins with it; forgetting it costs nothing."""

import contextlib
import os
from pathlib import Path

from msgspec import MsgspecError, Struct, json

from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import read_bytes

_LARGEST_BYTES = 100_000


class _Last(Struct):
    session: str


def opened(state: Path, session: Path) -> None:
    """Remember that a session was opened; a folder that cannot be written is no reason to disturb anybody."""
    with contextlib.suppress(OSError, UnicodeEncodeError):
        make_folder(state)
        replace(state / "last.json", json.encode(_Last(os.path.realpath(session))), durable=False)


def last_opened(state: Path, folder: Path) -> str:
    """Return the slug of the session last opened, where it is one of this folder's; otherwise nothing."""
    try:
        data, _ = read_bytes(state / "last.json", _LARGEST_BYTES)
        path = Path(json.decode(data, type=_Last).session)
    except (OSError, Unfit, ValueError, MsgspecError):
        return ""
    return path.stem if path.parent == Path(os.path.realpath(folder)) else ""
