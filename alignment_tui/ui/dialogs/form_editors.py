"""What a field is typed in: words that wrap, one-line texts, completed names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Paste
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input, TextArea

from alignment_tui.domain.text import visible
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.widgets.in_turn import InTurn
from alignment_tui.ui.widgets.one_line import OneLine

MOVES = [
    Binding("up", "app.focus_previous", show=False),
    Binding("down", "app.focus_next", show=False),
    Binding("enter", "screen.go_on", show=False),
]


@dataclass
class Edited(Message):
    """A field's text is another one."""

    field: FormField
    text: str


class WordsEditor(InTurn, TextArea):
    """Words of any length on as many lines as they need; they stay one paragraph, so Enter goes on."""

    BINDINGS = [MOVES[-1]]

    def __init__(self, field: FormField, text: str) -> None:
        super().__init__(text, soft_wrap=True, compact=True, highlight_cursor_line=False, tab_behavior="focus")
        self.field = field
        self.move_cursor(self.document.end)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Be as high as the words are in that width from the first; textual would have one line until it is painted."""
        if self.size:
            return super().get_content_height(container, viewport, width)
        self.wrapped_document.wrap(max(1, width - 1))
        return self.wrapped_document.height

    def watch(self, obj: DOMNode, attribute_name: str, callback: Callable[..., Any], init: bool = True) -> None:
        """Watch what textual wants watched; the theme by its signal, since a watcher is kept when its form is gone."""
        if obj is self.app and attribute_name == "theme":
            self.app.theme_changed_signal.subscribe(self, lambda theme: callback())
        else:
            super().watch(obj, attribute_name, callback, init)

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Edited(self.field, self.text))

    def on_paste(self, event: Paste) -> None:
        if not self.passed_on(event):
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


class LineEditor(OneLine):
    """A short text, such as a date or a number."""

    BINDINGS = [*MOVES]

    def __init__(self, field: FormField, text: str) -> None:
        super().__init__(text, compact=True, select_on_focus=False)
        self.field = field

    @property
    def text(self) -> str:
        """What is typed."""
        return self.value

    def on_paste(self, event: Paste) -> None:
        if not self.passed_on(event):
            event.text = visible(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Edited(self.field, event.value))

    async def action_submit(self) -> None:
        """Go on at once: a message that says so would come after what is typed next."""
        await self.run_action("screen.go_on")


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
