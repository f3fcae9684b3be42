"""From a key to its paint: the capture line, Enter, the cursor, and the way from stage to stage."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from alignment_tui.domain.document import Document
from alignment_tui.storage.reading import encoded
from benchmarks.measuring import Row, Timed
from benchmarks.sessions import large, small
from benchmarks.starting import BARE, library
from benchmarks.terminal import Terminal
from tests.running import ALIGNMENT, environment

_ROUNDS = 21
DOWN, _UP, _NEXT_STAGE, _STAGE_BEFORE = "\x1b[B", "\x1b[A", "\x1b[19~", "\x1b[18~"
_TYPED = "uptimeforeverybodyinthe"
_MANY = 10_000


class Running:
    """Starts programs in terminals: ours in a folder of sessions, and the bare ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._around = environment(folder)

    def ours(self, *arguments: str | Path) -> Terminal:
        """Start the program."""
        return _settled(Terminal([ALIGNMENT, *arguments], self._around, self._folder))

    def on(self, name: str, document: Document) -> Terminal:
        """Start the program on a session."""
        folder = self._folder / name
        folder.mkdir()
        (folder / "case.json").write_bytes(encoded(document))
        return self.ours("--dir", folder, "case")

    def bare(self, script: str) -> Terminal:
        """Start one of the bare programs."""
        return _settled(Terminal([sys.executable, BARE / script], self._around, self._folder))


def rows(folder: Path) -> Iterator[Row]:
    """Yield a row for each thing that a facilitator does again and again."""
    running = Running(folder)
    with running.on("typing", small()) as ours, running.bare("input.py") as theirs:
        name = "a key in the capture line, until its preview"
        ours.press("Ana: ")
        ours.settle()
        yield Row(name, "bare Input", 1.4, _typed(ours, 'a new request by Ana: "{}"'), _typed(theirs, "{}"), _ROUNDS)
    for size, document, at_most in (("30 KB", small(), 1.5), ("1 MB", large(), 2.0)):
        with running.on(f"enter-{size}", document) as ours, running.bare("table.py") as theirs:
            entered = _entered(ours, lambda number: (f"Ana: wish {number}", f'"wish {number}"'))
            yield Row(f"Enter, until the new request, {size}", "a row to a DataTable", at_most, entered, _added(theirs))
    with running.on("reading", large()) as ours, running.bare("table.py") as theirs:
        for key in ("\x1b", "8", "a"):
            ours.press(key)
            ours.settle(0.2)
        yield Row(
            "Enter, until the new reading, 1 MB", "a row to a DataTable", 2.0, _entered(ours, _reading), _added(theirs)
        )
    library(folder / "down", _MANY)
    with running.ours("--dir", folder / "down") as ours, running.bare("table.py") as theirs:
        name = f"one row down in a library of {_MANY}"
        yield Row(name, "a DataTable of ten", 1.15, _down(ours, "Case 00001"), _down(theirs, "row-words-1."), _ROUNDS)
    for script, name, against in (
        ("screens.py", "stage to stage, all painted", "switch_screen of two, painted before"),
        ("pages.py", "the same beside words painted anew", "as many other words in one Static"),
    ):
        with running.on(script, small()) as ours, running.bare(script) as theirs:
            yield Row(name, against, 1.3, _there(ours), _there(theirs), _ROUNDS)


def _typed(terminal: Terminal, painted: str) -> Timed:
    letters = iter(_TYPED)
    text = ""

    def run() -> float:
        nonlocal text
        letter = next(letters)
        text += letter
        terminal.press(letter)
        return _then_settled(terminal, painted.format(text))

    return run


def _entered(terminal: Terminal, line: Callable[[int], tuple[str, str]]) -> Timed:
    numbers = iter(range(10, 100))

    def run() -> float:
        typed, painted = line(next(numbers))
        terminal.press(typed)
        terminal.settle()
        terminal.press("\r")
        return _then_settled(terminal, painted)

    return run


def _reading(number: int) -> tuple[str, str]:
    day = date(2025, 1, 1) + timedelta(days=number)
    return f"M1 91 on {day}", f"limit on {day}"


def _added(terminal: Terminal) -> Timed:
    numbers = iter(range(10, 100))

    def run() -> float:
        terminal.press("\r")
        return _then_settled(terminal, f"row-words-{next(numbers)}.")

    return run


def _down(terminal: Terminal, painted: str) -> Timed:
    def run() -> float:
        terminal.press(DOWN)
        found = _then_settled(terminal, painted)
        terminal.press(_UP)
        terminal.settle()
        return found

    return run


def _there(terminal: Terminal) -> Timed:
    def run() -> float:
        terminal.press(_NEXT_STAGE)
        found = terminal.until_quiet()
        terminal.press(_STAGE_BEFORE)
        terminal.settle()
        return found

    return run


def _then_settled(terminal: Terminal, painted: str) -> float:
    found = terminal.until(painted)
    terminal.settle()
    return found


def _settled(terminal: Terminal) -> Terminal:
    terminal.until_quiet()
    terminal.settle(0.4)
    return terminal
