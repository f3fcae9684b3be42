"""The journal of a session: a line for each change, appended after the save and never rewritten.

It is not waited for at each save. What a power cut takes from it is told by the next save as changed outside.
"""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.storage.durable import FILE_MODE, make_private, sync_folder
from alignment_tui.storage.history_folder import history_folder, made_history_folder
from alignment_tui.storage.journal_entries import Entry, entry_of, line_of, sha256

FILE = "journal.jsonl"
_FIRST_LOOK = 65_536
_OPEN = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class Journal:
    """The journal of the session whose real path is `real`. Whoever appends holds the session's lock."""

    def __init__(self, real: Path) -> None:
        self.path = history_folder(real) / FILE
        self._file = str(self.path)
        self._real = real
        self._last: Entry | None = None
        self._last_line = b""
        self._known_bytes = -1
        self._unsynced = False

    def look(self) -> Entry | None:
        """Return the newest entry, read anew only when somebody else has appended.

        `None` where there is none, or where it cannot be read. Under the lock one look is enough for what is appended.
        """
        try:
            handle = os.open(self._file, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except FileNotFoundError:
            self._last, self._last_line, self._known_bytes = None, b"", 0
            return None
        try:
            self._look(handle)
        finally:
            os.close(handle)
        return self._last

    @property
    def next_number(self) -> int:
        """The number of the entry that is appended next, as of the last look."""
        if self._last is not None:
            return self._last.number + 1
        return self.path.read_bytes().count(b"\n") + 1 if self._known_bytes else 1

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries behind the one last looked at, numbered and bound to the line before.

        Raises `OSError`, and then none of them is there.
        """
        first = self.next_number
        before, lines, bound = self._last_line, [], None
        for number, entry in enumerate(entries, first):
            bound = replace(entry, number=number, previous=sha256(before) if number > 1 else "")
            before = line_of(bound)
            lines.append(before + b"\n")
        data = b"".join(lines)
        handle = self._opened()
        try:
            if os.fstat(handle).st_size > self._known_bytes:
                os.ftruncate(handle, self._known_bytes)  # what a killed writer left of a line
            self._write(handle, data)
        finally:
            os.close(handle)
        self._last, self._last_line = bound, before
        self._known_bytes += len(data)
        self._unsynced = True

    def sync(self) -> None:
        """Wait until what was appended from here is on the disk."""
        if not self._unsynced:
            return
        handle = os.open(self.path, _OPEN)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        sync_folder(self.path.parent)
        self._unsynced = False

    def _opened(self) -> int:
        with contextlib.suppress(FileNotFoundError):
            return os.open(self._file, _OPEN)
        made_history_folder(self._real)
        handle = os.open(self.path, _OPEN | os.O_CREAT, FILE_MODE)
        make_private(handle)
        return handle

    def _look(self, handle: int) -> None:
        """Find the last whole line, if the file is not as it was left."""
        size = os.fstat(handle).st_size
        if size == self._known_bytes:
            return
        look, lines, ends = _FIRST_LOOK, b"", 0
        while True:
            start = max(0, size - look)
            tail = _read(handle, start, size)
            ends = start + tail.rfind(b"\n") + 1 if b"\n" in tail else 0
            lines = tail[: ends - start - 1] if ends else b""
            if start == 0 or b"\n" in lines:
                break
            look *= 8
        self._last_line = lines.rpartition(b"\n")[2]
        self._last = entry_of(self._last_line) if self._last_line else None
        self._known_bytes = ends

    def _write(self, handle: int, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(handle, rest) :]
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, self._known_bytes)
            raise


def _read(handle: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(handle, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
