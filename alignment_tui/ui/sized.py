"""A screen that knows how much room there is before it is painted: textual tells it after the first time."""

from typing import Any, Generic, TypeVar

from textual import on
from textual._context import active_app
from textual.events import ScreenResume
from textual.geometry import Size
from textual.screen import Screen

from alignment_tui.ui.composing import Sparing

SLIM = 60
"""Under so many columns a screen is slim, and parts are left out."""

T = TypeVar("T")


class Sized(Screen[T], Generic[T]):
    """Has the classes of its breakpoints from the start, so that its first picture is the right one, and the last."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, " ".join([*(classes or "").split(), *self._fitting()]))
        self._compositor = Sparing()

    @on(ScreenResume)
    def keep_styles(self, event: ScreenResume) -> None:
        """Keep the styles that its parts were just given, where it is shown for the first time."""
        if not self._compositor.size:
            event.refresh_styles = False

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size only: textual does so once more when it tells a screen the size that it has."""
        if size != self._compositor.size:
            super()._screen_resized(size)

    def _fitting(self) -> set[str]:
        """Return the classes that textual will find for the same room."""
        app: Any = active_app.get(None)
        if app is None:
            return set()
        across, down = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        return self._get_breakpoint_classes(
            app.size.width, (app.HORIZONTAL_BREAKPOINTS if across is None else across) or []
        ) | self._get_breakpoint_classes(app.size.height, (app.VERTICAL_BREAKPOINTS if down is None else down) or [])
