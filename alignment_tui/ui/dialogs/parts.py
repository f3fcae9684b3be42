"""The list of a record's inner parts: add, edit, remove, reorder, and back to the form with all of it."""

from collections.abc import Callable

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Agreement, Metric, Part
from alignment_tui.storage.forms import Sheet
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.dialogs.form_draft import Blank, Draft, Unreadable
from alignment_tui.ui.dialogs.form_fields import FormField, members_of
from alignment_tui.ui.dialogs.form_kept import key_of, plain
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.fresh_ids import FreshIds
from alignment_tui.ui.dialogs.parts_list import PartsList
from alignment_tui.ui.dialogs.parts_table import table, words_of
from alignment_tui.ui.dialogs.sheet import Foot, Ground

_KEYS = (("Enter", "edit"), ("n", "add"), ("Delete", "remove"), ("alt+↑↓", "move"), ("Esc", "back"))
_BESIDE = 8


class PartsScreen(Dialog[tuple[Part, ...]]):
    """The parts of one field; comes back with all of them, and the form decides whether they are kept.

    `left` is what the form was left with when a part was open over the list: that one is opened again.
    """

    BINDINGS = [
        Binding("escape,f2,ctrl+s", "leave", "Back", id="parts.leave"),
        Binding("enter", "edit", "Edit", id="parts.edit"),
        Binding("n,insert", "add", "Add", id="parts.add"),
        Binding("delete", "remove", "Remove", id="parts.remove"),
        Binding("ctrl+z", "restore", "Undo", id="parts.restore"),
        Binding("alt+up", "reorder(-1)", "Up", id="parts.up"),
        Binding("alt+down", "reorder(1)", "Down", id="parts.down"),
    ]

    def __init__(
        self,
        field: FormField,
        draft: Draft,
        others: tuple[Part, ...],
        ids: FreshIds,
        edit: "Callable[[Part | Blank, Links], Dialog[Part | None]]",
        left: Sheet | None = None,
    ) -> None:
        super().__init__()
        self._field = field
        self._kind = field.part or Part
        self._draft = draft
        self._others = others
        self._ids = ids
        self._edit = edit
        self._left = left
        self._opened = (0, False)
        self._before: list[tuple[Part, ...]] = []
        self.parts = draft.parts[field.path]

    def compose(self) -> ComposeResult:
        """Lay out the head, the rows and the foot."""
        with Ground(more=1), Vertical(classes="sheet"):
            with Horizontal(classes="sheet-head"):
                yield Static(f"{self._draft.id}  {self._field.label}".strip(), markup=False, classes="sheet-title")
                yield Static("", markup=False, classes="sheet-state")
            yield Static("", markup=False, classes="sheet-heading")
            yield PartsList(classes="sheet-body")
            yield Foot()

    def on_mount(self) -> None:
        self._foot.say(self._field.prompt)
        self._foot.show_keys(_KEYS)
        if self._left:
            self.call_after_refresh(self._open, self._left.place, new=self._left.new)

    def on_resize(self) -> None:
        self._show(self._rows.cursor)

    def on_parts_list_opened(self) -> None:
        self.action_edit()

    def action_leave(self) -> None:
        """Go back to the form with the parts as they are now."""
        self.dismiss(self.parts)

    def action_edit(self) -> None:
        """Open the part under the cursor; where there is none, a new one."""
        if self.parts:
            self._open(self._rows.cursor)
        else:
            self.action_add()

    def action_add(self) -> None:
        """Open a new part, which comes after the one under the cursor."""
        self._open(self._rows.cursor + 1 if self.parts else 0, new=True)

    def within(self, sheet: Sheet) -> Sheet:
        """Return what is kept of the form below, with the parts as they are here and the one that is open."""
        place, new = self._opened
        differ = self.parts != self._draft.parts[self._field.path]
        parts = {**sheet.parts, key_of(self._field.path): plain(self.parts)} if differ else sheet.parts
        return replace(sheet, parts=parts, place=place, new=new)

    def _open(self, place: int, *, new: bool = False) -> None:
        self._opened = place, new

        def taken(part: Part | None) -> None:
            if part is not None:
                self._put((*self.parts[:place], part, *self.parts[place + (not new) :]), place)

        new = new or place >= len(self.parts)
        value = beginning(self._kind, self._draft, self._ids) if new else self.parts[place]
        self.app.push_screen(self._edit(value, self._links), taken)

    def action_remove(self) -> None:
        """Take the part under the cursor out; one key brings it back."""
        if self.parts:
            place = self._rows.cursor
            gone = words_of(self.parts[place], self._links)
            self._put((*self.parts[:place], *self.parts[place + 1 :]), place)
            self._foot.say(f"Removed: {gone}. ctrl+z brings it back.")

    def action_restore(self) -> None:
        """Take back the last change to the list."""
        if self._before:
            self.parts = self._before.pop()
            self._show(self._rows.cursor)
            self._foot.say("As it was before.")

    def action_reorder(self, by: int) -> None:
        """Move the part under the cursor up or down."""
        place, other = self._rows.cursor, self._rows.cursor + by
        if 0 <= other < len(self.parts):
            parts = list(self.parts)
            parts[place], parts[other] = parts[other], parts[place]
            self._put(tuple(parts), other)

    @property
    def _foot(self) -> Foot:
        return self.query_one(Foot)

    @property
    def _rows(self) -> PartsList:
        return self.query_one(PartsList)

    @property
    def _links(self) -> Links:
        return self._draft.links.within(self._draft.id, (*self._others, *self.parts))

    def _put(self, parts: tuple[Part, ...], cursor: int) -> None:
        keys = [part.key for part in parts if part.key]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            self._foot.say("That is there already: one row for each.", "error")
            return
        self._before.append(self.parts)
        self.parts = parts
        self._show(cursor)
        self._foot.say(self._field.prompt)

    def _show(self, cursor: int) -> None:
        width = self.query_one(".sheet").content_size.width - _BESIDE
        shown = table(self._kind, self.parts, self._links, max(20, width))
        self.query_one(".sheet-heading", Static).update(Content(shown.heading if self.parts else ""))
        empty = (f"No {self._field.label.casefold()} yet: n adds the first.",)
        self._rows.show(shown.rows if self.parts else empty, cursor)
        self.query_one(".sheet-state", Static).update(str(len(self.parts) or ""))


def beginning(kind: type[Part], draft: Draft, ids: FreshIds) -> Blank:
    """Return a new part of a record under edit, with the id and the figures it begins with."""
    given: dict[str, str] = {}
    pattern = next((_pattern(one.type) for one in members_of(kind) if one.name == "id"), "")
    if pattern:
        letter = pattern.rpartition(".")[2].removesuffix("[1-9][0-9]*$")
        given["id"] = ids(f"{draft.id}.{letter}")
    if kind is Agreement:
        given["figures"] = _figures(draft)
    return Blank(kind=kind, given=given)


def _figures(draft: Draft) -> str:
    try:
        metric: Part | None = draft.build()
    except Unreadable:
        metric = draft.base
    return figures(metric) if isinstance(metric, Metric) else ""


def _pattern(kind: object) -> str:
    return str(getattr(getattr(kind, "type", kind), "pattern", "") or "")
