"""Two people changed one field: both values side by side, and a person says which holds."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from alignment_tui.domain.changes import Conflict
from alignment_tui.domain.changes.words import said
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.lines import Line, line, paragraph
from alignment_tui.ui.widgets.lines_view import Bar, LinesView
from alignment_tui.ui.widgets.record_list import RecordList, Row


class ConflictScreen(Dialog[tuple[bool, ...]]):
    """Dismisses with one answer a conflict: whether theirs holds. It cannot be left without an answer."""

    BINDINGS = [
        Binding("left", "choose(False)", show=False),
        Binding("right", "choose(True)", show=False),
        Binding("space,enter", "turn", show=False),
        Binding("f2,ctrl+s", "done", show=False),
    ]

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self._conflicts = conflicts
        self._theirs = [False] * len(conflicts)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Bar(id="sheet-title")
            yield RecordList(self._moved_to, id="choices")
            yield LinesView(id="both")
            yield Bar(id="sheet-foot")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(
            lambda width: [line(("Somebody else changed this too. Nothing is lost: which one holds?", "accent"))]
        )
        self.query_one("#sheet-foot", Bar).show(
            lambda width: [line(("Space ", "key"), ("the other one   ", "dim"), ("F2 ", "key"), ("go on", "dim"))]
        )
        self._show()
        self.choices.focus()

    @property
    def choices(self) -> RecordList:
        """The fields in question."""
        return self.query_one("#choices", RecordList)

    def _moved_to(self, row: Row) -> None:
        self._show_both()

    def action_turn(self) -> None:
        self.action_choose(not self._theirs[self.choices.cursor])

    def action_choose(self, theirs: bool) -> None:
        self._theirs[self.choices.cursor] = theirs
        self._show()

    def action_done(self) -> None:
        self.dismiss(tuple(self._theirs))

    def _show(self) -> None:
        rows = [Row("conflict", str(index)) for index in range(len(self._conflicts))]
        self.choices.show(rows, self._line)
        self._show_both()

    def _line(self, row: Row, width: int) -> Line:
        conflict = self._conflicts[int(row.key)]
        holds = "theirs holds" if self._theirs[int(row.key)] else "mine holds"
        where = f"{conflict.key or conflict.collection} {conflict.field.replace('_', ' ')}"
        return line((where, "strong"), ("   ", "text"), (holds, "warn" if self._theirs[int(row.key)] else "good"))

    def _show_both(self) -> None:
        conflict = self._conflicts[self.choices.cursor]

        def source(width: int) -> list[Line]:
            lines: list[Line] = []
            for title, value in (("Mine", conflict.ours), ("Theirs", conflict.theirs), ("It was", conflict.base)):
                lines.append(line((title, "dim")))
                lines.extend(paragraph(said(value), width, "quote", indent=3))
            return [*lines, *paragraph(conflict.why, width, "warn")] if conflict.why else lines

        self.query_one("#both", LinesView).show(source)
