"""Rows that end with every reading, the latest first: there may be thousands, and mostly none of them is seen."""

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import overload

from alignment_tui.domain.records import Reading
from alignment_tui.ui.widgets.record_list import Row

_HEADING = Row(heading="Readings")


class WithReadings(Sequence[Row]):
    """Rows, a heading and a row for each reading; these are put in order when the first of them is asked for."""

    def __init__(self, before: Sequence[Row], readings: tuple[Reading, ...]) -> None:
        self._before = [*before, _HEADING] if readings else list(before)
        self._readings = readings

    def __len__(self) -> int:
        return len(self._before) + len(self._readings)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if at < len(self._before):
            return self._before[at]
        return Row("readings", self._latest_first[at - len(self._before)].key)

    @cached_property
    def _latest_first(self) -> list[Reading]:
        return sorted(self._readings, key=attrgetter("on"), reverse=True)
