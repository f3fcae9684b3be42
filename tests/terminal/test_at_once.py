"""One session at once in the hands of a screen that is typed into, two `capture` loops, and git that changes branches.

Git puts older files in the place of work that was never committed: that is in the history, and can be restored.
The suite does it for a few seconds; ``make soak`` for as many as `ALIGNMENT_AT_ONCE` says.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from alignment_tui.storage.history import History
from tests.git.repository import Repository
from tests.storage.fault_storm import document
from tests.terminal.test_flow import typed
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux

SECONDS = float(os.environ.get("ALIGNMENT_AT_ONCE", "3"))


def test_everything_said_while_git_changes_branches_can_be_had_back(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "clone")
    repository.commit(x=document(1))
    repository.align("capture", "x", "here: Ana, Bo, Cy")
    repository.commit()
    repository.git("branch", "other")
    ended = Event()
    with ThreadPoolExecutor() as threads, terminal(tmp_path, "x", "--dir", repository.folder) as window:
        window.sees("TYPING")
        loops = [threads.submit(_captures, repository, name, ended) for name in ("Bo", "Cy")]
        git = threads.submit(_switches, repository, ended)
        said: list[str] = []
        end = time.monotonic() + SECONDS
        try:
            while time.monotonic() < end and not git.done():
                said.append(f"Ana said {len(said)}")
                typed(window, f"Ana: {said[-1]}")
        finally:
            ended.set()
        for loop in loops:
            said += loop.result()
        switches = git.result()
        window.press("C-q")
        assert window.exit_code() == 0
    assert switches
    assert set(said) == _restorable(repository, said)
    done = repository.align("capture", "x", "park: afterwards")
    assert done.returncode == 0, done.stderr
    assert "whole; the file is as" in repository.align("verify", "x").stdout


def _captures(repository: Repository, name: str, ended: Event) -> list[str]:
    """Capture one line after the other, and return what was acknowledged."""
    said: list[str] = []
    while not ended.is_set():
        words = f"{name} said {len(said)}"
        done = repository.align("capture", "x", f"{name}: {words}")
        if done.returncode == 0:
            said.append(words)
    return said


def _switches(repository: Repository, ended: Event) -> int:
    """Go to the other branch, over and over; return how often.

    Every third time without a commit, and then what both branches have is merged. The file opens after each step. Where
    a save comes between two calls of git, git says so and is asked again.
    """
    switches = 0
    branches = ["main", "other"]
    while not ended.is_set():
        here, there = branches
        if switches % 3:
            repository.git("add", "-A")
            repository.git("commit", "-qm", "work", "--allow-empty")
        if "File exists" in repository.git("checkout", "-qf", there, fails=None):
            continue
        switches += 1
        branches.reverse()
        repository.document()
        if switches % 3 == 0:
            repository.git("merge", "-q", "--no-edit", here, fails=None)
            repository.git("merge", "--abort", fails=None)
            repository.document()
    return switches


def _restorable(repository: Repository, said: list[str]) -> set[str]:
    """Return which of the words are in a revision that can be restored by its number."""
    history = History(repository.sessions.real("x"))
    found: set[str] = set()
    for place, entry in enumerate(history.entries):
        assert entry is not None
        if history.at_rev(entry.rev) == place:
            found |= {request.words for request in history.document(place).session.requests}
    return found & set(said)
