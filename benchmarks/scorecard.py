"""A whole scorecard against one plot: fifteen metrics with ten years of weekly readings, the first of them drawn."""

import sys
from collections.abc import Iterator
from pathlib import Path

from alignment_tui.storage.live import Live, remember
from alignment_tui.storage.reading import encoded
from benchmarks.measuring import Row, Timed
from benchmarks.sessions import large
from benchmarks.starting import BARE
from benchmarks.terminal import Terminal
from tests.running import ALIGNMENT, environment

_ROUNDS = 15
_CHART, _PLOT = "upper limit", "first-words"


def rows(folder: Path) -> Iterator[Row]:
    """Yield the row of a scorecard that is opened, until its table and the chart under it are painted."""
    around = environment(folder)
    sessions = folder / "scorecard"
    sessions.mkdir()
    (sessions / "case.json").write_bytes(encoded(large()))
    state = Path(around["XDG_STATE_HOME"]) / "alignment-tui"
    remember(state, sessions / "case.json", Live(stage="scorecard", record="metrics:M1"))
    ours = _painted([ALIGNMENT, "--dir", sessions, "case"], _CHART, around, folder)
    theirs = _painted([sys.executable, BARE / "plot.py"], _PLOT, around, folder)
    yield Row("a scorecard of 15 metrics, 520 weeks each", "bare Textual with one plot", 1.4, ours, theirs, _ROUNDS)


def _painted(command: list[str | Path], words: str, around: dict[str, str], folder: Path) -> Timed:
    def run() -> float:
        with Terminal(command, around, folder) as terminal:
            return terminal.until(words)

    return run
