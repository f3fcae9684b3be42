"""The roles that screens paint by, and what they make of Textual's own variables.

A screen says what a word is (`$role-quote`), never which colour; so a theme is a short list that can be checked as a
whole, and every stock widget follows it.
"""

from collections.abc import Mapping

TEXT_ROLES = ("text", "dim", "strong", "accent", "good", "warn", "bad", "quote", "key", "cursor")
BACKGROUNDS = ("screen-background", "panel-background", "cursor-background", "line-background")
RULE = "rule"
CURSOR_STYLE = "cursor-style"

# Where a theme file gives no colour of its own for a role, it is this colour of the theme.
FROM_COLOURS = {
    "text": "foreground",
    "strong": "foreground",
    "accent": "accent",
    "good": "success",
    "warn": "warning",
    "bad": "error",
    "quote": "foreground",
    "key": "accent",
    "cursor": "foreground",
    "dim": "foreground",
    "rule": "secondary",
    "screen-background": "background",
    "panel-background": "panel",
    "line-background": "surface",
    "cursor-background": "panel",
}

# Plain black and white, for a theme that is not ours: legible, and the program does not stop for want of a variable.
DEFAULT_VARIABLES: dict[str, str] = {
    **{f"role-{role}": "#f0f0f0" for role in TEXT_ROLES},
    **{f"role-{background}": "#101010" for background in BACKGROUNDS},
    "role-cursor-background": "#303030",
    "role-rule": "#808080",
    "role-cursor-style": "bold",
}

# Textual's own variables by role: its muted and disabled greys do not reach 4.5:1, its cursors are too loud for a room.
_STOCK = {
    "text-muted": "dim",
    "text-disabled": "dim",
    "foreground-muted": "dim",
    "foreground-disabled": "dim",
    "text-primary": "accent",
    "text-secondary": "dim",
    "text-accent": "accent",
    "text-success": "good",
    "text-warning": "warn",
    "text-error": "bad",
    "block-cursor-foreground": "cursor",
    "block-cursor-background": "cursor-background",
    "block-cursor-blurred-foreground": "cursor",
    "block-cursor-blurred-background": "cursor-background",
    "block-hover-background": "cursor-background",
    "border": "accent",
    "border-blurred": "rule",
    "scrollbar": "rule",
    "scrollbar-hover": "dim",
    "scrollbar-active": "accent",
    "scrollbar-background": "screen-background",
    "scrollbar-background-hover": "screen-background",
    "scrollbar-background-active": "screen-background",
    "scrollbar-corner-color": "screen-background",
    "link-color": "accent",
    "link-background-hover": "cursor-background",
    "link-color-hover": "cursor",
    "footer-foreground": "dim",
    "footer-background": "panel-background",
    "footer-key-foreground": "key",
    "footer-description-foreground": "dim",
    "input-cursor-background": "text",
    "input-cursor-foreground": "screen-background",
    "input-selection-background": "cursor-background",
    "input-selection-foreground": "cursor",
    "screen-selection-background": "cursor-background",
    "screen-selection-foreground": "cursor",
    "button-foreground": "text",
    "markdown-h1-color": "strong",
    "markdown-h2-color": "strong",
    "markdown-h3-color": "strong",
    "markdown-h6-color": "dim",
}
# Where the colours are the terminal's own, the cursor is told by swapping them; Textual leaves it to the theme to say
# these, and does not start without.
_ANSI = {
    "block-cursor-text-style": "bold reverse",
    "input-cursor-text-style": "reverse",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "surface-active": "ansi_default",
}


def variables(roles: Mapping[str, str], *, ansi: bool) -> dict[str, str]:
    """Return the theme variables of every role, and Textual's own in their image."""
    return {
        **{f"role-{role}": colour for role, colour in roles.items()},
        **{name: roles[role] for name, role in _STOCK.items()},
        "role-cursor-style": "bold reverse" if ansi else "bold",
        **(_ANSI if ansi else {"block-cursor-text-style": "bold"}),
    }
