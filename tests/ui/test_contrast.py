"""What is painted can be read: every cell of whole screens, dialogs and the views that follow, under the themes.

In the suite every other screen has one theme, by turns; with ALIGNMENT_THEMES=all each has them all. What lies behind a
dialog is meant to fade.
"""

import os
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import DimFilter
from textual.screen import ModalScreen
from textual.strip import Strip

from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.contrast import GRAPHIC, contrast
from alignment_tui.ui.following.app import View
from alignment_tui.ui.themes import load_theme
from tests.driver import EXAMPLES, Facilitator, example
from tests.ui.test_following import following
from tests.ui.test_themes import OURS, OWN_COLOURS, SHIPPED

ALL = os.environ.get("ALIGNMENT_THEMES") == "all"
CHECKOUT = example("checkout").session
UNSIGNED = replace(CHECKOUT, fists=(), rankings=(), signatures=(), versions=())
TURN = count()
T = TypeVar("T")

DIALOGS = (
    *("What is missing", "Search", "Help", "Read the memo", "Follow the trail", "Choose a playbook", "Choose a theme"),
    *("What to test first", "Title and note", "Forced ranking", "Fist to five", "Ask for signatures", "Open the form"),
)
LINES = ("R1 because: it pays", "Jana: A calm sale", "nothing of this", "R1 takes: some weeks")


def faint(app: App[Any]) -> list[str]:
    """Return what on the screen has less contrast than its theme promises, with both colours."""
    theme = app.current_theme
    least = SHIPPED[theme.name]
    background = Color.parse(theme.background or "#000000")
    screen = app.screen
    front = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    rows = screen._compositor.render_strips()[front.y : front.bottom]
    strips = [row.crop(front.x, front.right) for row in rows]
    return [found for strip in strips for found in _faint(strip.apply_filter(DimFilter(), background), least)]


def _faint(strip: Strip, least: float) -> Iterator[str]:
    for segment in strip:
        style = segment.style
        words = segment.text.strip()
        if not words or style is None or style.color is None or style.bgcolor is None:
            continue
        colours = [Color.from_rich_color(one) for one in (style.color, style.bgcolor)]
        drawn = not any(char.isalnum() or char.isascii() for char in words)
        ratio = contrast(*colours)
        if ratio < (GRAPHIC if drawn else least):
            yield f"{words!r}: {colours[0].hex} on {colours[1].hex} is {ratio:.2f}:1"


async def can_be_read(app: App[Any], pause: Callable[[], Awaitable[None]]) -> None:
    """Look at the screen under one theme, or under all."""
    names = OWN_COLOURS if ALL else [OWN_COLOURS[next(TURN) % len(OWN_COLOURS)]]
    for name in names:
        app.register_theme(load_theme(name, OURS))
        app.theme = name
        await pause()
        assert faint(app) == [], name


def by_turns(things: Sequence[T]) -> Sequence[T]:
    """Return every other thing, or all of them."""
    return things if ALL else things[::2]


async def test_the_stages_at_work_and_for_the_room(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        for stage in by_turns(STAGES):
            await room.stage(stage.slug).sees(stage.question)
            await can_be_read(room.app, room._pilot.pause)
        await room.press("p")
        for stage in by_turns(STAGES[::-1]):
            await room.stage(stage.slug).sees(stage.question)
            await can_be_read(room.app, room._pilot.pause)


async def test_the_line_whatever_it_has_understood(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        for text in LINES:
            await room.type(text)
            await can_be_read(room.app, room._pilot.pause)
            await room.press("ctrl+u")


async def test_the_dialogs_the_palette_and_the_library(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, UNSIGNED, size=(80, 24), examples=EXAMPLES) as room:
        work = room.app.screen
        for label in by_turns(DIALOGS):
            await room.palette(label).until(lambda: isinstance(room.app.screen, ModalScreen), label)
            await can_be_read(room.app, room._pilot.pause)
            await room.press("escape").until(lambda: room.app.screen is work, "the stage")
        await room.press("ctrl+p").type("the").until(lambda: all(one.is_finished for one in room.app.workers), "all")
        await can_be_read(room.app, room._pilot.pause)
        await room.press("escape", "ctrl+o").sees("Checkout")
        await can_be_read(room.app, room._pilot.pause)


@pytest.mark.parametrize("view", ["cue", "follow"])
async def test_the_views_that_follow(view: View, tmp_path: Path) -> None:
    async with following(tmp_path, view) as one:
        for stage in STAGES if ALL else STAGES[4:5]:
            one.stands(stage.slug)
            await one.sees(stage.day, stage.title if view == "cue" else stage.question)
            await can_be_read(one.app, one.pilot.pause)


def test_what_is_faint_is_found() -> None:
    strip = Strip(
        [Segment("grey", Style.parse("#777777 on #ffffff")), Segment("──", Style.parse("#888888 on #ffffff"))]
    )
    assert [*_faint(strip, 4.5)] == ["'grey': #777777 on #FFFFFF is 4.48:1"]
    assert len([*_faint(strip.apply_filter(DimFilter(), Color.parse("#fff")), 4.4)]) == 0
