"""What this machine keeps of a session for itself: small, private, and where it cannot be kept nobody is disturbed."""

import contextlib
from pathlib import Path
from typing import TypeVar

from msgspec import MsgspecError, Struct, json

from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import read_bytes

Kept = TypeVar("Kept", bound=Struct)


def state_in(path: Path, kind: type[Kept], largest: int) -> Kept | None:
    """Return what a file keeps, of at most so many bytes; `None` where it is missing or broken."""
    try:
        data, _ = read_bytes(path, largest)
        return json.decode(data, type=kind)
    except (OSError, Unfit, ValueError, MsgspecError, RecursionError):
        return None


def keep_state(path: Path, kept: Struct) -> None:
    """Keep something; not waited for, since the session itself is elsewhere."""
    with contextlib.suppress(OSError):
        make_folder(path.parent)
        replace(path, json.encode(kept), durable=False)


def forget_state(path: Path) -> None:
    """Forget what a file keeps."""
    with contextlib.suppress(OSError):
        path.unlink()
