"""What was open and was left is let go: a meeting of hours holds no more of it than one of minutes."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.screen import Screen

from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.help_screen import HelpScreen
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.palette_screen import Palette
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, Facilitator, example

LEFT = (("f2", FormScreen, "escape"), ("ctrl+p", Palette, "escape"), ("f1", HelpScreen, "escape"))
ROUNDS = 4


def held() -> int:
    """How many screens and widgets there are in memory, whether or not they can still be seen."""
    gc.collect()
    return sum(isinstance(one, MessagePump) for one in gc.get_objects())


def on(room: Facilitator, kind: type[Screen[Any]]) -> Callable[[], bool]:
    return lambda: isinstance(room.app.screen, kind) and room.app.screen.is_mounted


@pytest.mark.parametrize(("key", "kind", "back"), [*LEFT, ("ctrl+o", LibraryScreen, "enter")])
async def test_what_was_left_is_let_go(key: str, kind: type[Screen[Any]], back: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, example("checkout"), examples=EXAMPLES) as room:
        most = 0
        for _ in range(ROUNDS):
            await room.press(key).until(on(room, kind), kind.__name__)
            await room.press(back).until(on(room, WorkScreen), "a stage")
            most = most or held() + ROUNDS - 2
        await room.until(lambda: held() <= most, "what was left to be let go")
