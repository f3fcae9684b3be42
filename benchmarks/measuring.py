"""Two things timed in turns, so that a busy moment of the machine falls on both."""

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

Timed = Callable[[], float]
"""Does the thing once and returns how many seconds it took, or how many bytes."""

Unit = Literal["ms", "MB"]
UNITS: dict[Unit, float] = {"ms": 1e-3, "MB": 1e6}


@dataclass(frozen=True)
class Row:
    """One figure: ours against theirs, and how many times theirs it may be at most.

    `missing` says what is not on this machine and would have to be, to measure it.
    """

    name: str
    against: str
    at_most: float
    ours: Timed
    theirs: Timed
    rounds: int = 15
    unit: Unit = "ms"
    missing: str = ""


@dataclass(frozen=True)
class Measured:
    """Medians in seconds, or in bytes."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times theirs ours is."""
        return self.ours / self.theirs


def measure(row: Row) -> Measured:
    """Time both sides in turns, once without counting, and return the medians."""
    row.ours(), row.theirs()
    pairs = [(row.ours(), row.theirs()) for _ in range(row.rounds)]
    return Measured(statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs))


class Shared:
    """A turn that yields several figures at once, so that several rows need it only once a round."""

    def __init__(self, turn: Callable[[], Sequence[float]]) -> None:
        self._turn = turn
        self._taken: list[Sequence[float]] = []

    def figure(self, place: int) -> Timed:
        """Return what reads one figure of the first turn, then of the second, and so on."""
        rounds = count()

        def read() -> float:
            at = next(rounds)
            while len(self._taken) <= at:
                self._taken.append(self._turn())
            return self._taken[at][place]

        return read


def process(command: Sequence[str | Path], environment: dict[str, str], folder: Path) -> Timed:
    """Return a timed run of a whole process, its output thrown away."""

    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=True)
        return time.perf_counter() - begun

    return run


def timed(act: Callable[[], object]) -> Timed:
    """Return a timed call."""

    def run() -> float:
        begun = time.perf_counter()
        act()
        return time.perf_counter() - begun

    return run
