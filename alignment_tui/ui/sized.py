"""A screen that knows how much room there is before it is painted: textual tells it after the first time."""

from typing import Any, Generic, TypeVar

from textual._context import active_app
from textual.screen import Screen

T = TypeVar("T")


class Sized(Screen[T], Generic[T]):
    """Has the classes of its breakpoints from the start, so that its first picture is the right one, and the last."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, " ".join([*(classes or "").split(), *self._fitting()]))

    def _fitting(self) -> set[str]:
        """Return the classes that textual will find for the same room."""
        app: Any = active_app.get(None)
        if app is None:
            return set()
        across, down = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        return self._get_breakpoint_classes(
            app.size.width, (app.HORIZONTAL_BREAKPOINTS if across is None else across) or []
        ) | self._get_breakpoint_classes(app.size.height, (app.VERTICAL_BREAKPOINTS if down is None else down) or [])
