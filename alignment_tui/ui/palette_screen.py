"""The command palette, whatever is pressed however fast: textual's own is left twice, or asked for a page too early."""

import contextlib

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette


class Palette(CommandPalette):
    """Is left once, and pages once there is a list."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Leave, unless that was done already: what is on top now is somebody else's screen."""
        return super().dismiss(None) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        # Before the list is laid out it does not know on which line an option is.
        with contextlib.suppress(KeyError):
            super()._action_command_list(action)
