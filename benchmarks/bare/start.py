"""One Static, and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows a word."""

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield Static("first-words")


Bare().run()
