"""The inks of the roles: colours straight from the theme, weights said once.

As component classes they would be nine styles to work out for every widget, most of the styling a start does.
"""

from collections.abc import Mapping

from rich.color import Color as RichColour
from rich.style import Style
from textual.color import Color

_BOLD = frozenset({"strong", "accent", "bad", "key"})
_ITALIC = frozenset({"quote"})
_AS_THE_CURSOR = frozenset({"text", "dim", "quote"})


class Inks:
    """What a theme makes of every role, on the ordinary ground and under the cursor."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self._inks: dict[tuple[str, bool], Style] = {}
        self.cursor_ground = Style(
            color=self._colour("cursor"), bgcolor=self._colour("cursor-background")
        ) + Style.parse(variables["role-cursor-style"])

    def of(self, role: str, *, cursor: bool) -> Style:
        """Return the colour and weight of a role without its background."""
        ink = self._inks.get((role, cursor))
        if ink is None:
            colour = self._colour("cursor" if cursor and role in _AS_THE_CURSOR else role)
            ink = Style(color=colour, bold=role in _BOLD or None, italic=role in _ITALIC or None)
            self._inks[role, cursor] = ink
        return ink

    def _colour(self, role: str) -> RichColour:
        return Color.parse(self.variables[f"role-{role}"]).rich_color


_latest: list[Inks] = []


def inks_of(variables: Mapping[str, str]) -> Inks:
    """Return the inks of a theme by its variables; those of the latest are kept."""
    if not _latest or _latest[0].variables is not variables:
        _latest[:] = [Inks(variables)]
    return _latest[0]
