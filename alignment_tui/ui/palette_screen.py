"""The command palette, whatever is pressed however fast: textual's own is left twice, or used too early or too late."""

import contextlib
import inspect

from textual import work
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches

from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.dialogs.backdrop import Ground, below

# What textual's worker runs, without the decorator that makes it a worker.
_gather = inspect.unwrap(CommandPalette._gather_commands)


class Palette(CommandPalette, CallingBack[None]):
    """Is left once, pages once there is a list, and fills it as long as there is one."""

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        # A search may get its turn when the palette is already being taken down.
        with contextlib.suppress(NoMatches):
            await _gather(self, search_value)

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Leave, unless that was done already: what is on top now is somebody else's screen."""
        return super().dismiss(None) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        # Before the list is laid out it does not know on which line an option is.
        with contextlib.suppress(KeyError):
            super()._action_command_list(action)

    def render(self) -> Ground:
        return below(self) or super().render()
