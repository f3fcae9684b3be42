"""The look that form and list of parts share: one raised sheet, a head, a body that scrolls, a foot with the keys."""

from typing import Literal

from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from alignment_tui.ui.sized import SLIM

Keys = tuple[tuple[str, str], ...]
Tone = Literal["hint", "error", "asking"]

_AROUND = 8  # lines of a sheet beside its body, two of them for what is told
_AROUND_TIGHT = 3  # title, what is told, keys
_TALL, _LOW = 34, 16
"""Columns below which a label stands over its field."""


class Ground(Vertical):
    """What a sheet lies on: the whole screen, covered, so that one thing is in sight and no dialog lies on another."""

    DEFAULT_CSS = """
    Ground {
        width: 100%; height: 100%; align: center top; overflow: hidden;
        background: $role-screen-background;
        & .sheet {
            width: 100%; max-width: 104; height: auto; padding: 1 2 0 1;
            background: $role-panel-background;
        }
        & .sheet-head { height: 2; padding: 0 1 0 2; }
        & .sheet-title { width: 1fr; height: 1; color: $role-strong; text-style: bold; text-overflow: ellipsis; }
        & .sheet-state { width: 10; height: 1; color: $role-dim; text-align: right; }
        & .sheet-body {
            height: auto; background: $role-panel-background; scrollbar-size-vertical: 1;
            scrollbar-background: $role-panel-background; scrollbar-background-hover: $role-panel-background;
            scrollbar-background-active: $role-panel-background;
        }
        & .sheet-heading { height: auto; padding: 0 1 0 2; color: $role-dim; }
        & Foot { height: auto; }
        & .sheet-hint {
            height: auto; min-height: 1; max-height: 3; margin: 1 0 0 0; padding: 0 1 0 2; color: $role-dim;
        }
        & .sheet-hint.sheet-error { color: $role-bad; }
        & .sheet-hint.sheet-asking { color: $role-accent; text-style: bold; }
        &.-slim FormRow > .form-editor { margin: 1 0 0 0; padding: 0 1 0 3; }
        &.-tight .sheet { padding: 0; }
        &.-tight .sheet-head { height: 1; }
        &.-tight .sheet-heading { display: none; }
        &.-tight .sheet-hint { margin: 0; max-height: 1; }
        &.-tight .sheet-keys { height: 1; padding: 0 1 0 2; }
        & .sheet-keys { height: 2; padding: 0 1 1 2; color: $role-dim; text-overflow: ellipsis; text-wrap: nowrap; }
    }
    """

    def __init__(self, *parts: Widget, more: int = 0) -> None:
        super().__init__(*parts)
        self._more = more

    def on_mount(self) -> None:
        self._fit(self.app.size)

    def on_resize(self, event: Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Let the body scroll where the screen is too low for all of it, `more` lines standing beside it.

        Where there is hardly any room the air goes, and each label stands over its field.
        """
        above = 2 if size.height >= _TALL else 0
        low = size.height < _LOW
        self.set_class(low, "-tight")
        self.set_class(size.width < SLIM, "-slim")
        self.query_one(".sheet").styles.margin = (above, 0, 0, 0)
        around = _AROUND_TIGHT if low else _AROUND + above + self._more
        self.query_one(".sheet-body").styles.max_height = max(2, size.height - around)


class Foot(Vertical):
    """What is told about the field or row under the cursor, and the keys that help there."""

    def __init__(self, words: str = "", keys: Keys = ()) -> None:
        super().__init__(
            Static(Content(words), markup=False, classes="sheet-hint"),
            Static(key_line(keys), markup=False, classes="sheet-keys"),
        )

    def say(self, words: str, tone: Tone = "hint") -> None:
        """Tell something, with its weight."""
        hint = self.query_one(".sheet-hint", Static)
        hint.set_class(tone == "error", "sheet-error")
        hint.set_class(tone == "asking", "sheet-asking")
        show(hint, Content(words))

    def show_keys(self, keys: Keys) -> None:
        """Show keys with their words."""
        show(self.query_one(".sheet-keys", Static), key_line(keys))


def show(place: Static, content: Content) -> None:
    """Show other words in a place; the same ones cost nothing."""
    if place.content != content:
        place.update(content)


def key_line(keys: Keys) -> Content:
    """Return keys with their words, in one line."""
    parts: list[tuple[str, str]] = []
    for key, word in keys:
        parts += [(key, "$role-key"), (f" {word}   ", "$role-dim")]
    return Content.assemble(*parts)
