"""The SHA-256 of a file that is being saved, worked out while the disk is waited for."""

from threading import Thread

from alignment_tui.storage.journal_entries import sha256
from alignment_tui.storage.reading import Pieces

_LARGE_BYTES = 200_000


class Hashing:
    """Begins when it is made; a small file is hashed when that is asked for: it takes less than to start a thread."""

    def __init__(self, data: Pieces) -> None:
        self._data = data
        self._digest = ""
        self._thread: Thread | None = None
        if sum(map(len, data)) > _LARGE_BYTES:
            self._thread = Thread(target=self._hash, name="hashing", daemon=True)
            self._thread.start()

    @property
    def digest(self) -> str:
        """The SHA-256, as 64 hexadecimal digits."""
        if self._thread is not None:
            self._thread.join()
        if not self._digest:
            self._hash()
        return self._digest

    def _hash(self) -> None:
        self._digest = sha256(*self._data)
