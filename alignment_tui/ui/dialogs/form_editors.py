"""What a field is typed or chosen in: words that wrap, one-line texts, completed names, a choice, inner parts."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from alignment_tui.domain.text import visible
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_text import NOT_SAID

_MOVES = [
    Binding("up", "app.focus_previous", show=False),
    Binding("down", "app.focus_next", show=False),
]


@dataclass
class Edited(Message):
    """A field's text is another one."""

    field: FormField
    text: str


@dataclass
class Done(Message):
    """Enter was pressed in a field."""

    field: FormField


class WordsEditor(TextArea):
    """Words of any length on as many lines as they need; they stay one paragraph, so Enter goes on."""

    def __init__(self, field: FormField, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True, highlight_cursor_line=False, tab_behavior="focus")
        self.field = field
        self.move_cursor(self.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Edited(self.field, self.text))

    def on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(Done(self.field))

    def on_paste(self, event: Paste) -> None:
        event.text = visible(event.text)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move a line up, or on the first one to the field above."""
        if not select and self._row == 0:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move a line down, or on the last one to the field below."""
        if not select and self._row == self.wrapped_document.height - 1:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    @property
    def _row(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y


class LineEditor(Input):
    """A short text, such as a date or a number."""

    BINDINGS = [*_MOVES]

    def __init__(self, field: FormField, text: str) -> None:
        super().__init__(text, compact=True, select_on_focus=False)
        self.field = field

    def on_paste(self, event: Paste) -> None:
        event.text = visible(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Edited(self.field, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Done(self.field))


class NameEditor(LineEditor):
    """Names, ids or words of which the beginning is enough; Tab completes, and again for the next that fits."""

    BINDINGS = [Binding("tab", "complete", show=False)]

    def __init__(self, field: FormField, text: str, fitting: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__(field, text)
        self._fitting = fitting
        self._offered: tuple[str, ...] = ()
        self._completed = ""

    @property
    def begun(self) -> str:
        """The item that is being typed: what stands after the last comma."""
        return self._split()[1]

    def action_complete(self) -> None:
        """Complete the item being typed, or go on when there is nothing to complete."""
        head, begun = self._split()
        if self.value == self._completed and len(self._offered) > 1:
            offered = (*self._offered[1:], self._offered[0])
        else:
            offered = self._fitting(begun) if begun else ()
            if offered and offered[0] == begun:
                offered = ()
        if not offered:
            self.screen.focus_next()
            return
        self._offered = offered
        self._completed = head + offered[0]
        self.value = self._completed
        self.cursor_position = len(self.value)

    def _split(self) -> tuple[str, str]:
        if self.field.kind not in ("links", "words"):
            return "", self.value.strip()
        head, comma, begun = self.value.rpartition(",")
        return f"{head}{comma} " if comma else "", begun.strip()


class ChoiceEditor(Static, can_focus=True):
    """One word of a few, changed with left and right, space, or its first letter."""

    BINDINGS = [
        *_MOVES,
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
        Binding("enter", "done", show=False),
    ]

    def __init__(self, field: FormField, text: str, words: tuple[str, ...]) -> None:
        super().__init__(markup=False)
        self.field = field
        self.text = text
        self.words = words

    def render(self) -> Content:
        """Show the word that is chosen, and under the cursor the others as well."""
        chosen = self.text or NOT_SAID
        style = "$role-text" if self.text else "$role-dim"
        if not self.has_focus:
            return Content.assemble((chosen, style))
        others = ", ".join(word or NOT_SAID for word in self.words if word != self.text)
        return Content.assemble((chosen, f"bold {style}"), ("   ◂ ▸  ", "$role-key"), (others, "$role-dim"))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_turn(1)

    def on_key(self, event: Key) -> None:
        if event.key in ("backspace", "delete") and "" in self.words:
            self._choose("")
        elif event.is_printable and event.character and event.character != " ":
            place = self.words.index(self.text)
            around = (*self.words[place + 1 :], *self.words[: place + 1])
            found = next((word for word in around if word.startswith(event.character.casefold())), None)
            if found:
                self._choose(found)

    def action_turn(self, by: int) -> None:
        """Choose the word before or after."""
        self._choose(self.words[(self.words.index(self.text) + by) % len(self.words)])

    def action_done(self) -> None:
        """Say that this field is done."""
        self.post_message(Done(self.field))

    def _choose(self, word: str) -> None:
        self.text = word
        self.refresh()
        self.post_message(Edited(self.field, word))


class PartsEditor(Static, can_focus=True):
    """How many inner parts there are and how they begin; they are edited in a list of their own."""

    BINDINGS = [
        *_MOVES,
        Binding("enter", "open", show=False),
        Binding("delete", "clear", show=False),
    ]

    @dataclass
    class Opened(Message):
        """The parts of a field are wanted."""

        field: FormField

    @dataclass
    class Cleared(Message):
        """The one part of a field is to go."""

        field: FormField

    def __init__(self, field: FormField) -> None:
        super().__init__(markup=False)
        self.field = field

    def show(self, count: int, words: str) -> None:
        """Show a number and the words of the parts."""
        number = f"{count}   " if self.field.kind == "parts" and count else ""
        nothing = NOT_SAID if self.field.kind == "part" else "none yet"
        self.update(Content.assemble((number, "$role-text"), (words or nothing, "$role-dim")))

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Ask for the list."""
        self.post_message(self.Opened(self.field))

    def action_clear(self) -> None:
        """Ask for the one part to go; a list is emptied one by one, inside."""
        if self.field.kind == "part":
            self.post_message(self.Cleared(self.field))


Editor = WordsEditor | LineEditor | ChoiceEditor | PartsEditor


def is_editor(widget: Widget | None) -> bool:
    """Tell whether a widget is one that a field is edited in."""
    return isinstance(widget, Editor)
