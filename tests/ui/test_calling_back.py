"""What a screen still wanted to do, once it is painted or after a time, is forgotten when it is left."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from textual.events import Callback, Key, Paste
from textual.screen import Screen

import alignment_tui.ui
from alignment_tui.storage.live import remembered
from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.dialogs.prompt import Prompt
from alignment_tui.ui.library import LibraryScreen
from tests.driver import EXAMPLES, Facilitator
from tests.ui.test_library import in_library


async def test_what_a_stage_would_still_have_shown_is_forgotten_when_it_is_left(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING")
        shown: list[bool] = []
        room.work.call_after_refresh(shown.append, True)
        room.app.pop_screen()
        await in_library(room)
        assert shown == []


async def test_a_clock_of_a_stage_tells_nothing_when_it_is_left(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING")
        told: list[str] = []
        clocks = [begin(60, partial(told.append, "it")) for begin in (room.work.set_timer, room.work.set_interval)]
        for clock in clocks:
            clock._callback()  # type: ignore[misc]
        await room.until(lambda: len(told) == len(clocks), "both, while it is there")
        room.app.pop_screen()  # its parts go first, then its clocks are stopped
        for clock in clocks:
            clock._callback()  # type: ignore[misc]
        await in_library(room)
        assert told == ["it", "it"]


async def test_a_key_that_comes_to_a_stage_that_was_left_does_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING")
        left = room.work
        assert left.check_action("present", ())
        room.app.pop_screen()
        await in_library(room)
        await room.app.run_action("present", left)
        assert not left.presenting


async def test_what_was_typed_and_pasted_after_a_stage_was_left_goes_to_where_one_is_now(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING")
        line = room.work.capture.line
        room.app.pop_screen()
        await line._on_key(Key("x", "x"))
        line._on_paste(Paste("yz"))
        await in_library(room)
        await room.sees("a new session: xyz")
        assert line.value == ""


async def test_a_stage_whose_parts_are_gone_already_is_left_as_it_was_remembered(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING").type("half a line").press("escape")
        left, path = room.work, room.desk.path
        left.remember_now()
        room.app.pop_screen()
        await room.until(lambda: not left.query("#list"), "its parts to go")
        left.remember_now()
        assert remembered(tmp_path / "state", path).line == "half a line"


async def test_what_comes_when_the_program_has_ended_is_for_nobody(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        app = room.app
    assert not app.screen_stack
    for late in (Key("x", "x"), Paste("yz")):
        await app._dispatch_message(late)
        late._set_forwarded()
        await app._dispatch_message(late)
    await app._dispatch_message(LibraryScreen.ShowScorecards())
    await app._dispatch_message(Callback(callback=app.action_help))


async def test_a_key_that_comes_before_a_dialog_is_all_there_does_nothing_in_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        dialog = Prompt("Rename", "a", "", foot="renames it", typed=lambda text: None)
        opened = room.app.push_screen(dialog)
        assert not dialog.check_action("leave", ())
        await opened
        assert dialog.check_action("leave", ())


def kinds(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    for one in kind.__subclasses__():
        yield from (one, *kinds(one))


def test_every_screen_of_the_program_is_one_of_these() -> None:
    for module in walk_packages(alignment_tui.ui.__path__, "alignment_tui.ui."):
        import_module(module.name)
    ours = {kind for kind in kinds(Screen) if kind.__module__.startswith("alignment_tui.")}
    assert len(ours) > 20
    assert {kind.__name__ for kind in ours if not issubclass(kind, CallingBack)} == {"Sized"}
