"""The saver's thread: what is typed is on the disk soon, once, and nothing others saved is overwritten unseen."""

import errno
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked
from alignment_tui.storage import durable
from alignment_tui.storage import saver as module
from alignment_tui.storage.folder import Saved, Sessions
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved, SaveConflict
from alignment_tui.storage.saver import Saver

Make = Callable[..., Document]
PATIENCE_SECONDS = 10.0
SLUG = "checkout"


class Told:
    """A listener that keeps what it is told, in order."""

    def __init__(self) -> None:
        self.events: queue.Queue[tuple[str, Any]] = queue.Queue()

    def saved(self, saved: Saved) -> None:
        self.events.put(("saved", saved))

    def merged(self, saved: Saved, sent: Document) -> None:
        self.events.put(("merged", (saved, sent)))

    def outside(self, loaded: Loaded, seen: Document) -> None:
        self.events.put(("outside", (loaded, seen)))

    def failed(self, problem: NotSaved | SaveConflict) -> None:
        self.events.put(("failed", problem))

    def crashed(self, error: Exception) -> None:
        self.events.put(("crashed", error))

    def next(self, kind: str) -> Any:
        """Wait for the next thing that is told, which must be of this kind."""
        found, what = self.events.get(timeout=PATIENCE_SECONDS)
        assert found == kind, (found, what)
        return what

    def until(self, kind: str) -> Any:
        """Wait for something of this kind, whatever is told before."""
        while True:
            found, what = self.events.get(timeout=PATIENCE_SECONDS)
            if found == kind:
                return what


class Disk:
    """The real folder, with its saves counted, and held back or refused where a test wants that."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.saves: list[Document] = []
        self.threads: set[str] = set()
        self.open = threading.Event()
        self.begun = threading.Event()
        self.open.set()
        self._save = sessions.save
        sessions.save = self.save  # type: ignore[method-assign]

    def save(self, slug: str, document: Document, *rest: Any, **more: Any) -> Saved:
        self.saves.append(document)
        self.threads.add(threading.current_thread().name)
        self.begun.set()
        assert self.open.wait(PATIENCE_SECONDS)
        return self._save(slug, document, *rest, **more)


@pytest.fixture
def disk(sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch) -> Disk:
    for name in ("LOOK_SECONDS", "RETRY_SECONDS"):
        monkeypatch.setattr(module, name, 0.05)
    sessions.create(SLUG, make())
    return Disk(sessions)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def saver(disk: Disk, told: Told) -> Iterator[Saver]:
    made = Saver(disk.sessions, SLUG, disk.sessions.load(SLUG), told)
    yield made
    disk.open.set()
    made.close()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the disk refuse every save for a while."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable, "replace", refuse)
        yield


def broken_code(*_: object, **__: object) -> None:
    raise KeyError("what somebody said")


def noted(document: Document, note: str) -> Document:
    return replace(document, rev=document.rev + 1, session=replace(document.session, note=note))


def parked(document: Document, text: str) -> Document:
    more = (*document.session.parked, Parked(id="P1", text=text))
    return replace(document, rev=document.rev + 1, session=replace(document.session, parked=more))


def elsewhere(disk: Disk, change: Callable[[Document], Document]) -> Document:
    """Save a change as another program would."""
    other = Sessions(disk.sessions.folder)
    seen = other.load(SLUG)
    return other.save(SLUG, change(seen.document), seen).document


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.002)


def on_disk(disk: Disk) -> Document:
    return Sessions(disk.sessions.folder).load(SLUG).document


def test_what_is_kept_is_soon_on_the_disk_and_told(disk: Disk, saver: Saver, told: Told, make: Make) -> None:
    saver.keep(noted(make(), "x"))
    assert saver.dirty
    assert told.next("saved").document.session.note == "x"
    assert not saver.dirty
    assert on_disk(disk) == saver.seen.document == noted(make(), "x")


def test_changes_that_come_together_are_one_save(
    disk: Disk, saver: Saver, told: Told, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GATHER_SECONDS", 1.0)
    for document in [noted(make(), str(number)) for number in range(50)]:
        saver.keep(document)
    told.next("saved")
    assert not saver.dirty
    assert len(disk.saves) == 1
    assert on_disk(disk).session.note == "49"


def test_whoever_types_never_waits_for_the_disk(disk: Disk, saver: Saver, told: Told, make: Make) -> None:
    disk.open.clear()
    saver.keep(noted(make(), "first"))
    assert disk.begun.wait(PATIENCE_SECONDS)
    document = make()
    for number in range(20):
        document = noted(document, str(number))
        saver.keep(document)
    assert saver.dirty
    disk.open.set()
    wait_until(lambda: not saver.dirty)
    assert [one.session.note for one in disk.saves] == ["first", "19"]
    assert disk.threads == {"saver"}


def test_what_cannot_be_saved_is_told_kept_and_tried_again(disk: Disk, saver: Saver, told: Told, make: Make) -> None:
    with full_disk():
        saver.keep(noted(make(), "x"))
        for _ in range(2):
            problem = told.next("failed")
            assert isinstance(problem, NotSaved)
            assert problem.reason == "No space left on device"
        assert saver.dirty
        saver.keep(noted(noted(make(), "x"), "y"))
    assert told.until("saved").document.session.note == "y"
    assert not saver.dirty
    assert on_disk(disk).session.note == "y"


def test_a_file_that_became_something_else_is_not_overwritten(disk: Disk, saver: Saver, told: Told, make: Make) -> None:
    path = disk.sessions.path(SLUG)
    whole = path.read_bytes()
    path.write_text("<<<<<<< HEAD\n")
    saver.keep(noted(make(), "x"))
    assert "git merge" in told.next("failed").reason
    assert path.read_text() == "<<<<<<< HEAD\n"
    path.write_bytes(whole)
    told.until("merged")
    assert on_disk(disk).session.note == "x"


def test_what_others_saved_is_taken_along_and_the_saver_waits_to_be_told_where_to_go_on(
    disk: Disk, saver: Saver, told: Told, make: Make
) -> None:
    disk.open.clear()
    mine = parked(make(), "mine")
    saver.keep(mine)
    assert disk.begun.wait(PATIENCE_SECONDS)
    elsewhere(disk, lambda document: parked(noted(document, "theirs"), "theirs"))
    disk.open.set()
    saved, sent = told.next("merged")
    assert sent == mine
    assert saved.renames == {"P1": "P2"}
    assert saver.dirty
    saver.keep(noted(saved.document, "typed meanwhile"))
    assert len(disk.saves) == 1
    saver.go_on(saved.seen, noted(saved.document, "typed meanwhile"))
    assert told.next("saved").document.session.note == "typed meanwhile"
    assert {one.id: one.text for one in on_disk(disk).session.parked} == {"P1": "theirs", "P2": "mine"}


def test_what_others_saved_while_nobody_typed_is_told(disk: Disk, saver: Saver, told: Told, make: Make) -> None:
    theirs = elsewhere(disk, lambda document: noted(document, "theirs"))
    loaded, seen = told.next("outside")
    assert (loaded.document, seen) == (theirs, make())
    assert saver.dirty
    saver.go_on(loaded, loaded.document)
    wait_until(lambda: not saver.dirty)
    assert not disk.saves
    elsewhere(disk, lambda document: noted(document, "again"))
    assert told.next("outside")[1] == theirs


def test_a_conflict_is_told_and_nothing_is_written_until_it_is_settled(
    disk: Disk, saver: Saver, told: Told, make: Make
) -> None:
    disk.open.clear()
    saver.keep(noted(make(), "mine"))
    assert disk.begun.wait(PATIENCE_SECONDS)
    elsewhere(disk, lambda document: noted(document, "theirs"))
    disk.open.set()
    problem = told.next("failed")
    assert isinstance(problem, SaveConflict)
    assert [(one.ours, one.theirs) for one in problem.conflicts] == [("mine", "theirs")]
    saver.keep(noted(noted(make(), "mine"), "mine, still"))
    assert saver.dirty
    assert on_disk(disk).session.note == "theirs"
    assert len(disk.saves) == 1
    saver.go_on(problem.theirs, noted(problem.theirs.document, "both"))
    assert told.next("saved").document.session.note == "both"
    assert on_disk(disk).session.note == "both"


def test_a_file_that_cannot_be_read_just_now_is_looked_at_again(
    disk: Disk, saver: Saver, told: Told, make: Make
) -> None:
    path = disk.sessions.path(SLUG)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    looked = []
    disk.sessions.load, real = (lambda slug: looked.append(slug) or real(slug)), disk.sessions.load  # type: ignore[method-assign,func-returns-value]
    wait_until(lambda: len(looked) > 2)
    assert told.events.empty()
    path.write_bytes(whole.replace(b'"title": "Checkout"', b'"title": "Renamed"'))
    assert told.next("outside")[0].document.session.title == "Renamed"


def test_closing_writes_what_is_still_waiting(disk: Disk, told: Told, make: Make) -> None:
    for number in range(20):
        seen = disk.sessions.load(SLUG)
        saver = Saver(disk.sessions, SLUG, seen, told)
        saver.keep(noted(seen.document, f"last words {number}"))
        saver.close()
        assert on_disk(disk).session.note == f"last words {number}"
        assert not saver.dirty


def test_closing_ends_the_thread_also_where_the_disk_refuses(disk: Disk, told: Told, make: Make) -> None:
    saver = Saver(disk.sessions, SLUG, disk.sessions.load(SLUG), told)
    with full_disk():
        saver.keep(noted(make(), "x"))
        told.next("failed")
        saver.close()
    assert saver.dirty
    assert "saver" not in {thread.name for thread in threading.enumerate()}


def test_closing_while_a_save_is_under_way_waits_for_that_save_and_no_longer(
    disk: Disk, told: Told, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 60.0)
    saver = Saver(disk.sessions, SLUG, disk.sessions.load(SLUG), told)
    disk.open.clear()
    saver.keep(noted(make(), "x"))
    assert disk.begun.wait(PATIENCE_SECONDS)
    threading.Timer(0.1, disk.open.set).start()
    saver.close()
    assert "saver" not in {thread.name for thread in threading.enumerate()}
    assert on_disk(disk).session.note == "x"


def test_a_fault_of_the_program_ends_neither_the_thread_nor_the_promise(
    disk: Disk, saver: Saver, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = noted(saver.seen.document, "one")
    with monkeypatch.context() as broken:
        broken.setattr(disk.sessions, "save", broken_code)
        saver.keep(first)
        assert isinstance(told.next("crashed"), KeyError)
        assert "error of the program" in told.next("failed").reason
        assert saver.dirty
    assert told.until("saved").seen.document.session == first.session
    with monkeypatch.context() as broken:
        broken.setattr(disk.sessions, "changed", broken_code)
        told.until("crashed")
    saver.keep(noted(first, "two"))
    assert told.until("saved").seen.document.session.note == "two"
