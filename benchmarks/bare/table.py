"""One DataTable of ten rows; Enter adds a row."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

ROWS = 10


class Bare(App[None]):
    """Shows rows and a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "add", priority=True)]

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        table: DataTable[str] = DataTable(cursor_type="row")
        table.add_columns("id", "words")
        for _ in range(ROWS):
            _add(table)
        yield table

    def action_add(self) -> None:
        """Add a row."""
        _add(self.query_one(DataTable))


def _add(table: DataTable[str]) -> None:
    number = table.row_count
    table.add_row(f"R{number}", f"row-words-{number}.")


Bare().run()
