"""The work screen: what people say is read, shown as it was understood, and taken."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.capture.answers import Understood
from alignment_tui.domain.due import review_due
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.room import room
from alignment_tui.domain.said import Found
from alignment_tui.domain.session import Session
from alignment_tui.domain.tripwires import reopened_since
from alignment_tui.editing.blind import hide, reveal
from alignment_tui.editing.workspace import Change
from alignment_tui.storage.emergency import has_rescued
from alignment_tui.storage.git_conflicts import has_unsettled
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lettered_screen import LetteredScreen
from alignment_tui.ui.lines import Role
from alignment_tui.ui.unasked import in_a_pause
from alignment_tui.ui.widgets.capture_bar import CaptureBar


class WorkScreen(LetteredScreen):
    """A stage at work. Everything that changes the session goes through the desk."""

    def __init__(self, desk: Desk, state_folder: Path, keymap: Keymap, where: Found | None = None) -> None:
        super().__init__(desk, state_folder, keymap, where)
        self._last_taken = ""
        self._going_round = False
        self._blind = False

    def on_mount(self) -> None:
        self.capture.line.completions = self.desk.completions
        self.capture.line.recalled = self._recalled
        self.capture.conceals = self.desk.conceals
        if not self.presenting and (due := review_due(self.desk.session)) and due < self.desk.today:
            self.call_after_refresh(self._say_overdue, due)
        self.call_after_refresh(self.open_what_was_left)
        if has_rescued(self._state_folder, self.desk.path):
            in_a_pause(self, self._offer_rescued)
        if has_unsettled(self.desk.sessions.real(self.desk.slug)):
            in_a_pause(self, self._ask_to_settle)

    def _say_overdue(self, due: date) -> None:
        """Say once, on opening, that a review should have been written by now."""
        self.say(f"The review of {due.isoformat()} is overdue; type go scorecard to write it", "warn")

    def _offer_rescued(self) -> None:
        from alignment_tui.ui.rescuing import offer_rescued

        offer_rescued(self, self._state_folder)

    def _ask_to_settle(self) -> None:
        from alignment_tui.ui.settling import ask_to_settle

        ask_to_settle(self)

    # The line

    def on_capture_bar_typed(self, event: CaptureBar.Typed) -> None:
        self.remember_soon()

    def take(self, understood: Understood) -> None:
        """Make the edit of a line that was understood. A line that is refused after all stays."""
        if self.passes(understood):
            return
        if self._blind and understood.edit:
            understood = replace(understood, edit=hide(understood.edit))
        before, text = self.desk.session, self.capture.text
        try:
            change = self.desk.take(understood)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return
        self.capture.put("")
        if understood.goes_to:
            self.go(understood.goes_to, by_line=True)
            return
        if change is not None:
            self._last_taken = subject(change, understood) or self._last_taken
        said, role = self._outcome(understood, change, before)
        if self.walk:
            self.walk_on(text, said, role)
            return
        if change is not None:
            self.show_record(self._last_taken)
            self.show_session()
        self.say(said, role)
        if self._going_round:
            self._offer_turn()

    def _outcome(self, understood: Understood, change: Change | None, before: Session) -> tuple[str, Role]:
        """Say what was taken, or what it has reopened, which matters more."""
        if change is None:
            return "that is how it is already", "dim"
        reopened = reopened_since(before, self.desk.session)
        if reopened:
            return f"{'; '.join(reopened)}. {self.keymap.way('tripped')} shows it", "warn"
        return f"taken: {understood.label}", "good"

    def _recalled(self) -> str:
        """Return the line that would change the wording of the record last taken."""
        for _, entry in self.desk.session.entries():
            if entry.key == self._last_taken and not getattr(entry, "blind", False):
                wording = next((getattr(entry, name) for name in ("words", "name", "text") if hasattr(entry, name)), "")
                return f"{entry.key} = {wording}" if wording else ""
        return ""

    def _offer_turn(self) -> None:
        """Begin the line with whose turn it is, so that a bare sentence needs no name."""
        name = self.desk.session.name_of(room(self.desk.session).next)
        if name and self.desk.stage == "requests":
            self.capture.put(f"{name}: ")

    def follow(self, renames: dict[str, str]) -> None:
        """Keep what was taken last, which the arrow up brings back, when a merge gave it another id."""
        super().follow(renames)
        self._last_taken = renames.get(self._last_taken, self._last_taken)

    def action_blind(self) -> None:
        self._blind = not self._blind
        self.capture.hide(self._blind)
        self.say("answers are blind: what is typed is masked" if self._blind else "answers are open again")

    def action_reveal(self) -> None:
        if not self.is_off("reveal"):
            self.make(reveal, "revealed what was hidden")

    def action_go_round(self) -> None:
        if not self._going_round and self.is_off("round"):
            return
        self._going_round = not self._going_round
        if self._going_round:
            self._offer_turn()
            self.set_focus(self.capture.line)
        else:
            self.capture.put("")
        self.say("going round: the line begins with whose turn it is" if self._going_round else "no longer going round")


def subject(change: Change, understood: Understood) -> str:
    """Return the id of the record that a line was about: what it added before whom it named for the first time."""
    added = [own for own in change.new_ids if not own.startswith("S")]
    return next(iter(added), "") or understood.about or next(iter(change.new_ids), "")
