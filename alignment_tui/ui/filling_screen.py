"""Forms over a stage: what is typed in one is kept while it is, and after a kill it is open again as it was typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import following, one_after_the_other, renamed
from alignment_tui.storage.forms import OpenForm, Sheet, forget_form, keep_form, open_form
from alignment_tui.ui.disk_events import DiskEvents
from alignment_tui.ui.remembering_screen import REMEMBER_SECONDS

if TYPE_CHECKING:
    from alignment_tui.ui.dialogs.form import FormScreen

P = TypeVar("P", bound=Part)


class FillingScreen(DiskEvents):
    """A stage that keeps the form that is open over it."""

    _filling: OpenForm | None = None
    _left: tuple[Sheet, ...] = ()
    _called: dict[str, str] = {}

    def fill_in(
        self, form: "FormScreen", done: Callable[[Part | None], None], of: str, given: dict[str, Any] | None = None
    ) -> None:
        """Open the form for what `of` names: a record by its row, or a kind of form.

        `done` gets it with the ids that its parts have then. What it refuses after all is open again as it was typed.
        """
        if self._left:
            form.go_on_with(self._left)
            self._left = ()
        self._filling = OpenForm(of=of, sheets=(), given=given or {})
        self._called = {}
        keeping = self.set_interval(REMEMBER_SECONDS, self._keep_form)

        def filled_in(value: Part | None) -> None:
            keeping.stop()
            filling, self._filling = self._filling, None
            try:
                done(value and self.as_called_now(value))
            except AlignmentError as problem:
                if filling is not None:
                    self._go_on_with(replace(filling, sheets=(form.sheet,)), str(problem))
            else:
                forget_form(self._state_folder, self.desk.path)

        self.app.push_screen(form, filled_in)

    def follow(self, renames: dict[str, str]) -> None:
        """Know what was given another id, by a merge, while a form is open that was made before."""
        super().follow(renames)
        if self._filling is not None:
            self._called = one_after_the_other(self._called, renames)
            collection, colon, key = self._filling.of.partition(":")
            self._filling = replace(self._filling, of=f"{collection}{colon}{following(renames)(key)}")

    def as_called_now(self, part: P) -> P:
        """Return a part of the session as it was when the form was opened, with the ids that it has now."""
        return renamed(part, following(self._called))

    @property
    def filling(self) -> bool:
        """Whether a form is open over the stage."""
        return self._filling is not None

    def remember_now(self) -> None:
        super().remember_now()
        self._keep_form()

    def open_what_was_left(self) -> None:
        """Open the form that nobody saved or left."""
        left = open_form(self._state_folder, self.desk.path)
        if left is None or not left.sheets or self.desk.read_only:
            return
        self._go_on_with(left, "the form is open again, as it was left")

    def _go_on_with(self, left: OpenForm, why: str) -> None:
        self._left = left.sheets
        self.open_form_of(left)
        if not self._left:
            self.notify(why, markup=False)
        else:
            words = "; ".join(text for sheet in left.sheets for text in sheet.texts.values())
            self.say(f"what the form was for is gone; this was typed in it: {words}", "warn")
            self._left = ()

    def open_form_of(self, left: OpenForm) -> None:
        """Open the form for what it names."""

    def _keep_form(self) -> None:
        if self._filling is None:
            return
        from alignment_tui.ui.dialogs.form import sheets_of

        sheets = sheets_of(self.app.screen_stack)
        if sheets != self._filling.sheets:
            self._filling = replace(self._filling, sheets=sheets)
            keep_form(self._state_folder, self.desk.path, self._filling)
