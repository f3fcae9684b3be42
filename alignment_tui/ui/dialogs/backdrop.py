"""What lies under a dialog, dimmed: each style once, where textual works it out again for every piece of the screen."""

from collections.abc import Iterable
from functools import lru_cache

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

Ground = RenderableType


class Backdrop(BackgroundScreen):
    """The screen underneath in textual's dimmed colours."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        for text, style, control in segments:
            yield Segment(text, style if control else _dimmed(style, color), control)


def ground(painted: Ground) -> Ground:
    """Return what textual would paint under a dialog, dimmed our way where it dims."""
    return Backdrop(painted.screen, painted.color) if isinstance(painted, BackgroundScreen) else painted


@lru_cache(maxsize=1024)
def _dimmed(style: Style | None, color: Color) -> Style | None:
    dimmed = BackgroundScreen.process_segments([Segment("", style)], color)
    return next(iter(dimmed)).style
