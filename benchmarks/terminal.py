"""A program in a pseudo-terminal of its own: its keys are typed, and what it paints is watched by the clock."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

COLUMNS, LINES = 120, 40
PATIENCE_SECONDS = 20.0
QUIET_SECONDS = 0.08


class Terminal:
    """One run of a program. Times are in seconds, since it was started or a key was last pressed."""

    def __init__(self, command: Sequence[str | Path], environment: dict[str, str], folder: Path) -> None:
        self._own, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        around = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.begun = time.perf_counter()
        self._run = subprocess.Popen(
            command, env=around, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def until(self, words: str) -> float:
        """Return how long it took until `words` were painted. Raises `TimeoutError`."""
        wanted, seen = words.encode(), b""
        while wanted not in seen:
            data = self._read(PATIENCE_SECONDS)
            if not data:
                raise TimeoutError(f"{words!r} did not come, but {seen[-2000:]!r}")
            seen += data
        return time.perf_counter() - self.begun

    def until_quiet(self) -> float:
        """Return how long it took until the last byte before nothing more came for a moment."""
        last = self.begun
        while self._read(QUIET_SECONDS if last != self.begun else PATIENCE_SECONDS):
            last = time.perf_counter()
        return last - self.begun

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        self.begun = time.perf_counter()
        os.write(self._own, keys.encode())

    def settle(self, seconds: float = QUIET_SECONDS) -> None:
        """Read on until the program has had nothing to paint for so long; a cursor blinks twice a second."""
        until = time.perf_counter() + PATIENCE_SECONDS
        while self._read(seconds) and time.perf_counter() < until:
            pass

    def cpu_seconds(self) -> float:
        """Return the processor time of all its threads so far, Linux only."""
        of_threads = Path(f"/proc/{self._run.pid}/task").glob("*/schedstat")
        return sum(int(status.read_text().split()[0]) for status in of_threads) / 1e9

    def peak_bytes(self) -> float:
        """Return the most memory it has held so far, Linux only."""
        status = Path(f"/proc/{self._run.pid}/status").read_text()
        return float(status.partition("VmHWM:")[2].split()[0]) * 1024

    def close(self) -> None:
        """End the program."""
        self._run.send_signal(signal.SIGKILL)
        self._run.wait()
        os.close(self._own)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._own], [], [], seconds)
        try:
            return os.read(self._own, 65_536) if ready else b""
        except OSError:
            return b""
