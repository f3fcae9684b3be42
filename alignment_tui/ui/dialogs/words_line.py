"""A line for words inside a dialog, which hands them over within the key itself."""

from collections.abc import Callable

from textual.widgets import Input


class WordsLine(Input):
    """An input whose Enter is done before the next key is looked at, and which tells each key's text at once."""

    def __init__(self, typed: Callable[[str], None], entered: Callable[[str], None], *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self._typed = typed
        self._entered = entered

    def watch_value(self, value: str) -> None:
        self._typed(value)

    async def action_submit(self) -> None:
        """Hand the words over at once."""
        self._entered(self.value)

    def put(self, text: str) -> None:
        """Replace the words and stand at their end."""
        self.value = text
        self.cursor_position = len(text)
