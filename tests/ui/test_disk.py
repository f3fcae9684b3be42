"""What the screen does about the disk: saved, not saved, changed by somebody else, and two changes that meet."""

import asyncio
import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked, Request
from alignment_tui.domain.session import Session
from alignment_tui.storage import durable, saver
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.ui import unasked
from alignment_tui.ui.dialogs.conflict import ConflictScreen
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, SLUG, Facilitator, example
from tests.factories import request, session
from tests.portion import some

SESSION = session(requests=(request(1, words="No checkout outage", because="it costs"), request(2, "S2")))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the saver look and try again often, so that nobody waits."""
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(saver, "RETRY_SECONDS", 0.1)


def elsewhere(room: Facilitator, change: Callable[[Session], Session]) -> None:
    """Save a change as somebody else would, in another program."""
    folder = Sessions(room.desk.sessions.folder)
    seen = folder.load(SLUG)
    folder.save(SLUG, replace(seen.document, rev=seen.document.rev + 1, session=change(seen.document.session)), seen)


def because(words: str, number: int = 1) -> Callable[[Session], Session]:
    def change(session: Session) -> Session:
        requests = tuple(replace(one, because=words) if one.id == f"R{number}" else one for one in session.requests)
        return replace(session, requests=requests)

    return change


def asks(words: str) -> Callable[[Session], Session]:
    return lambda session: replace(
        session, requests=(*session.requests, Request(id=f"R{len(session.requests) + 1}", asker="S3", words=words))
    )


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the disk refuse every save for a while."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable, "replace", refuse)
        yield


async def test_every_change_is_saved_without_being_asked_and_the_header_says_when(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("park: one").sees("Saved 14:02").saved()
        assert room.on_disk == room.session
        await room.press("ctrl+z").saved()
        assert room.on_disk == room.session == SESSION


@contextmanager
def slow_disk() -> Iterator[None]:
    """Let every save wait for the disk until the end of the block."""
    ready, write = threading.Event(), durable.replace

    def wait(*arguments: Any, **more: Any) -> Any:
        ready.wait()
        return write(*arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable, "replace", wait)
        try:
            yield
        finally:
            ready.set()


async def test_the_header_does_not_speak_of_an_earlier_save_while_there_is_more_to_be_saved(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("park: one").saved().sees("Saved 14:02")
        with slow_disk():
            await room.says("park: two").sees("Saving", "two").does_not_see("Saved 14:02")
        await room.saved().sees("Saved 14:02").does_not_see("Saving")


async def test_to_the_library_twice_while_the_disk_is_slow_is_once(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with slow_disk():
            await room.says("park: one").sees("Saving")
            both = asyncio.gather(*(room.app.action_library() for _ in range(2)))
            await asyncio.sleep(0.1)
        await both
        await room.sees("Continue").press("enter").sees("one")
        assert [one.text for one in room.on_disk.parked] == ["one"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_cannot_be_saved_is_said_in_red_and_kept_and_saved_later(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        with full_disk():
            await room.says("park: one").sees("NOT SAVED: No space left on device", "All is kept here")
            await room.says("park: two").sees("NOT SAVED")
            assert [one.text for one in room.session.parked] == ["one", "two"]
        await room.sees("Saved 14:02").saved()
        assert [one.text for one in room.on_disk.parked] == ["one", "two"]


async def test_leaving_while_something_is_not_saved_asks_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignment_tui.ui.leaving.CLOSING_SECONDS", 0.2)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with full_disk():
            await room.says("park: one").sees("NOT SAVED").press("ctrl+q")
            await room.sees("Not everything is on the disk")
            assert room.app.return_value is None
            await room.app.action_library()
            assert isinstance(room.app.screen, WorkScreen)
        await room.saved().press("ctrl+q").until(lambda: room.app.return_value == 0, "the end")


async def test_leaving_again_leaves_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignment_tui.ui.leaving.CLOSING_SECONDS", 0.2)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with full_disk():
            await room.says("park: one").sees("NOT SAVED").press("ctrl+q").sees("Not everything is on").press("ctrl+q")
            await room.until(lambda: room.app.return_value == 1, "the end, and that it was no good one")


async def test_a_line_and_the_way_out_in_one_burst_lose_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.hurry(*"park: last words", "enter", "ctrl+q").until(lambda: room.app.return_value == 0, "the end")
        folder = Sessions(tmp_path / "sessions")
        assert [one.text for one in folder.load(SLUG).document.session.parked] == ["last words"]


async def test_what_somebody_else_saved_comes_in_while_one_types(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "down").to_line().type("Ana: half a th")
        assert room.selected == "R2"
        elsewhere(room, asks("said elsewhere [/]"))
        await room.sees("said elsewhere [/]", "somebody else's changes came in", "Ana: half a th")
        assert room.selected == "R2"
        await room.type("ought").enter().sees("taken: ").saved()
        assert [one.words for one in room.on_disk.requests[2:]] == ["said elsewhere [/]", "half a thought"]


async def test_undo_takes_back_ones_own_change_and_leaves_theirs(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("R2 because: mine").sees("taken: ").saved()
        elsewhere(room, because("theirs", 1))
        await room.until(lambda: room.session.requests[0].because == "theirs", "their change")
        await room.press("ctrl+z").sees("Undone: ").saved()
        assert [one.because for one in room.on_disk.requests] == ["theirs", ""]
        await room.press("ctrl+y").saved()
        assert [one.because for one in room.on_disk.requests] == ["theirs", "mine"]


async def test_two_that_askat_once_get_two_numbers_and_the_line_follows(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        at_once(room, asks("theirs"))
        await room.says("Ana: mine").sees("R3 is R4 now: somebody else had saved another R3").saved()
        assert {one.id: one.words for one in room.on_disk.requests[2:]} == {"R3": "theirs", "R4": "mine"}
        assert room.selected == "R4"
        await room.press("up")
        assert room.line == "R4 = mine"


@pytest.mark.parametrize("size", some(SIZES, 1))
@pytest.mark.parametrize(("keys", "holds"), [((), "mine"), (("space",), "theirs"), (("right", "left"), "mine")])
async def test_the_same_field_changed_by_both_is_shown_twice_and_a_person_says_which_holds(
    keys: tuple[str, ...], holds: str, size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        at_once(room, because("theirs"))
        await room.says("R1 because: mine").until(lambda: isinstance(room.app.screen, ConflictScreen), "the question")
        await room.sees("R1 because", "mine holds", '"mine"', '"theirs"', '"it costs"')
        await room.press("escape", "q", "f1").press(*keys).sees(f"{holds} holds").press("f2")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage").sees("settled")
        await room.saved().sees("Saved 14:02")
        assert room.on_disk.requests[0].because == room.session.requests[0].because == holds


async def test_a_change_that_meets_another_while_nothing_was_being_saved_is_asked_about_too(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with full_disk():
            await room.says("R1 because: mine").sees("NOT SAVED")
            room.desk.path.write_text(room.desk.path.read_text().replace('"it costs"', '"theirs"'))
        await room.until(lambda: isinstance(room.app.screen, ConflictScreen), "the question")
        await room.press("space", "f2").sees("settled").saved()
        assert room.on_disk.requests[0].because == "theirs"


async def test_of_several_conflicts_each_has_its_answer(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        at_once(room, lambda session: because("theirs too", 2)(because("theirs")(session)))
        await room.burst("R1 because: mine", "R2 because: mine too")
        await room.until(lambda: isinstance(room.app.screen, ConflictScreen), "the question")
        await room.press("down", "space").sees("R2 because").press("f2").sees("settled").saved()
        assert [one.because for one in room.on_disk.requests] == ["mine", "theirs too"]


async def test_a_conflict_over_a_form_leaves_the_form_as_it_was_typed(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with full_disk():
            await room.says("R1 because: mine").sees("NOT SAVED").press("escape", "f2")
            await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form").type(" at all")
            room.desk.path.write_text(room.desk.path.read_text().replace('"it costs"', '"theirs"'))
        await room.until(lambda: isinstance(room.app.screen, ConflictScreen), "the question").press("space", "f2")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form again")
        await room.sees("No checkout outage at all").press("f2").sees("changed R1").saved()
        first = room.on_disk.requests[0]
        assert (first.words, first.because) == ("No checkout outage at all", "theirs")


async def test_a_question_waits_for_a_pause_and_what_is_typed_until_then_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        with full_disk():
            await room.says("R1 because: mine").sees("NOT SAVED")
            room.desk.path.write_text(room.desk.path.read_text().replace('"it costs"', '"theirs"'))
            monkeypatch.setattr(unasked, "PAUSE_SECONDS", 1.0)
        await room.sees("NOT SAVED: two changes meet").says("park: it").sees("taken")
        await room.until(lambda: isinstance(room.app.screen, ConflictScreen), "the question").press("space", "f2")
        await room.sees("settled").saved()
        assert (room.on_disk.requests[0].because, [one.text for one in room.on_disk.parked]) == ("theirs", ["it"])


async def test_no_key_that_was_pressed_before_a_question_could_be_read_answers_it_or_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        monkeypatch.setattr(unasked, "UNREAD_SECONDS", 3600.0)
        at_once(room, because("theirs"))
        await room.says("R1 because: mine").until(lambda: isinstance(room.app.screen, ConflictScreen), "the question")
        await room.hurry(*"park: it ", "f2").sees("mine holds").does_not_see("settled")
        room.app.unread = None
        await room.press("space", "f2").until(lambda: isinstance(room.app.screen, FormScreen), "what F2 was meant for")
        await room.press("escape").saved()
        assert (room.on_disk.requests[0].because, room.line) == ("theirs", "park: it ")


async def test_what_is_changed_while_a_form_is_open_is_not_lost_by_saving_the_form(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "f2").until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        elsewhere(room, because("theirs"))
        await room.until(lambda: room.session.requests[0].because == "theirs", "their change")
        await room.type(" at all").press("f2").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        await room.saved()
        assert room.on_disk.requests[0].words == "No checkout outage at all"
        assert room.on_disk.requests[0].because == "theirs"


async def test_a_file_that_git_left_half_merged_is_not_overwritten_and_said(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        path = room.desk.path
        whole = path.read_text()
        path.write_text("<<<<<<< HEAD\n" + whole)
        await room.says("park: one").sees("NOT SAVED", "git merge")
        assert path.read_text().startswith("<<<<<<< HEAD")
        path.write_text(whole)
        await room.sees("Saved 14:02").saved()
        assert [one.text for one in room.on_disk.parked] == ["one"]


async def test_a_file_that_git_brought_back_stays_as_it_is_until_the_work_goes_on(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        older = room.desk.path.read_bytes()
        await room.says("park: one").saved()
        room.desk.path.write_bytes(older)
        await room.sees("somebody else's changes came in").until(lambda: not room.desk.dirty, "nothing to save")
        assert (room.session.parked, room.desk.path.read_bytes()) == ((), older)
        await room.says("park: two").saved()
        assert [one.text for one in room.on_disk.parked] == ["two"]
        history = History(room.desk.path)
        revs = [entry.rev for entry in history.entries if entry]
        assert (len(revs), revs) == (4, sorted(set(revs)))
        assert history.document(history.at_rev(1)).session.parked[0].text == "one"
        assert room.desk.document.rev == room.desk.last_seen.rev == revs[-1]


async def test_a_session_whose_file_is_removed_is_written_anew(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        room.desk.path.unlink()
        await room.says("park: one").sees("Saved 14:02").saved()
        assert room.on_disk == room.session


async def test_what_another_program_does_to_the_example_shows_on_every_stage(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, example("checkout")) as room:
        for slug in ("value-stream", "metrics", "trade-offs", "scorecard"):
            await room.stage(slug)
            count = len(room.session.parked)
            elsewhere(room, lambda session: replace(session, parked=(*session.parked, _next(session))))
            await room.sees("somebody else's changes came in", f"{count + 1} parked")
        assert len(room.session.parked) == 5


def _next(session: Session) -> Parked:
    return Parked(id=f"P{len(session.parked) + 1}", text="theirs")


def at_once(room: Facilitator, change: Callable[[Session], Session]) -> None:
    """Let somebody else save in the very moment before the next save of ours."""
    real = room.desk.sessions.save

    def save(slug: str, document: Document, *rest: object, **more: object) -> object:
        room.desk.sessions.save = real  # type: ignore[method-assign]
        elsewhere(room, change)
        return real(slug, document, *rest, **more)  # type: ignore[arg-type]

    room.desk.sessions.save = save  # type: ignore[method-assign,assignment]
