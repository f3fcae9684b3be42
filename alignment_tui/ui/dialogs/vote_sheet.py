"""What the sheets of a vote share: a title, a list, a foot with what was told and the keys, and edits by their name."""

from typing import Generic, TypeVar

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.editing.moment import Edit
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.lines import Line, Role, line, width_of
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.record_list import RecordList

T = TypeVar("T")
Keys = tuple[tuple[str, str], ...]
LOOK_SECONDS = 0.5
_GAP = 3


class VoteSheet(Dialog[T], Generic[T]):
    """A sheet over the stage on which people vote; everything that counts goes through the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: tuple[str, Role] = ("", "dim")
        self._seen = desk.shown

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Show what others have saved meanwhile, from their own machines."""
        if self._desk.shown is not self._seen:
            self._seen = self._desk.shown
            self.take_in()

    def take_in(self) -> None:
        """Show the session as it is now."""

    @property
    def choices(self) -> RecordList:
        """What is voted on, or who votes."""
        return self.query_one("#choices", RecordList)

    @property
    def keys(self) -> Keys:
        """The keys that help now, each with its word."""
        return ()

    def make(self, edit: Edit, label: str) -> bool:
        """Make an edit; tells whether nothing stood in the way."""
        try:
            self._desk.apply(edit, label)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return False
        return True

    def say(self, words: str, role: Role = "dim") -> None:
        """Tell something at the foot."""
        self._told = (words, role)
        self.show_foot()

    def show_foot(self) -> None:
        """Show what was told, and the keys."""
        self._foot_bar.show(self._foot)

    @property
    def _foot_bar(self) -> Bar:
        return self.query_one("#sheet-foot", Bar)

    def _foot(self, width: int) -> list[Line]:
        keys = keys_line(self.keys, width)
        return [line(self._told), keys] if self._told[0] or self._foot_bar.size.height > 1 else [keys]


def keys_line(keys: Keys, width: int) -> Line:
    """Return the keys there is room for, each with its word; the last one, which leads back, in any case."""
    cells = [line((f"{key} ", "key"), (f"{word}   ", "dim")) for key, word in keys]
    while len(cells) > 1 and sum(map(width_of, cells)) - _GAP > width:
        del cells[-2]
    return tuple(span for cell in cells for span in cell)
