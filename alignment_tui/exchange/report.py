"""What became of each row of a file that was read, and why.

A file from elsewhere is rarely all good or all bad, so nobody has to guess what of it is in the session now.
"""

from pathlib import Path
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from alignment_tui.yaml_files import ConfigRefused

Verdict = Literal["taken", "skipped", "refused"]
D = TypeVar("D")


class Row(Struct, Generic[D], frozen=True, kw_only=True):
    """One row of a table or one objective of a document: what it says, what became of it, and why.

    `id` is the record that says so already, `notes` tells what of it cannot be kept, `draft` is what is to be taken.
    """

    line: int
    what: str
    verdict: Verdict
    why: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()
    id: str = ""
    draft: D | None = None


class Report(Struct, Generic[D], frozen=True, kw_only=True):
    """What a file holds, row by row, in its own order."""

    path: Path
    rows: tuple[Row[D], ...]

    @property
    def drafts(self) -> tuple[D, ...]:
        """What is to be taken, in the order of the file."""
        return tuple(row.draft for row in self.rows if row.draft is not None)

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    def place_of(self, row: Row[D]) -> str:
        """Say where a row stands and what is the matter: file, line, key and reason in one line."""
        return str(ConfigRefused(self.path, row.why, key=row.key, line=row.line))


def refused_row(refusal: ConfigRefused, what: str = "") -> Row[D]:
    """Return the row for something that was refused where it stands."""
    return Row(line=refusal.line, what=what, verdict="refused", why=refusal.reason, key=refusal.key)
