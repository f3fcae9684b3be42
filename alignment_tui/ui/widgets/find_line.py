"""The line of the library: it finds a session, and names a new one."""

from collections.abc import Collection

from textual.events import Key

from alignment_tui.ui.widgets.one_line import OneLine


class FindLine(OneLine):
    """A line to search with. Where nothing is typed yet a sign opens the palette: ctrl+p is taken in many places."""

    def __init__(self, signs: Collection[str]) -> None:
        super().__init__(id="find", compact=True, placeholder="Type to search, or a title for a new session")
        self._signs = signs

    async def _on_key(self, event: Key) -> None:
        """Look at the sign in its turn, when what was typed before it is there."""
        if not self.value and event.key in self._signs:
            event.stop()
            event.prevent_default()
            await self.app.run_action("command_palette")
