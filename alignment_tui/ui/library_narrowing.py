"""Narrowing the library by keys: each puts into the line what could be typed there as well."""

from alignment_tui.domain.stages import STAGES
from alignment_tui.storage.library_query import SORTS, Is, turned
from alignment_tui.ui.library_list import LibraryList


class LibraryNarrowing(LibraryList):
    """The list with the keys that move in it, and those that narrow and sort it."""

    def type(self, text: str) -> None:
        """Put something into the line, ready to go on typing."""
        self.find.value = f"{text} " if text else ""
        self.find.cursor_position = len(self.find.value)

    def action_step(self, by: int) -> None:
        self.records.action_cursor(by)

    def action_leap(self, by: int) -> None:
        self.records.action_page(by)

    def action_clear(self) -> None:
        self.type("")

    def action_only(self, which: Is) -> None:
        self.type(turned(self.find.value, "is:", which))

    def action_only_stage(self, by: int) -> None:
        slugs = [stage.slug for stage in STAGES]
        places = [None, *slugs]
        stage = places[(places.index(self.wanted.stage) + by) % len(places)]
        self.type(turned(self.find.value, "stage:", stage or ""))

    def action_sort(self) -> None:
        after = SORTS[(SORTS.index(self.wanted.sort) + 1) % len(SORTS)]
        self.type(turned(self.find.value, "sort:", "" if after == SORTS[0] else after))
