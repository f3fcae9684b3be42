"""One Static that fills the screen with words in colours, as many as a stage has; a key puts other words into it."""

from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

COLUMNS, LINES = 120, 40
_WIDTH = 15
_COLOURS = ("red", "green", "blue", "cyan")


class Bare(App[None]):
    """Shows one of two pages; the words of each are put together when it is shown, since people change them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "page('first')"),
        Binding("f8", "page('second')"),
    ]

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield Static(_page("first"))

    def action_page(self, words: str) -> None:
        """Show a page."""
        self.query_one(Static).update(_page(words))


def _page(words: str) -> Text:
    cells = [f"{words}-{number}".ljust(_WIDTH) for number in range(LINES * COLUMNS // _WIDTH)]
    return Text.assemble(*((cell, _COLOURS[number % len(_COLOURS)]) for number, cell in enumerate(cells)))


Bare().run()
