"""What the signed sessions of a folder bring to the portfolio, opened again only where a file has changed since."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.portfolio import Card, card_of
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.index import Row

_Stamp = tuple[int, int, int, date]


class Unread(NamedTuple):
    """A session that cannot be read: its name, and why in one line."""

    name: str
    words: str


class Cards:
    """Reads the cards of a folder. `unread` is what the last reading could not read."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._known: dict[str, tuple[_Stamp, Card]] = {}
        self.unread: list[Unread] = []

    def read(self, today: date, going_on: Callable[[int, int], bool] = lambda seen, of: True) -> list[Card]:
        """Return a card for each signed session as of `today`, by their names.

        `going_on` is told how many sessions of how many were read and answers whether to go on. One that cannot be
        opened is told in `unread` and hides none of the others.
        """
        rows = list(self._sessions.rows())
        signed = [row for row in rows if row.head is not None and row.head.signatures]
        self.unread = [Unread(row.name, f"{row.name}: {row.error}") for row in rows if row.head is None]
        known: dict[str, tuple[_Stamp, Card]] = {}
        for seen, row in enumerate(signed):
            if not going_on(seen, len(signed)):
                break
            try:
                known[row.slug] = self._card(row, today)
            except AlignmentError as refusal:
                self.unread.append(Unread(row.name, str(refusal)))
        self._known = known
        return [card for _, card in known.values()]

    def _card(self, row: Row, today: date) -> tuple[_Stamp, Card]:
        stamp = (row.mtime_ns, row.size, row.inode, today)
        found = self._known.get(row.slug)
        if found and found[0] == stamp:
            return found
        return stamp, card_of(row.slug, self._sessions.load(row.slug).document.session, today)
