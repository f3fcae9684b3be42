"""From the start of the process to the first words on the screen, and what has been spent when it is still."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from alignment_tui.storage.reading import encoded
from benchmarks.measuring import Row, Shared, Unit
from benchmarks.sessions import small, titled
from benchmarks.terminal import Terminal
from tests.running import ALIGNMENT, environment

BARE = Path(__file__).parent / "bare"
_ROUNDS = 11
_STILL_SECONDS = 0.25
_LIBRARIES = ((2, (1.35, 1.5, 1.25)), (1_000, (1.35, 1.5, 1.25)), (10_000, (1.6, 1.8, 1.6)))
_FIGURES: tuple[tuple[str, Unit], ...] = (
    ("first content", "ms"),
    ("processor time until it is still", "ms"),
    ("peak memory", "MB"),
)


def rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of the library with few, many and very many sessions, and of a resumed stage."""
    around = environment(folder)
    for many, _ in _LIBRARIES:
        library(folder / f"library-{many}", many)
    resumed = folder / "resumed"
    resumed.mkdir()
    (resumed / "case.json").write_bytes(encoded(small()))
    runs: list[tuple[list[str | Path], str]] = [([sys.executable, BARE / "start.py"], "first-words")]
    runs += [([ALIGNMENT, "--dir", folder / f"library-{many}"], "Case 00000") for many, _ in _LIBRARIES]
    runs += [([ALIGNMENT, "--dir", resumed, "case"], "Request 1:")]
    turn = Shared(lambda: [figure for command, words in runs for figure in _started(command, words, around, folder)])
    place = count(len(_FIGURES))
    names = [(f"library, {many:,} sessions".replace(",", " "), limits) for many, limits in _LIBRARIES]
    for name, limits in (*names, ("a resumed stage, 30 KB", (1.5, 0, 0))):
        for at, ((figure, unit), at_most) in enumerate(zip(_FIGURES, limits, strict=True)):
            ours = turn.figure(next(place))
            if at_most:
                yield Row(f"{name}: {figure}", "bare Textual", at_most, ours, turn.figure(at), _ROUNDS, unit)


def library(folder: Path, many: int, *, whole: bool = False) -> None:
    """Fill a folder with sessions of 30 KB, or of 2 KB where there are very many and not `whole`; newest first."""
    folder.mkdir()
    for number in range(many):
        path = folder / f"case-{number:05}.json"
        path.write_bytes(titled(f"Case {number:05} of the year", little=many > 1_000 and not whole))
        at = 1_700_000_000 - number
        os.utime(path, (at, at))


def _started(command: list[str | Path], words: str, around: dict[str, str], folder: Path) -> list[float]:
    with Terminal(command, around, folder) as terminal:
        first = terminal.until(words)
        terminal.settle(_STILL_SECONDS)
        return [first, terminal.cpu_seconds(), terminal.peak_bytes()]
