"""What a stage shows, as data: rows, a word beside the question, and the detail of one record.

One work screen paints whichever stage is open. A stage is a class without widgets, so that opening it costs no
mounting and everything it says can be tested without a terminal.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from alignment_tui.domain.links import by_key
from alignment_tui.domain.once import once
from alignment_tui.domain.records import Part, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, labelled, line, paragraph
from alignment_tui.ui.widgets.record_list import Row

SINGLES = ("memo", "rule", "choice", "thresholds")
NARROW, ROOMY = 84, 96


class StageView(ABC):
    """One stage of the flow as the work screen shows it."""

    slug: ClassVar[StageSlug]
    begin: ClassVar[tuple[str, ...]]
    """What to type when nothing is here yet: a sentence, then lines to try."""
    detail_share: ClassVar[int] = 1
    """How much room the detail gets where the list gets 1."""
    leads_on: ClassVar[tuple[str, ...]] = ()
    """Ids of the actions that an empty line offers here, beside what can be typed."""
    detail_takes_long: ClassVar[bool] = False
    """Whether its detail is worth waiting for: what was said is then seen in the list a frame before it."""
    tabled: ClassVar[bool] = False
    """Whether its rows are a table that wants the whole width: the detail then stands below them, never beside."""
    asks: ClassVar[str] = "readings"
    """The action that goes through what is wanted here."""
    opens_at: ClassVar[str] = ""
    """The field in which a form begins here, where the record has it; the first one otherwise."""

    @abstractmethod
    def rows(self, session: Session, today: date) -> Sequence[Row]:
        """Return the rows of the list."""

    @abstractmethod
    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        """Return one row's line; asked for only when the row is painted."""

    @abstractmethod
    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        """Return the lines that tell the record under the cursor whole."""

    def detail_in(self, session: Session, row: Row | None, width: int, height: int, today: date) -> list[Line]:
        """Return the same for so many lines in sight, where that makes a difference."""
        return self.detail(session, row, width, today)

    def opening(self, row: Row | None) -> str:
        """Return what the line begins with from which the detail is shown; empty for its first."""
        return ""

    def next_action(self, session: Session, row: Row | None) -> str:
        """Return the id of the action that fits the record under the cursor, told beside it; empty for none."""
        return ""

    def such_as(self, session: Session, row: Row | None) -> str:
        """Return a line to try now, told where nothing is typed."""
        return self.begin[1]

    def aside(self, session: Session, today: date) -> str:
        """Return the few words that stand beside the question."""
        return ""


@once(kept=32)
def id_room(entries: tuple[Part, ...], least: int = 4) -> int:
    """Return how much room the ids of a list have in its rows: what the longest takes."""
    return max([least, *(len(entry.key) for entry in entries)])


def entry_of(session: Session, row: Row | None) -> Part | None:
    """Return the entry a row stands for; an inner part (a step) where the key is one's."""
    if row is None or not row.selectable:
        return None
    if row.collection in SINGLES:
        single: Part | None = getattr(session, row.collection)
        return single
    entries = by_key(getattr(session, row.collection, ()))
    found = entries.get(row.key)
    holder = entries.get(row.key.rpartition(".")[0])
    return found if found is not None or holder is None else _inside(holder, row.key)


def _inside(holder: Part, key: str) -> Part | None:
    for name in holder.__struct_fields__:
        inner = getattr(holder, name)
        if isinstance(inner, tuple):
            for item in inner:
                if isinstance(item, Part) and item.key == key:
                    return item
    return None


@once(kept=4)
def rows_now(session: Session, view: StageView, today: date) -> Sequence[Row]:
    """Return the rows of a stage; asked for more than once they are the same ones."""
    return view.rows(session, today)


def rows_of(collection: str, entries: Iterable[Part], heading: str = "") -> list[Row]:
    """Return rows for entries, under a heading where there are any and one is given."""
    rows = [Row(collection, entry.key) for entry in entries]
    return [Row(heading=heading), *rows] if rows and heading else rows


def fields(width: int, *pairs: tuple[str, str]) -> list[Line]:
    """Return labelled lines for those pairs whose text is not empty."""
    return [found for label, text in pairs if text for found in labelled(label, text, width)]


def begin_lines(view: StageView, width: int) -> list[Line]:
    """Return what an empty stage says."""
    sentence, *examples = view.begin
    lines = [*paragraph(sentence, width, "text"), BLANK]
    lines.extend(line(("   ", "text"), (example, "accent")) for example in examples)
    return lines
