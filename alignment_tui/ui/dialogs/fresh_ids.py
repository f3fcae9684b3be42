"""Ids for parts that are added in a form: none is given twice, also while nothing is saved yet."""

from collections.abc import Callable, Iterable

from alignment_tui.domain.document import split_id
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import names


class FreshIds:
    """Gives the next free id of a kind, such as ``R1.A``, and remembers what it gave."""

    def __init__(self, new_id: Callable[[str], str]) -> None:
        self._new_id = new_id
        self._given: dict[str, int] = {}

    def know(self, parts: Iterable[Part]) -> None:
        """Give no id again that one of these parts has."""
        for part in parts:
            for own, _ in names(part):
                kind, number = split_id(own)
                self._given[kind] = max(number, self._given.get(kind, 0))

    def __call__(self, kind: str) -> str:
        """Return an id that neither the session nor this form has had."""
        number = max(split_id(self._new_id(kind))[1], self._given.get(kind, 0) + 1)
        self._given[kind] = number
        return f"{kind}{number}"
