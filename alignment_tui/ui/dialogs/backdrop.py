"""What lies under a dialog, dimmed: each style once, where textual works it out again for every piece of the screen."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen

Ground = RenderableType


class Backdrop(BackgroundScreen):
    """The screen underneath in textual's dimmed colours."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        for text, style, control in segments:
            yield Segment(text, style if control else _dimmed(style, color), control)


def below(screen: Screen[Any]) -> Backdrop | None:
    """Return the screen right below another that it shines through; `None` where nothing does.

    Textual finds it by counting the screens that it has painted, and miscounts where it still has the picture of one.
    """
    stack, ground = screen.app.screen_stack, screen.styles.background
    place = stack.index(screen) if screen in stack else 0
    return Backdrop(stack[place - 1], ground) if place and ground.a < 1 else None


@lru_cache(maxsize=1024)
def _dimmed(style: Style | None, color: Color) -> Style | None:
    dimmed = BackgroundScreen.process_segments([Segment("", style)], color)
    return next(iter(dimmed)).style
