"""The form for any record or part: every field by its label, saved as a whole or not at all."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus, Key
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part
from alignment_tui.domain.session import Session
from alignment_tui.storage.forms import Sheet
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.dialogs.form_choices import Editor, PartsEditor
from alignment_tui.ui.dialogs.form_draft import Blank, Draft, Unreadable
from alignment_tui.ui.dialogs.form_editors import Edited, NameEditor
from alignment_tui.ui.dialogs.form_fields import FormField, Path
from alignment_tui.ui.dialogs.form_hints import hint_for, keys_for
from alignment_tui.ui.dialogs.form_kept import key_of, put_back, sheet_of
from alignment_tui.ui.dialogs.form_labels import name_of
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.form_rows import FormRow
from alignment_tui.ui.dialogs.form_saving import saved
from alignment_tui.ui.dialogs.fresh_ids import FreshIds
from alignment_tui.ui.dialogs.parts import PartsScreen, beginning
from alignment_tui.ui.dialogs.parts_table import words_of
from alignment_tui.ui.dialogs.sheet import Foot, Ground, show

ASKING = "Save changes?"


class FormScreen(Dialog[Part | None]):
    """Edits one record or part; comes back with the new value, or with `None` when it stays as it is.

    A `Blank` is a record that is not there yet. `focus` names the field to begin in. With `links` the form is for a
    part inside a record under edit, which is checked when the whole is saved.
    """

    AUTO_FOCUS = ".form-editor"
    BINDINGS = [
        Binding("f2,ctrl+s", "save", "Save", id="form.save"),
        Binding("escape", "leave", "Back", id="form.leave"),
    ]

    def __init__(
        self,
        value: Part | Blank,
        session: Session,
        new_id: Callable[[str], str],
        *,
        title: str = "",
        today: date | None = None,
        focus: str = "",
        links: Links | None = None,
    ) -> None:
        super().__init__()
        self._value = value
        self._inside = links is not None
        self._session = session
        self._ids = new_id if isinstance(new_id, FreshIds) else FreshIds(new_id)
        self._first = focus
        own = str(getattr(value, "id", "") or (value.given.get("id", "") if isinstance(value, Blank) else ""))
        self.draft = Draft(value, links or Links(session, today=today, home=own))
        named = title if title != own else ""
        self._title = named or "  ".join(part for part in (own, name_of(self.draft.kind)) if part)
        self._rows: dict[Path, FormRow] = {}
        self._asking: Widget | None = None
        self._trouble: tuple[Path, str] = ((), "")
        self._into: Path = ()
        self._left: Sequence[Sheet] = ()

    def go_on_with(self, sheets: Sequence[Sheet]) -> None:
        """Begin with what was typed before, in this form and in those that were open inside it."""
        put_back(self.draft, sheets[0])
        self._ids.know(self.draft.inner)
        self._left = sheets

    def compose(self) -> ComposeResult:
        """Lay out the head, the fields and the foot."""
        self._rows = {field.path: FormRow(field, self.draft) for field in self.draft.fields}
        self._show_parts()
        foot = Foot("", (("Esc", "back"),))
        if begun := self._begins_in:
            foot = Foot(self._hint(begun.editor), keys_for(begun.field, last=begun.field.path == self._last))
        yield Ground(
            Vertical(
                Horizontal(
                    Static(self._title, markup=False, classes="sheet-title"),
                    Static("", markup=False, classes="sheet-state"),
                    classes="sheet-head",
                ),
                VerticalScroll(*self._rows.values(), classes="sheet-body", can_focus=False),
                foot,
                classes="sheet",
            )
        )

    def on_mount(self) -> None:
        begun = self._begins_in
        if begun and begun.field.path[0] == self._first:
            self.call_after_refresh(begun.scroll_visible, animate=False)
        if self._left:
            self._told_state()
        if len(self._left) > 1:
            self.call_after_refresh(self._go_in)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give the keys to a field by way of its row, in the same step, so that no key comes in between."""
        row = widget if isinstance(widget, FormRow) else getattr(widget, "parent", None)
        if not isinstance(row, FormRow):
            super().set_focus(widget, scroll_visible, from_app_focus)
            return
        super().set_focus(row.editor, False, from_app_focus)
        if scroll_visible:
            self.call_next(self._bring_into_sight, row)

    def _bring_into_sight(self, row: FormRow) -> None:
        """Have a row in the middle where it is not all to be seen, before its editor is laid out: it is as high."""
        if row.region and not self.can_view_entire(row):
            self.scroll_to_center(row, animate=False, immediate=True, origin_visible=True)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if isinstance(event.widget, Editor):
            self._tell(event.widget)

    def on_edited(self, event: Edited) -> None:
        self.draft.texts[event.field.path] = event.text
        self._trouble = ((), "")
        self._told_state()
        if isinstance(self.focused, Editor):
            self._tell(self.focused)

    def on_parts_editor_cleared(self, event: PartsEditor.Cleared) -> None:
        self._put_parts(event.field, ())

    def on_parts_editor_opened(self, event: PartsEditor.Opened) -> None:
        self._open_parts(event.field)

    def _open_parts(self, field: FormField) -> None:
        draft, self._into = self.draft, field.path
        if field.kind == "part":
            self._open_one(field)
            return

        def taken(parts: tuple[Part, ...] | None) -> None:
            if parts is not None:
                self._put_parts(field, parts)

        others = tuple(part for path, parts in draft.parts.items() if path != field.path for part in parts)
        goes_into = self._left[0] if len(self._left) > 1 else None
        self.app.push_screen(PartsScreen(field, draft, others, self._ids, self._form_inside, goes_into), taken)

    def on_key(self, event: Key) -> None:
        """Answer the question whether to save; any other key goes back to typing."""
        if self._asking is None:
            return
        event.stop()
        event.prevent_default()
        asked, self._asking = self._asking, None
        if event.key == "escape":
            self.dismiss(None)
            return
        self.set_focus(asked)
        if event.key == "enter":
            self.action_save()

    def action_go_on(self) -> None:
        """Go on to the next field; from the last one on, save."""
        if isinstance(self.focused, Editor) and self.focused.field.path == self._last:
            self.action_save()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        """Go back; what was changed is asked about once."""
        self._take_texts()
        if not self.draft.changed:
            self.dismiss(None)
            return
        self._asking = self.focused or self._rows[self._last]
        self.set_focus(None)
        self._foot.say(ASKING, "asking")
        self._foot.show_keys(
            (("Enter", "keep them"), ("Esc again", "throw them away"), ("any other key", "go on typing"))
        )

    def action_save(self) -> None:
        """Come back with the new value, or tell what is wrong with it and stay, everything as it was typed."""
        self._take_texts()
        try:
            value = self.draft.build()
            if not self._inside:
                saved(self._session, self._value, value)
        except Unreadable as unreadable:
            row = self._rows[unreadable.field.path]
            self._trouble = (row.field.path, f"{row.field.label}: {unreadable}")
            self.set_focus(row)
            self._foot.say(self._trouble[1], "error")
        except RuleBroken as broken:
            self._foot.say(str(broken), "error")
        else:
            self.dismiss(None if value == self._value else value)

    @property
    def sheet(self) -> Sheet:
        """What was typed here."""
        self._take_texts()
        return sheet_of(self.draft, self._into)

    def _take_texts(self) -> None:
        for row in self._rows.values():
            row.take_text()

    @property
    def _foot(self) -> Foot:
        return self.query_one(Foot)

    def _hint(self, editor: Editor) -> str:
        return hint_for(editor.field, self.draft, editor.begun if isinstance(editor, NameEditor) else "")

    @property
    def _begins_in(self) -> FormRow | None:
        rows = [row for row in self._rows.values() if row.editable]
        wanted = [row for row in rows if row.field.path[0] == self._first]
        return next(iter((*wanted, *rows)), None)

    @property
    def _last(self) -> Path:
        return next(path for path, row in reversed(self._rows.items()) if row.editable)

    def _open_one(self, field: FormField) -> None:
        standing = self.draft.parts[field.path]
        if field.part is None:
            return

        def taken(part: Part | None) -> None:
            if part is not None:
                self._put_parts(field, (part,))

        value = standing[0] if standing else beginning(field.part, self.draft, self._ids)
        self.app.push_screen(self._form_inside(value, self.draft.links), taken)

    def _form_inside(self, value: Part | Blank, links: Links) -> "FormScreen":
        form = FormScreen(value, self._session, self._ids, links=links)
        inside, self._left = self._left[1:], ()
        if inside:
            form.go_on_with(inside)
        return form

    def _go_in(self) -> None:
        """Open what was open over this form."""
        field = next((one for one in self.draft.fields if one.part and key_of(one.path) == self._left[0].into), None)
        if field is not None:
            self._open_parts(field)

    def _put_parts(self, field: FormField, parts: tuple[Part, ...]) -> None:
        lost = self.draft.put_parts(field, parts)
        self._show_parts()
        self._told_state()
        if lost:
            self._foot.say(f"{lost} more went along: they hung on what was removed", "asking")

    def _show_parts(self) -> None:
        links = self.draft.links.within(self.draft.id, self.draft.inner)
        for path, parts in self.draft.parts.items():
            self._rows[path].show_parts(len(parts), ", ".join(words_of(part, links) for part in parts[:4]))

    def _told_state(self) -> None:
        show(self.query_one(".sheet-state", Static), Content("changed" if self.draft.changed else ""))

    def _tell(self, editor: Editor) -> None:
        where, trouble = self._trouble
        if editor.field.path == where:
            self._foot.say(trouble, "error")
        else:
            self._foot.say(self._hint(editor))
        self._foot.show_keys(keys_for(editor.field, last=editor.field.path == self._last))


def sheets_of(screens: Sequence[Screen[Any]]) -> tuple[Sheet, ...]:
    """Return what was typed into the forms on the screen, outermost first; nothing where it is as it began."""
    sheets: list[Sheet] = []
    for screen in screens:
        if isinstance(screen, FormScreen):
            sheets.append(screen.sheet)
        elif isinstance(screen, PartsScreen) and sheets:
            sheets[-1] = screen.within(sheets[-1])
    return tuple(sheets) if any(sheet.texts or sheet.parts for sheet in sheets) else ()
