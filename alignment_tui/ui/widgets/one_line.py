"""One line of text to type in."""

from textual.events import Resize
from textual.widgets import Input

from alignment_tui.ui.widgets.in_turn import InTurn


class OneLine(InTurn, Input):
    """Shows the place where one types whatever room there is: textual looks for it at a key only."""

    def on_resize(self, event: Resize) -> None:
        self.mutate_reactive(Input.selection)

    def put(self, text: str) -> None:
        """Replace the text and stand at its end."""
        self.value = text
        self.cursor_position = len(text)
