"""The look that form and list of parts share: one raised sheet, a head, a body that scrolls, a foot with the keys."""

from textual.content import Content
from textual.widget import Widget

_AROUND = 8  # lines of a sheet beside its body, two of them for what is told
_TALL = 34

SHEET_CSS = """
SHEET {
    align: center top; overflow: hidden;
    background: $role-screen-background 70%;
    & .sheet {
        width: 100%; max-width: 104; height: auto; padding: 1 2 0 1;
        background: $role-panel-background;
    }
    & .sheet-head { height: 2; padding: 0 1 0 2; }
    & .sheet-title { width: 1fr; height: 1; color: $role-strong; text-style: bold; text-overflow: ellipsis; }
    & .sheet-state { width: 10; height: 1; color: $role-dim; text-align: right; }
    & .sheet-body { height: auto; background: $role-panel-background; scrollbar-size-vertical: 1;
        scrollbar-background: $role-panel-background; scrollbar-background-hover: $role-panel-background;
        scrollbar-background-active: $role-panel-background; }
    & .sheet-hint { height: auto; min-height: 1; max-height: 3; margin: 1 0 0 0; padding: 0 1 0 2; color: $role-dim; }
    & .sheet-hint.sheet-error { color: $role-bad; }
    & .sheet-hint.sheet-asking { color: $role-accent; text-style: bold; }
    & .sheet-keys { height: 2; padding: 0 1 1 2; color: $role-dim; text-overflow: ellipsis; text-wrap: nowrap; }
}
"""


def fit(sheet: Widget, body: Widget, height: int, *, more: int = 0) -> None:
    """Let the body scroll where the screen is too low for all of it, `more` lines standing beside it."""
    above = 2 if height >= _TALL else 0
    sheet.styles.margin = (above, 0, 0, 0)
    body.styles.max_height = max(3, height - above - _AROUND - more)


def key_line(keys: tuple[tuple[str, str], ...]) -> Content:
    """Return keys with their words, in one line."""
    parts: list[tuple[str, str]] = []
    for key, word in keys:
        parts += [(key, "$role-key"), (f" {word}   ", "$role-dim")]
    return Content.assemble(*parts)
