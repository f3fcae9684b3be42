"""The saver's thread hands on every change, however many become one save, and settles the journal when it ends."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.editing.workspace import Workspace
from alignment_tui.storage.folder import Saved, Sessions
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved, SaveConflict
from alignment_tui.storage.saver import Saver
from tests.storage.test_journal import entries, history, note, noted, park

Make = Callable[..., Document]


class Told:
    """A listener that counts, and lets a test wait."""

    def __init__(self) -> None:
        self.saves = 0
        self.problems: list[NotSaved | SaveConflict] = []
        self.merges: list[tuple[Saved, Document]] = []

    def saved(self, saved: Saved) -> None:
        self.saves += 1

    def merged(self, saved: Saved, sent: Document) -> None:
        self.merges.append((saved, sent))

    def outside(self, loaded: Loaded, seen: Document) -> None: ...

    def failed(self, problem: NotSaved | SaveConflict) -> None:
        self.problems.append(problem)

    def crashed(self, error: Exception) -> None:
        raise error


def waited(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def opened(sessions: Sessions, told: Told) -> tuple[Workspace, Saver]:
    loaded = sessions.load("checkout")
    saver = Saver(sessions, "checkout", loaded, told)
    return Workspace(loaded.document, who="Kim", store=saver), saver


def test_what_becomes_one_save_is_an_entry_each(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    told = Told()
    space, saver = opened(sessions, told)
    for number in range(30):
        note(space, str(number))
    waited(lambda: not saver.dirty)
    saver.close()
    assert told.saves < 30
    assert [entry.label for entry in entries(sessions)] == ["begun", *(f"note {number}" for number in range(30))]
    assert history(sessions).document(30) == sessions.load("checkout").document


def test_a_save_that_failed_loses_no_entry(sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions.create("checkout", make())
    monkeypatch.setattr("alignment_tui.storage.saver.RETRY_SECONDS", 0.1)
    told = Told()
    space, saver = opened(sessions, told)
    sessions.folder.chmod(0o700)
    real = sessions.path("checkout")
    with monkeypatch.context() as patch:
        patch.setattr("alignment_tui.storage.folder.fit", lambda document: failing())
        note(space, "one")
        waited(lambda: bool(told.problems))
        note(space, "two")
    waited(lambda: not saver.dirty)
    saver.close()
    assert [entry.label for entry in entries(sessions)] == ["begun", "note one", "note two"]
    assert real.exists()


def failing() -> bytes:
    raise OSError(28, "No space left on device")


def test_what_came_in_meanwhile_is_followed_by_ours(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    told = Told()
    space, saver = opened(sessions, told)
    noted(Sessions(sessions.folder, sessions.folder), sessions.load("checkout"), "theirs")
    park(space, "ours")
    waited(lambda: bool(told.merges))
    saved, sent = told.merges[0]
    merged = space.take_in(saved.document, sent, saved.renames)
    assert merged.conflicts == ()
    saver.go_on(saved.seen, space.document)
    park(space, "ours again", "P2")
    waited(lambda: not saver.dirty)
    saver.close()
    assert [entry.label for entry in entries(sessions)] == ["begun", "note theirs", "ours", "ours again"]
    assert history(sessions).document(3).session == sessions.load("checkout").document.session


def test_the_journal_is_on_the_disk_when_a_stage_is_left_and_at_the_end(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        fsync(handle)

    sessions.create("checkout", make())
    monkeypatch.setattr(os, "fsync", watched)
    space, saver = opened(sessions, Told())
    note(space, "one")
    waited(lambda: not saver.dirty)
    assert "journal.jsonl" not in synced
    saver.settle()
    waited(lambda: "journal.jsonl" in synced)
    synced.clear()
    note(space, "two")
    waited(lambda: not saver.dirty)
    saver.close()
    assert "journal.jsonl" in synced
