"""What a field is chosen in: one word of a few, or the inner parts that have a list of their own."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Static

from alignment_tui.ui.dialogs.form_editors import MOVES, Edited, LineEditor, WordsEditor
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_text import NOT_SAID
from alignment_tui.ui.widgets.in_turn import InTurn


def choice_content(text: str) -> Content:
    """Return a choice as it is shown while the cursor is elsewhere."""
    return Content.styled(text or NOT_SAID, "$role-text" if text else "$role-dim")


def parts_content(field: FormField, count: int, words: str) -> Content:
    """Return how many inner parts there are, with the words of the first."""
    number = f"{count}   " if field.kind == "parts" and count else ""
    nothing = NOT_SAID if field.kind == "part" else "none yet"
    return Content.assemble((number, "$role-text"), (words or nothing, "$role-dim"))


class ChoiceEditor(InTurn, Static, can_focus=True):
    """One word of a few, changed with left and right, space, or its first letter."""

    BINDINGS = [
        *MOVES,
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    def __init__(self, field: FormField, text: str, words: tuple[str, ...]) -> None:
        super().__init__(markup=False)
        self.field = field
        self.text = text
        self.words = words

    def render(self) -> Content:
        """Show the word that is chosen, and under the cursor the others as well."""
        if not self.has_focus:
            return choice_content(self.text)
        chosen = self.text or NOT_SAID
        style = "$role-text" if self.text else "$role-dim"
        others = ", ".join(word or NOT_SAID for word in self.words if word != self.text)
        return Content.assemble((chosen, f"bold {style}"), ("   ◂ ▸  ", "$role-key"), (others, "$role-dim"))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.act()

    def act(self) -> None:
        """Do what a click does."""
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

    def _choose(self, word: str) -> None:
        self.text = word
        self.refresh()
        self.post_message(Edited(self.field, word))


class PartsEditor(InTurn, Static, can_focus=True):
    """How many inner parts there are and how they begin; they are edited in a list of their own."""

    BINDINGS = [
        *MOVES[:-1],
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
        self.update(parts_content(self.field, count, words))

    def on_click(self, event: Click) -> None:
        event.stop()
        self.act()

    def act(self) -> None:
        """Do what a click does."""
        self.action_open()

    def action_open(self) -> None:
        """Ask for the list."""
        self.post_message(self.Opened(self.field))

    def action_clear(self) -> None:
        """Ask for the one part to go; a list is emptied one by one, inside."""
        if self.field.kind == "part":
            self.post_message(self.Cleared(self.field))


Editor = WordsEditor | LineEditor | ChoiceEditor | PartsEditor
