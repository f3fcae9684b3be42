"""How many colours the terminal promises, by the same rules as the screen is written by. Loads nothing."""

from collections.abc import Mapping
from typing import Literal

Colours = Literal["none", "16", "256", "16 million"]


def colours_of(env: Mapping[str, str]) -> Colours:
    """Return the colours that ``NO_COLOR``, ``COLORTERM`` and ``TERM`` promise (https://no-color.org, and as rich)."""
    term = env.get("TERM", "").strip().lower()
    if "NO_COLOR" in env:
        return "none"
    if term not in {"dumb", "unknown"} and env.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "16 million"
    return "256" if term.rpartition("-")[2] in {"256color", "kitty"} else "16"


def too_few(colours: Colours) -> bool:
    """Tell whether a theme with colours of its own could not be read: only the terminal's own are sure then."""
    return colours in {"none", "16"}
