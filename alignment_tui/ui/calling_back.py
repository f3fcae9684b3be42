"""A screen that calls itself back once it is painted, while it is there: what was left has nothing to show."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


class CallingBack(Screen[None]):
    """Forgets what it still wanted to do once it is left."""

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        """Call back once all is painted, unless this screen was left by then."""

        def unless_left() -> object:
            return callback(*args, **kwargs) if self in self.app.screen_stack else None

        return super().call_after_refresh(unless_left)
