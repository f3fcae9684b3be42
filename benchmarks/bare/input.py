"""One Input to type in."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """Takes what is typed."""

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield Input(placeholder="first-words")


Bare().run()
