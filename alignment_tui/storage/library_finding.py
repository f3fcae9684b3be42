"""The rows of the library that a query finds, key by key: what stays the same between two keys is worked out once."""

from collections.abc import Sequence

from alignment_tui.domain.records import StageSlug
from alignment_tui.storage.index import Row
from alignment_tui.storage.library_query import Is, Query, Sort, in_order, passes, text_of

_Shape = tuple[Sort, StageSlug | None, tuple[Is, ...]]


class Finding:
    """Rows as of a day, for one person; `last` is the slug of the session that was open last."""

    def __init__(self, rows: Sequence[Row], today: str, who: str, last: str = "") -> None:
        self.rows = rows
        self._today = today
        self._who = who
        self._last = last
        self._shape: _Shape | None = None
        self._shaped: Sequence[Row] = ()
        self._texts: dict[str, str] = {}

    def found(self, wanted: Query) -> Sequence[Row]:
        """Return the rows that a query wants, in its order."""
        shape = (wanted.sort, wanted.stage, wanted.only)
        if shape != self._shape:
            self._shape, self._shaped = shape, self._in_shape(wanted)
        if not wanted.words:
            return self._shaped
        if not self._texts:
            self._texts = {row.slug: text_of(row, self._today, self._who) for row in self.rows}
        texts, (first, *others) = self._texts, wanted.words
        found = [row for row in self._shaped if first in texts[row.slug]]
        for word in others:
            found = [row for row in found if word in texts[row.slug]]
        return found

    def _in_shape(self, wanted: Query) -> list[Row]:
        rows = (
            [row for row in self.rows if passes(row, wanted, self._today, self._who)] if wanted.narrows else self.rows
        )
        return in_order(rows, wanted.sort, self._last)
