"""Which records a presenter shows one at a time, and which of them a cursor means."""

from collections.abc import Iterable, Sequence

from alignment_tui.ui.present.page import Presenter
from alignment_tui.ui.widgets.record_list import Row

PARTS = "parts"
"""The collection of the rows that are no records but parts of a stage."""


def items(rows: Iterable[Row], presenter: Presenter) -> list[Row]:
    """Return the rows that are shown one at a time; what is inside a record is shown with it."""
    return [row for row in rows if row.collection in (*presenter.collections, PARTS) and "." not in row.key]


def item(rows: Sequence[Row], selected: Row | None) -> Row | None:
    """Return the row that is shown: that under the cursor, or else the first there is."""
    whole = selected._replace(key=selected.key.split(".")[0]) if selected else None
    return whole if whole in rows else next(iter(rows), None)
