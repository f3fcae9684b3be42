"""Which column of a tracker's table means what, by the names that Jira, GitHub and their exporters give it."""

import re
from pathlib import Path

from alignment_tui.domain.text import folded
from alignment_tui.exchange.csv_table import Table, TableRow
from alignment_tui.yaml_files import ConfigRefused

WORDS = ("summary", "title", "issue title", "request", "name")
KEY = ("issue key", "key", "url", "html url", "issue url", "number", "issue number", "#", "id", "issue id")
ASKER = (
    *("reporter", "requester", "requested by", "author", "author login", "user", "user login"),
    *("opened by", "submitter", "creator", "created by"),
)
STATUS = ("status category", "status", "state")
"""Names of columns, the ones looked at first first; of several columns of one name the first that says something."""

_KNOWN = {*WORDS, *KEY, *ASKER, *STATUS, "assignee", "assignees", "description", "body", "labels", "issue type"}


class Columns:
    """Which cell means what, by the names in the first line."""

    def __init__(self, path: Path, table: Table) -> None:
        self.names = table.header.cells
        self.places: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            self.places.setdefault(meaning_of(name), []).append(at)
        self.words, self.asker = self._named(WORDS), self._named(ASKER)
        if not self.words:
            shown = ", ".join(name.strip() or "(no name)" for name in self.names[:8])
            raise ConfigRefused(path, f"no column is called Summary or Title: there are {shown[:200]}", line=1)

    def first(self, row: TableRow, meanings: tuple[str, ...]) -> tuple[str, str]:
        """Return the first cell that says something in a column of one of these meanings, and the column's name."""
        for meaning in meanings:
            for at in self.places.get(meaning, ()):
                if at < len(row.cells) and row.cells[at].strip():
                    return self.names[at].strip(), row.cells[at].strip()
        return "", ""

    def _named(self, meanings: tuple[str, ...]) -> str:
        found = next((self.places[meaning][0] for meaning in meanings if meaning in self.places), None)
        return "" if found is None else self.names[found].strip()


def known_names(names: tuple[str, ...]) -> int:
    """Return how many columns bear a name that a tracker gives."""
    return sum(meaning_of(name) in _KNOWN for name in names)


def meaning_of(name: str) -> str:
    """Return a column's name as it is compared: any case, and ``_``, ``.`` and ``-`` as spaces."""
    return folded(re.sub(r"[_.\-]", " ", name))
