"""Undo reaches back to before the session was opened, and what a leaving program could not save is offered again."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.emergency import has_rescued, rescue
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import encoded, read
from tests.driver import SLUG, Facilitator, kept

BARE = Session(title="Spring sale")


async def test_what_was_done_before_a_restart_can_be_undone_and_redone(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one", "park: two", "park: three").saved()
        await room.press("ctrl+z").sees("Undone").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two"]
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z").sees("Undone").saved()
        assert [entry.text for entry in room.session.parked] == ["one"]
        await room.press("ctrl+y", "ctrl+y").sees("Redone").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two", "three"]
        await room.says("park: four").saved()
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z", "ctrl+z").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two"]


async def test_nothing_is_undone_over_a_change_by_another_hand(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one").saved()
        path = room.desk.path
    path.write_text(path.read_text().replace('"one"', '"by hand"'))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z").sees("there is nothing to undo")
        assert [entry.text for entry in room.session.parked] == ["by hand"]


# What could not be saved


def fails(document: Document) -> bytes:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Let no session be saved until the returned function is called."""
    with monkeypatch.context() as patch:
        patch.setattr("alignment_tui.ui.leaving.CLOSING_SECONDS", 0.1)
        patch.setattr("alignment_tui.storage.saver.RETRY_SECONDS", 0.05)
        patch.setattr("alignment_tui.storage.folder.fit", fails)
        yield patch.undo


async def left_unsaved(home: Path, *lines: str) -> None:
    (home / "sessions").mkdir()
    (home / "sessions" / f"{SLUG}.json").write_bytes(encoded(kept(BARE)))
    async with Facilitator.opens(home, BARE) as room:
        await room.says(*lines).sees("NOT SAVED", "No space left on device")
        await room.press("ctrl+q").sees("Not everything is on the disk", "ctrl+q again")
        assert room.app.return_value is None
        await room.press("ctrl+q").until(lambda: room.app.return_value == 1, "the end")


def on_disk(home: Path) -> list[str]:
    session = Sessions(home / "sessions", home / "cache").load(SLUG).document.session
    return [entry.text for entry in session.parked]


async def test_what_could_not_be_saved_is_kept_aside_and_taken_in_at_the_next_start(
    tmp_path: Path, full_disk: Callable[[], None]
) -> None:
    folder = Sessions(tmp_path / "sessions", tmp_path / "cache")
    await left_unsaved(tmp_path, "park: one", "park: two")
    [copy] = (tmp_path / "state" / "unsaved").rglob("session.json")
    assert [entry.text for entry in read(copy).document.session.parked] == ["one", "two"]
    full_disk()
    seen = folder.load(SLUG)
    document = replace(seen.document, rev=1, session=replace(BARE, note="meanwhile"))
    folder.save(SLUG, document, seen)
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.sees("could not be saved then", "take it in").press("enter").sees("taken in").saved()
        assert on_disk(tmp_path) == ["one", "two"]
        assert room.session.note == "meanwhile"
        await room.press("ctrl+z").saved()
        assert on_disk(tmp_path) == []
    assert not copy.exists()
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.does_not_see("could not be saved")


async def test_it_may_wait_or_be_thrown_away(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        path = room.desk.path
        rescue(tmp_path / "state", path, kept(replace(BARE, note="unsaved")), kept(BARE))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.sees("could not be saved then").press("escape").sees("asked for again")
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.sees("could not be saved then").type("throw").press("enter").sees("thrown away")
        assert room.session.note == ""
    assert not has_rescued(tmp_path / "state", path)


async def test_a_copy_of_what_is_saved_meanwhile_is_not_offered(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one").saved()
        rescue(tmp_path / "state", room.desk.path, room.desk.document, kept(BARE))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.does_not_see("could not be saved")
        assert not has_rescued(tmp_path / "state", room.desk.path)


async def test_two_changes_of_one_field_are_asked_about(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, replace(BARE, note="theirs")) as room:
        rescue(tmp_path / "state", room.desk.path, kept(replace(BARE, note="unsaved")), kept(BARE))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.sees("could not be saved then").press("enter").sees("which one holds").press("f2").sees("taken in")
        assert room.session.note == "unsaved"


async def test_a_disk_that_comes_right_in_time_is_left_as_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        with monkeypatch.context() as patch:
            patch.setattr("alignment_tui.ui.leaving.CLOSING_SECONDS", 0.1)
            patch.setattr("alignment_tui.storage.saver.RETRY_SECONDS", 0.05)
            patch.setattr("alignment_tui.storage.folder.fit", fails)
            await room.says("park: one").sees("NOT SAVED").press("ctrl+q").sees("ctrl+q again")
        await room.saved().press("ctrl+q").until(lambda: room.app.return_value == 0, "the end")
    assert on_disk(tmp_path) == ["one"]


async def test_who_is_made_to_leave_while_the_disk_is_full_finds_it_at_the_next_start(
    tmp_path: Path, full_disk: Callable[[], None]
) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / f"{SLUG}.json").write_bytes(encoded(kept(BARE)))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one").sees("NOT SAVED")
    full_disk()
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.sees("could not be saved then").press("enter").sees("taken in").saved()
    assert on_disk(tmp_path) == ["one"]
