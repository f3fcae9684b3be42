"""Two screens, each one Static of thirty lines; a key switches between them."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

LINES = 30


class Page(Screen[None]):
    """Thirty lines to read."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield Static("\n".join(f"{self._words}-{number} and what else stands in this line" for number in range(LINES)))


class Bare(App[None]):
    """Switches between two pages that are both mounted after the first time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "switch_screen('first')"),
        Binding("f8", "switch_screen('second')"),
    ]

    def on_mount(self) -> None:
        """Show the first page."""
        self.install_screen(Page("first-words"), "first")
        self.install_screen(Page("second-words"), "second")
        self.push_screen("first")


Bare().run()
