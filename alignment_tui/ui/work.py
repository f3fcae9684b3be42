"""The work screen: what people say is taken, records are edited, and what was saved elsewhere comes in.

A dialog is imported when it is first opened: together they would take a tenth of the start.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alignment_tui.capture.completion import completions
from alignment_tui.capture.reading import Understood
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.records import Part
from alignment_tui.domain.room import room
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.records import move, remove, set_single
from alignment_tui.editing.workspace import Change, Undone
from alignment_tui.ui.actions import action
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.dialogs.form_saving import edit_of
from alignment_tui.ui.disk_events import DiskEvents
from alignment_tui.ui.stages.base import SINGLES, entry_of
from alignment_tui.ui.stages.memo import memo_lines
from alignment_tui.ui.widgets.capture_bar import CaptureBar
from alignment_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from alignment_tui.ui.dialogs.search import Found


class WorkScreen(DiskEvents):
    """A stage at work. Everything that changes the session goes through the desk."""

    def __init__(self, desk: Desk, state_folder: Path) -> None:
        super().__init__(desk, state_folder)
        self._last_taken = ""
        self._going_round = False

    def on_mount(self) -> None:
        self.capture.line.completions = lambda text: completions(text, self.desk.session, self.desk.stage)
        self.capture.line.recalled = self._recalled

    # The line

    def on_capture_bar_typed(self, event: CaptureBar.Typed) -> None:
        self.remember_soon()

    def take(self, understood: Understood) -> None:
        """Make the edit of a line that was understood. A line that is refused after all stays."""
        try:
            change = self.desk.take(understood)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return
        self.capture.put("")
        if understood.goes_to:
            self.go(understood.goes_to, by_line=True)
            return
        if change is None:
            self.say("that is how it is already")
        else:
            self._last_taken = subject(change, understood) or self._last_taken
            self._stand_on(self._last_taken)
            self.show_session()
            self.say(f"taken: {understood.label}", "good")
        if self._going_round:
            self._offer_turn()

    def _stand_on(self, record_id: str) -> None:
        """Put the cursor on a record where this stage shows it, otherwise leave it where it is."""
        rows = self.view.rows(self.desk.session, self.desk.today)
        here = next(((row.collection, row.key) for row in rows if row.key == record_id), None)
        if here:
            self.places[self.desk.stage] = here

    def _recalled(self) -> str:
        """Return the line that would change the wording of the record last taken."""
        for _, entry in self.desk.session.entries():
            if entry.key == self._last_taken:
                wording = next((getattr(entry, name) for name in ("words", "name", "text") if hasattr(entry, name)), "")
                return f"{entry.key} = {wording}" if wording else ""
        return ""

    def _offer_turn(self) -> None:
        """Begin the line with whose turn it is, so that a bare sentence needs no name."""
        name = self.desk.session.name_of(room(self.desk.session).next)
        if name and self.desk.stage == "requests":
            self.capture.put(f"{name}: ")

    # Edits that do not come from the line

    def make(self, edit: Edit, label: str) -> bool:
        """Make an edit; tells whether something changed."""
        try:
            change = self.desk.apply(edit, label)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return False
        if change is not None:
            self.show_session()
            self.say(f"{label}. ctrl+z takes it back", "good")
        return change is not None

    def action_undo(self) -> None:
        self._turn(self.desk.undo, "Undone", "there is nothing to undo")

    def action_redo(self) -> None:
        self._turn(self.desk.redo, "Redone", "there is nothing to redo")

    def _turn(self, turn: Callable[[], Undone | None], done: str, nothing: str) -> None:
        try:
            undone = turn()
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return
        if undone is None:
            self.say(nothing)
            return
        self.show_session()
        kept = f"; kept: {', '.join(clash.sentence for clash in undone.kept)}" if undone.kept else ""
        self.say(f"{done}: {undone.change.label}{kept}", "warn" if kept else "good")

    def action_move(self, by: int) -> None:
        row = self.records.selected
        if row is None or row.collection in SINGLES:
            self.say("nothing is under the cursor to move")
        else:
            self.make(move(row.key, by), f"moved {row.key} {'up' if by < 0 else 'down'}")

    def action_remove(self) -> None:
        row = self.records.selected
        if row is None or row.collection in SINGLES:
            self.say("nothing is under the cursor to remove")
        else:
            self.make(remove(row.key), f"removed {row.key}")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.action_open_form()

    def action_open_form(self) -> None:
        row = self.records.selected
        entry = entry_of(self.desk.session, row)
        if row is None or entry is None:
            self.say("nothing is under the cursor to open")
        else:
            self._open(entry, lambda new: edit_of(entry, new), row.key)

    def action_session_form(self) -> None:
        from alignment_tui.ui.dialogs.facts import SessionFacts

        session = self.desk.session
        facts = SessionFacts(title=session.title, note=session.note)

        def edit(new: Part) -> Edit:
            return together(*(set_single(name, getattr(new, name)) for name in ("title", "note")))

        self._open(facts, edit, "session")

    def _open(self, entry: Part, edit: Callable[[Part], Edit], name: str) -> None:
        from alignment_tui.ui.dialogs.form import FormScreen

        def done(new: Part | None) -> None:
            if new is not None and new != entry:
                self.make(edit(new), f"changed {name}")

        desk = self.desk
        self.app.push_screen(FormScreen(entry, desk.session, desk.new_id, title=name, today=desk.today), done)

    # Other views

    def action_findings(self) -> None:
        from alignment_tui.ui.dialogs.findings import findings_chooser
        from alignment_tui.ui.dialogs.search import Found

        def go_there(finding: Finding | None) -> None:
            if finding is not None:
                self._show_record(Found(finding.stage, "", finding.about))
                self.say(finding.mend)

        self.app.push_screen(findings_chooser(self.findings), go_there)

    def action_search(self) -> None:
        from alignment_tui.ui.dialogs.search import search_chooser

        def go_there(found: "Found | None") -> None:
            if found is not None:
                self._show_record(found)

        self.app.push_screen(search_chooser(self.desk.session), go_there)

    def action_memo_preview(self) -> None:
        from alignment_tui.ui.dialogs.reader import Reader

        session, today = self.desk.session, self.desk.today
        keys = action("memo").keys
        self.app.push_screen(
            Reader(
                "The memo as it would be printed now",
                lambda width: memo_lines(session, width, today),
                closing_keys=keys,
            )
        )

    def _show_record(self, found: "Found") -> None:
        from alignment_tui.ui.dialogs.search import STAGE_OF_COLLECTION

        collection = found.collection
        if not collection:
            owners = {entry.key: name for name, entry in self.desk.session.entries()}
            collection = owners.get(found.key, owners.get(found.key.split(".")[0], ""))
        self.places[found.stage] = (collection or STAGE_OF_COLLECTION.get(found.key, ""), found.key)
        if found.stage == self.desk.stage:
            self.show_session()
        else:
            self.go(found.stage)
        self.records.focus()

    def action_go_round(self) -> None:
        self._going_round = not self._going_round
        if self._going_round:
            self._offer_turn()
            self.capture.line.focus()
        else:
            self.capture.put("")
        self.say("going round: the line begins with whose turn it is" if self._going_round else "no longer going round")


def subject(change: Change, understood: Understood) -> str:
    """Return the id of the record that a line was about: what it added before whom it named for the first time."""
    added = [own for own in change.new_ids if not own.startswith("S")]
    return next(iter(added), "") or understood.about or next(iter(change.new_ids), "")
