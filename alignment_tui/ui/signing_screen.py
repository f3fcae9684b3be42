"""The sign-off at work: the round of signatures, signing again, and taking a word back. Nothing signed is deleted."""

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.signing import to_sign_again
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.sign_off import sign_again, withdraw
from alignment_tui.ui.deciding_screen import DecidingScreen
from alignment_tui.ui.stages.sign_off import person_of


class SigningScreen(DecidingScreen):
    """A stage from which people sign. At the sign-off a row is a word: Enter asks its owner, Delete withdraws it."""

    def action_sign_round(self) -> None:
        self._round()

    def action_open_form(self) -> None:
        person = self._signer
        if person:
            self._round(person)
        else:
            super().action_open_form()

    def action_remove(self) -> None:
        if self._signer:
            self.action_take_back()
        else:
            super().action_remove()

    def action_sign_again(self) -> None:
        """Give the word of whoever is under the cursor once more; where it is the only one, from wherever one is."""
        if self.is_off("sign-again"):
            return
        session = self.desk.session
        stale = to_sign_again(session)
        person = self._signer or (stale[0] if len(stale) == 1 else "")
        if person:
            name = session.name_of(person)
            self.make(sign_again(name), f"{name} signs again")
        elif stale:
            self.say("whose word? put the cursor on a row that says stale", "warn")
        else:
            self.say("not now: every word is of this text", "warn")

    def action_take_back(self) -> None:
        """Withdraw what whoever is under the cursor said."""
        if self.is_off("take-back"):
            return
        person = self._signer
        if person:
            name = self.desk.session.name_of(person)
            self.make(withdraw(name), f"{name} takes it back")
        else:
            self.say("whose word? put the cursor on somebody at the sign-off", "warn")

    @property
    def _signer(self) -> str:
        """Whose word is under the cursor, by id."""
        return person_of(self.desk.session, self.records.selected) if self.desk.stage == "sign-off" else ""

    def open_what_was_left(self) -> None:
        super().open_what_was_left()
        if self.drafts:
            self._put_half_typed_into_line()

    def _round(self, person: str = "") -> None:
        from alignment_tui.ui.dialogs.sign_round import SignRound
        from alignment_tui.ui.dialogs.sign_round_state import Round

        if self.is_off("sign-round"):
            return
        if self.desk.read_only:
            self.say(self.desk.read_only, "warn")
            return
        if self.desk.stage != "sign-off":
            self.go("sign-off")
        asked = person if person in self.desk.session.signers else ""
        turn = Round(lambda: self.desk.session, self._recorded, self.drafts, asked)
        shown = SignRound(turn, self.action_memo_preview, self._undone, self.remember_soon)
        self.app.push_screen(shown, self._left_round)

    def _recorded(self, edit: Edit, label: str) -> str:
        """Make an edit of the round; returns why it could not be made, or nothing."""
        try:
            change = self.desk.apply(edit, label)
        except AlignmentError as problem:
            return str(problem)
        if change is not None:
            self.show_session()
        return ""

    def _undone(self) -> str:
        label = self.desk.undo_label
        self.action_undo()
        return f"Undone: {label}." if label else "There is nothing to undo."

    def _left_round(self, _: None) -> None:
        self.show_session()
        self._put_half_typed_into_line()

    def _put_half_typed_into_line(self) -> None:
        """Put what was half typed in the round into the line, to be said there; a line in use keeps its own."""
        from alignment_tui.ui.dialogs.sign_round_state import half_typed

        found = half_typed(self.desk.session, self.drafts)
        if found is None:
            return
        about, said = found
        if self.capture.text:
            self.say(f"half typed in the round, and kept there: {said}")
            return
        del self.drafts[about]
        self.capture.put(said)
        self.remember_soon()
        self.set_focus(self.capture.line)
        self.say("half typed in the round, and kept here")
