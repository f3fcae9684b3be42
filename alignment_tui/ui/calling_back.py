"""A screen that calls itself back, once it is painted or after a time, while it is there."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual.timer import Timer

from alignment_tui.ui.sized import Sized

T = TypeVar("T")


class CallingBack(Sized[T], Generic[T]):
    """Forgets what it still wanted to do, or was asked to, once it is left.

    Its parts are taken away before its clocks are stopped, and before the keys that were on their way have come.
    """

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        return super().call_after_refresh(self._unless_left(callback), *args, **kwargs)

    def set_timer(self, delay: float, callback: Callable[..., Any] | None = None, **how: Any) -> Timer:
        return super().set_timer(delay, callback and self._unless_left(callback), **how)

    def set_interval(self, interval: float, callback: Callable[..., Any] | None = None, **how: Any) -> Timer:
        return super().set_interval(interval, callback and self._unless_left(callback), **how)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do nothing for a key that came before this was all there, or after it was left, or covered by a screen."""
        return self._is_in_use() and super().check_action(action, parameters)

    def _is_in_use(self) -> bool:
        stack = self.app.screen_stack
        return self.is_mounted and self in stack and all(above.is_modal for above in stack[stack.index(self) + 1 :])

    def _unless_left(self, callback: Callable[..., Any]) -> Callable[..., Any]:
        def unless_left(*args: Any, **kwargs: Any) -> object:
            return callback(*args, **kwargs) if self in self.app.screen_stack else None

        return unless_left
