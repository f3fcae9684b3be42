"""Edits that do not come from the line: forms, undo and redo, moving, removing, and what a stage has of its own."""

from collections.abc import Callable

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.memo_status import reopened, status
from alignment_tui.domain.playbook import Playbook
from alignment_tui.domain.records import Criterion, Part, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.tripwires import firing
from alignment_tui.editing.fields import together
from alignment_tui.editing.metrics import measure_criterion
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.playbooks import walk_by
from alignment_tui.editing.records import move, remove, remove_entry, set_single
from alignment_tui.editing.value_stream import keep_future
from alignment_tui.editing.workspace import Undone
from alignment_tui.storage.forms import OpenForm
from alignment_tui.ui.dialogs.form_saving import edit_of
from alignment_tui.ui.drafting_screen import DraftingScreen
from alignment_tui.ui.stages.base import SINGLES, entry_of
from alignment_tui.ui.widgets.record_list import RecordList, Row

SESSION = "session"


class EditingScreen(DraftingScreen):
    """A stage whose records can be changed; everything goes through the desk and has a name that undo says."""

    def is_off(self, action_id: str) -> bool:
        """Say why an action cannot be done now; tells whether that is so."""
        reason = self.keymap.action(action_id).off(self.desk.session)
        if reason:
            self.say(f"not now: {reason}", "warn")
        return bool(reason)

    def make(self, edit: Edit, label: str) -> bool:
        """Make an edit, or say why it cannot be made; tells whether something changed."""
        try:
            return self.make_or_raise(edit, label)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return False

    def make_or_raise(self, edit: Edit, label: str) -> bool:
        """Make an edit that comes from a form, which is open again when this raises `AlignmentError`."""
        change = self.desk.apply(edit, label)
        if change is not None:
            self.show_session()
            self.say(f"{label}. {self.keymap.way('undo')} takes it back", "good")
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
        signed = "; what was signed stays, and another word answers it" if undone.words else ""
        self.say(f"{done}: {undone.change.label}{signed}{kept}", "warn" if kept else "good")

    def action_move(self, by: int) -> None:
        row = self.records.selected
        if row is None or not _own_id(self.desk.session, row):
            self.say("nothing is under the cursor to move")
        else:
            self.make(move(row.key, by), f"moved {row.key} {'up' if by < 0 else 'down'}")

    def action_remove(self) -> None:
        row = self.records.selected
        entry = entry_of(self.desk.session, row)
        if row is None or entry is None or row.collection in SINGLES:
            self.say("nothing is under the cursor to remove")
        elif _own_id(self.desk.session, row):
            self.make(remove(row.key), f"removed {row.key}")
        else:
            name = f"{row.collection.removesuffix('s').replace('_', ' ')} {row.key}"
            self.make(remove_entry(row.collection, row.key), f"removed the {name}")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.action_open_form()

    def action_open_form(self) -> None:
        row = self.records.selected
        entry = entry_of(self.desk.session, row)
        if row is None or entry is None:
            self.say("nothing is under the cursor to open")
        elif getattr(entry, "blind", False):
            self.say(f"hidden until everybody has answered; {self.keymap.way('reveal')} reveals", "warn")
        else:
            self._open_record(row, entry)

    def _open_record(self, row: Row, entry: Part) -> None:
        self._open(entry, edit_of, row.key, f"{row.collection}:{row.key}")

    def action_session_form(self) -> None:
        from alignment_tui.ui.dialogs.facts import SessionFacts

        session = self.desk.session
        facts = SessionFacts(title=session.title, note=session.note)

        def edit(before: Part, new: Part) -> Edit:
            changed = [name for name in ("title", "note") if getattr(new, name) != getattr(before, name)]
            return together(*(set_single(name, getattr(new, name)) for name in changed))

        self._open(facts, edit, "session", SESSION)

    def open_form_of(self, left: OpenForm) -> None:
        collection, _, key = left.of.partition(":")
        row = Row(collection, key)
        if left.of == SESSION:
            self.action_session_form()
        elif (entry := entry_of(self.desk.session, row)) is not None:
            self._open_record(row, entry)

    def _open(self, entry: Part, edit: Callable[[Part, Part], Edit], name: str, of: str) -> None:
        from alignment_tui.ui.dialogs.form import FormScreen

        def done(new: Part | None) -> None:
            before = self.as_called_now(entry)
            if new is not None and new != before:
                self.make_or_raise(edit(before, new), f"changed {getattr(before, 'key', '') or name}")

        desk = self.desk
        form = FormScreen(entry, desk.session, desk.new_id, title=name, today=desk.today, focus=self.view.opens_at)
        self.fill_in(form, done, of)

    def action_choose_playbook(self) -> None:
        from alignment_tui.ui.dialogs.playbooks import playbooks_chooser

        before = self.desk.playbook
        playbooks, refused = self.desk.playbooks.all()

        def chosen(playbook: Playbook | None) -> None:
            if playbook is not None:
                self.make(walk_by(playbook, before), f"playbook {playbook.name}")

        self.app.push_screen(playbooks_chooser(playbooks, before, len(refused)), chosen)

    def action_write_outside(self) -> None:
        """Write the memo's sentences in the editor that the facilitator is used to."""
        from alignment_tui.ui.outside_editor import write_outside

        write_outside(self)

    def action_measure(self) -> None:
        """Make a metric out of the success criterion under the cursor."""
        row = self.records.selected
        criterion = entry_of(self.desk.session, row)
        if self.is_off("measure"):
            return
        if not isinstance(criterion, Criterion):
            self.say("the cursor is not on a success criterion: day 3 lists those without a metric")
        elif self.make(measure_criterion(criterion.id, criterion.text), f"a metric from {criterion.id}"):
            opens = self.keymap.way("open")
            self.say(f"now its numbers: M1 baseline 14, M1 target 10, M1 by June 2025, or open it: {opens}", "good")

    def action_keep_future(self) -> None:
        """Make the future state under the cursor the current one."""
        row = self.records.selected
        holder = row.key.split(".")[0] if row else ""
        stream = next((one for one in self.desk.session.streams if one.id == holder), None)
        if self.is_off("keep-future"):
            return
        if not isinstance(stream, Stream) or stream.future_of is None:
            self.say("the cursor is not on a future state")
        elif self.make(keep_future(stream.id), f"{stream.id} is how it is now"):
            self.records.select("streams", stream.future_of)

    def action_tripped(self) -> None:
        """Reopen what a tripwire that fires was agreed to reopen; with nothing left to reopen, go to what is open."""
        session = self.desk.session
        if self.is_off("tripped"):
            return
        if fired := firing(session):
            from alignment_tui.editing.scorecard import act_on

            opened = ", ".join(dict.fromkeys(one.reopens for one in fired))
            self.make(act_on(), f"{', '.join(one.tripwire for one in fired)} reopens {opened}")
            return
        trade_off = reopened(session)[0]
        self.places["trade-offs"] = ("trade_offs", trade_off)
        self.go("trade-offs")
        self.say(f"{trade_off} is open again: {status(session).words}", "warn")


def _own_id(session: Session, row: Row) -> bool:
    """Tell whether a row stands for something with an id of its own; a ranking only has that of its person."""
    return bool(getattr(entry_of(session, row), "id", ""))
