"""The foot of the work screen: the mode in a word, the line, and what was understood of it as it is typed."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from alignment_tui.capture.answers import Refused, Understood
from alignment_tui.ui.lines import Line, Role, line, paragraph
from alignment_tui.ui.widgets.capture_line import CaptureLine
from alignment_tui.ui.widgets.lines_view import Bar

Reader = Callable[[str], Understood | Refused | None]
Taker = Callable[[Understood], None]
"""Takes what was understood, and empties the line where it may go."""


class CaptureBar(Vertical):
    """Shows what a line would do before it is taken; somebody new needs Enter twice."""

    typing: reactive[bool] = reactive(True, repaint=False)

    @dataclass
    class Typed(Message):
        """The line is another than before."""

        text: str

    def __init__(self, read: Reader, take: Taker, hint: Callable[[bool], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._read = read
        self._take = take
        self._hint = hint
        self.conceals: Callable[[str], bool] = lambda text: False
        self._confirming = ""
        self._blind = False
        self._concealed = False
        self._said: tuple[str, Role] = ("", "dim")
        self._hinting = True

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Bar(id="mode")
            yield CaptureLine(id="line")
        yield Bar(id="preview")

    def on_mount(self) -> None:
        self.line.typed = self._typed
        self.line.entered = self._entered
        self.query_one("#mode", Bar).show(self._mode_lines)
        self._preview("")

    @property
    def line(self) -> CaptureLine:
        """The input itself."""
        return self.query_one("#line", CaptureLine)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value

    def put(self, text: str) -> None:
        """Replace what is typed."""
        self.line.put(text)

    def say(self, words: str, role: Role = "dim") -> None:
        """Say something where the preview is, until the next key in the line or the next stage."""
        self._said = (words, role)
        self._hinting = False
        self.query_one("#preview", Bar).show(self._said_lines)

    def show_hint(self) -> None:
        """Say what can be done here, where nothing is typed."""
        if not self.text:
            self._preview("")

    def show_hint_again(self) -> None:
        """Say what can be done now, if that is what was said last."""
        if self._hinting:
            self.show_hint()

    @property
    def blind(self) -> bool:
        """Whether what is typed is masked: as everything is now, or because this very line stays hidden for now."""
        return self._blind or self._concealed

    def hide(self, blind: bool) -> None:
        """Mask what is typed, and say nothing of it; or no longer."""
        self._blind = blind
        self._show_blind()
        self._preview(self.text)

    def watch_typing(self, typing: bool) -> None:
        if self.is_mounted:
            self.query_one("#mode", Bar).show(self._mode_lines)
            self.show_hint_again()

    def _entered(self, text: str) -> None:
        outcome = self._read(text)
        if isinstance(outcome, Refused):
            self.say(_refused(outcome, self.blind), "warn")
        elif outcome is not None:
            if outcome.new_names and self._confirming != text:
                self._confirming = text
                self._preview(text)
            else:
                self._confirming = ""
                self._take(outcome)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def _typed(self, text: str) -> None:
        self._said = ("", "dim")
        concealed = bool(text) and self.conceals(text)
        if concealed != self._concealed:
            self._concealed = concealed
            self._show_blind()
        self._preview(text)

    def _show_blind(self) -> None:
        self.line.password = self.blind
        self.query_one("#mode", Bar).show(self._mode_lines)

    def _preview(self, text: str) -> None:
        outcome = self._read(text) if text.strip() else None
        self._hinting = outcome is None
        if isinstance(outcome, Refused):
            self._said = (_refused(outcome, self.blind), "dim")
        elif outcome is None:
            self._said = (self._hint(self.typing), "dim")
        elif outcome.new_names:
            again = "Enter again takes it" if self._confirming == text else "Enter twice takes it"
            person = "person" if len(outcome.new_names) == 1 else "people"
            who = "" if self.blind else f": {', '.join(outcome.new_names)}"
            self._said = (f"NEW {person}{who}. {again}: {_understood(outcome, self.blind)}", "accent")
        else:
            self._said = (_understood(outcome, self.blind), "good")
        self.query_one("#preview", Bar).show(self._said_lines)

    def _said_lines(self, width: int) -> list[Line]:
        words, role = self._said
        return paragraph(words, width - 1, role)[:2] if words else []

    def _mode_lines(self, width: int) -> list[Line]:
        mode = ("BLIND" if self.blind else "TYPING") if self.typing else "KEYS"
        return [line(" ", (mode, "good" if mode == "TYPING" else "warn"))]


def _understood(outcome: Understood, blind: bool) -> str:
    """Say what a line would do; of what is typed blind only what kind of thing it is."""
    return f"{outcome.label}, hidden" if blind else outcome.words


def _refused(outcome: Refused, blind: bool) -> str:
    return f"not understood yet. {outcome.example}" if blind else outcome.sentence
