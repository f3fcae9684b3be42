"""What the library asks of the disk: ten thousand sessions looked over, read anew, and listed by a whole process."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from alignment_tui.storage.folder import Sessions
from benchmarks.measuring import Row, Timed, process, timed
from benchmarks.starting import library
from tests.running import ALIGNMENT, environment

_MANY = 10_000
_ROUNDS = 9
_NAME = f"{_MANY:,}".replace(",", " ")


def rows(folder: Path) -> Iterator[Row]:
    """Yield a row for the index while it is fresh, one for an index made from nothing, and one for `list`."""
    sessions, cache = folder / "listing", folder / "listing-cache"
    library(sessions, _MANY, whole=True)
    looked = timed(lambda: list(Sessions(sessions, cache).rows()))
    name = f"index of {_NAME} sessions"
    looked()
    yield Row(f"{name}, nothing changed", "scandir and stat", 2.3, looked, timed(lambda: _statuses(sessions)), _ROUNDS)
    yield Row(f"{name}, from nothing", "reading every byte", 4, _anew(looked, cache), _read(sessions), _ROUNDS)
    around = environment(folder)
    ours = process([ALIGNMENT, "--dir", sessions, "list"], around, folder)
    tasks = {**around, "TASKDATA": str(_tasks(folder / "tasks")), "TASKRC": os.devnull}
    theirs = process(["task", "rc.verbose=nothing", "export"], tasks, folder)
    missing = "" if shutil.which("task", path=around["PATH"]) else "no task here"
    yield Row(f"list of {_NAME}", f"taskwarrior, export of {_NAME}", 0.8, ours, theirs, _ROUNDS, missing=missing)


def _statuses(sessions: Path) -> int:
    with os.scandir(sessions) as entries:
        return sum(entry.stat().st_size for entry in entries)


def _anew(looked: Timed, cache: Path) -> Timed:
    def run() -> float:
        shutil.rmtree(cache)
        return looked()

    return run


def _read(sessions: Path) -> Timed:
    return timed(lambda: [path.read_bytes() and None for path in sessions.iterdir()])


def _tasks(folder: Path) -> Path:
    """Write as many tasks as there are sessions, each with as much to say as a row of the list."""
    folder.mkdir()
    lines = [
        f'[description:"Case {number:05} of the year" entry:"{1_700_000_000 - number}" modified:"1700000000" '
        f'project:"checkout" status:"pending" tags:"metrics" uuid:"{UUID(int=number + 1)}"]\n'
        for number in range(_MANY)
    ]
    (folder / "pending.data").write_text("".join(lines), encoding="utf-8")
    return folder
