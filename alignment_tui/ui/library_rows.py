"""The rows of the library's list, of which those of ten thousand sessions cost nothing until they are seen."""

from collections.abc import Sequence
from typing import overload

from alignment_tui.storage.index import Row as SessionRow
from alignment_tui.ui.widgets.record_list import Row


class Listed(Sequence[Row]):
    """The rows of the list; those of the sessions are made when they are looked at."""

    def __init__(self, before: Sequence[Row], sessions: Sequence[SessionRow], after: Sequence[Row]) -> None:
        self._before = before
        self._sessions = sessions
        self._after = after

    def __len__(self) -> int:
        return len(self._before) + len(self._sessions) + len(self._after)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index - len(self._before)
        if place < 0:
            return self._before[index]
        if place < len(self._sessions):
            return Row("resume", self._sessions[place].slug)
        return self._after[place - len(self._sessions)]
