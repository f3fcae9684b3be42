"""A screen that knows how much room there is before it is painted: textual tells it after the first time."""

from typing import Any, Generic, TypeVar

from textual._context import active_app
from textual.screen import Screen

T = TypeVar("T")
Limits = list[tuple[int, str]]


class Sized(Screen[T], Generic[T]):
    """Has the classes of its breakpoints from the start, so that its first picture is the right one, and the last."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, " ".join([*(classes or "").split(), *self._fitting()]))

    def _fitting(self) -> list[str]:
        app: Any = active_app.get(None)
        if app is None:
            return []
        across, down = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        return [
            *_reached(app.size.width, app.HORIZONTAL_BREAKPOINTS if across is None else across),
            *_reached(app.size.height, app.VERTICAL_BREAKPOINTS if down is None else down),
        ]


def _reached(cells: int, limits: Limits | None) -> list[str]:
    """Return the class of the highest limit that is reached, in a list; an empty one where none is."""
    reached = [limit for limit in limits or [] if limit[0] <= cells]
    return [max(reached)[1]] if reached else []
