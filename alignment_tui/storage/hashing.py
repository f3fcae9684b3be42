"""The SHA-256 of a file that is being saved, worked out while the disk is waited for."""

from _thread import allocate_lock, start_new_thread

from alignment_tui.storage.journal_entries import sha256
from alignment_tui.storage.reading import Pieces

_LARGE_BYTES = 200_000


class Hashing:
    """Begins when it is made; a small file is hashed when that is asked for: it takes less than to start a thread.

    A `Thread` would be waited for until it runs, on a busy machine longer than the hash takes; this one begins when the
    save first waits for the disk.
    """

    def __init__(self, data: Pieces) -> None:
        self._data = data
        self._digest = ""
        self._busy = allocate_lock()
        if sum(map(len, data)) > _LARGE_BYTES:
            self._busy.acquire()
            try:
                start_new_thread(self._hash_and_release, ())
            except RuntimeError:  # the system has no thread left: then it is hashed when that is asked for
                self._busy.release()

    @property
    def digest(self) -> str:
        """The SHA-256, as 64 hexadecimal digits."""
        with self._busy:
            return self._digest or self._hash()

    def _hash_and_release(self) -> None:
        try:
            self._hash()
        finally:
            self._busy.release()

    def _hash(self) -> str:
        self._digest = sha256(*self._data)
        return self._digest
