"""What is kept of a crash: where in the program it was, and nothing of what anybody said.

Messages of errors, variables and lines of source may hold words of a session or a private note, so none of them is in
a report. It can be sent to anybody; its id is what is said on the screen.
"""

import contextlib
import os
import platform
import secrets
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from alignment_tui.storage.durable import FILE_MODE, NEW_FILE, make_folder, make_private
from alignment_tui.version import VERSION

FOLDER = "crashes"
_KEPT = 20
_PACKAGE = Path(__file__).resolve().parent.parent
_PACKAGES = ("site-packages", "dist-packages")


class Crash(Struct, frozen=True):
    """A crash: its id, what is known of it, and where that was written; `None` where it could not be."""

    id: str
    report: str
    path: Path | None

    @property
    def words(self) -> str:
        """What to tell whoever sat before it."""
        where = f"; what is known of it, and no word of yours, is in {self.path}" if self.path else ""
        return f"an error of the program itself, crash {self.id}{where}"


def keep_crash(state_folder: Path, error: BaseException) -> Crash:
    """Write a report beside the last twenty, for this person only; whatever fails here is no second crash."""
    own = secrets.token_hex(4)
    text = report(own, error, datetime.now(UTC))
    folder = state_folder / FOLDER
    try:
        make_folder(folder)
        path = folder / f"{own}.txt"
        with os.fdopen(os.open(path, NEW_FILE, FILE_MODE), "w", encoding="utf-8") as file:
            make_private(file.fileno())
            file.write(text)
        _forget_old(folder)
    except OSError:
        return Crash(own, text, None)
    return Crash(own, text, path)


def report(own: str, error: BaseException, at: datetime) -> str:
    """Return what is known of a crash: when, which versions, kinds of errors, and the places they went through."""
    ran = f"alignment-tui {VERSION}, Python {platform.python_version()}, {_textual()}{sys.platform}"
    return "\n".join([f"alignment-tui crash {own}", f"{at:%Y-%m-%d %H:%M:%S} UTC, {ran}", *_told(error, set()), ""])


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    yield from _places(error.__traceback__)
    inner = [error.__cause__ or error.__context__, getattr(error, "error", None)]
    inner += list(error.exceptions) if isinstance(error, BaseExceptionGroup) else []
    for one in inner:
        if isinstance(one, BaseException):
            yield "after"
            yield from _told(one, seen)


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        yield f"  {_place(Path(code.co_filename))} {line} {code.co_name}"


def _place(path: Path) -> str:
    """Return a file without the folders of this machine it lies in."""
    if path.is_relative_to(_PACKAGE):
        return str(path.relative_to(_PACKAGE.parent))
    for name in _PACKAGES:
        if name in path.parts:
            return "/".join(path.parts[path.parts.index(name) + 1 :])
    return path.name


def _textual() -> str:
    """Return the version of the interface's library where the interface is loaded; a command has none."""
    module = sys.modules.get("textual")
    return f"textual {module.__version__}, " if module else ""


def _forget_old(folder: Path) -> None:
    reports = sorted(folder.glob("*.txt"), key=lambda path: path.lstat().st_mtime_ns)
    for path in reports[:-_KEPT]:
        with contextlib.suppress(OSError):
            path.unlink()
