"""What was open and was left is let go: a meeting of hours holds no more of it than one of minutes."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from textual.dom import DOMNode
from textual.screen import Screen

from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.help_screen import HelpScreen
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.palette_screen import Palette
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, Facilitator, example

LEFT = (("f2", FormScreen, "escape"), ("ctrl+p", Palette, "escape"), ("f1", HelpScreen, "escape"))


def on(room: Facilitator, kind: type[Screen[Any]]) -> Callable[[], bool]:
    return lambda: isinstance(room.app.screen, kind) and room.app.screen.is_mounted


@pytest.mark.parametrize(("key", "kind", "back"), [*LEFT, ("ctrl+o", LibraryScreen, "enter")])
async def test_what_was_left_is_let_go(key: str, kind: type[Screen[Any]], back: str, tmp_path: Path) -> None:
    seen: WeakSet[DOMNode] = WeakSet()
    async with Facilitator.opens(tmp_path, example("checkout"), examples=EXAMPLES) as room:
        for _ in range(2):
            seen.update([room.app.screen, *room.app.screen.walk_children()])
            await room.press(key).until(on(room, kind), kind.__name__)
            seen.update([room.app.screen, *room.app.screen.walk_children()])
            await room.press(back).until(on(room, WorkScreen), "a stage")
        # One more of each is held while it is on its way out, or on the screen.
        await room.press(key).until(on(room, kind), kind.__name__)
        await room.press(back).until(on(room, WorkScreen), "a stage")
        await room.until(lambda: not _held(seen), "what was left to be let go")


def _held(seen: WeakSet[DOMNode]) -> list[DOMNode]:
    """What was seen, is gone from the screens, and is still in memory."""
    gc.collect()
    return [one for one in seen if not one.is_attached]
