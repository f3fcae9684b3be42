"""A line for words inside a dialog whose letters are keys as long as no words are asked for."""

from collections.abc import Awaitable, Callable

from textual.events import Key, Paste

from alignment_tui.ui.widgets.one_line import OneLine


class WordsLine(OneLine):
    """Has the keys all the time, so that none overtakes another: they are text while `taking`, else given to `act`."""

    def __init__(
        self,
        typed: Callable[[str], None],
        entered: Callable[[str], None],
        act: Callable[[str], Awaitable[bool]],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.taking = False
        self._typed = typed
        self._entered = entered
        self._act = act

    def watch_value(self, value: str) -> None:
        """Tell the words at each key."""
        self._typed(value)

    async def _on_key(self, event: Key) -> None:
        """Give a key to `act` while no words are asked for; a letter that is none of its keys is nothing."""
        if not self.taking and (await self._act(event.key) or event.is_printable):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: Paste) -> None:
        if not self.taking:
            event.stop()
            event.prevent_default()

    async def action_submit(self) -> None:
        """Hand the words over at once."""
        self._entered(self.value)
