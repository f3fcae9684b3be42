"""Keys one after the other, as they were pressed, however fast that was."""

from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.widget import Widget

if TYPE_CHECKING:
    _Beside = Widget
else:
    # Textual takes the styles of a class from its first widget alone, so beside another one this must be none.
    _Beside = object


class InTurn(_Beside):
    """Does what a key does before the next one is looked at.

    Textual lets a key go up to the bindings while the letters after it are typed already: into the field that it was to
    leave. And it hands keys over ahead of time: what was pressed after this was left goes to where one is now, on
    whichever screen.
    """

    async def _on_key(self, event: Key) -> None:
        if self.passed_on(event) or (event.is_printable and "+" not in event.key):
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.enabled:
            event.stop()
            event.prevent_default()
            await self.app.run_action(bound.binding.action, bound.node)

    def passed_on(self, event: Key | Paste) -> bool:
        """Pass on what comes after this was left; tells whether it was."""
        screen = self.screen if self.screen in self.app.screen_stack else self.app.screen
        now = screen.focused
        if now is self or (now is None and screen is self.screen):
            return False
        event.prevent_default()
        event.stop()
        if now is not None:
            now._forward_event(Paste(event.text) if isinstance(event, Paste) else event.copy())
        return True
