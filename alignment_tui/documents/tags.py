"""Markup for HTML and SVG in which text can only ever be text: escaping is the default, not a duty.

The neutral blocks need a dozen elements; functions that mypy checks are simpler for that than a template language,
and nothing has to be loaded before the memo can be written.
"""

from collections.abc import Iterable

from alignment_tui.domain.text import visible

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_VOID = {"meta"}


class Markup(str):
    """Text that is markup already; any other `str` is escaped when it comes between tags or into an attribute."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; ``class_`` is class, ``stroke_width`` is stroke-width, and `None` leaves an attribute out."""
    said = "".join(
        [
            f' {key.rstrip("_").replace("_", "-")}="{escaped(_short(value))}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    return Markup(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{markup(children)}</{name}>")


def markup(parts: Iterable[str]) -> Markup:
    """Return several texts and elements after one another."""
    return Markup("".join([part if isinstance(part, Markup) else escaped(part) for part in parts]))


def escaped(text: str) -> str:
    """Return `text` for any place between tags or quotation marks, in HTML and in XML."""
    return visible(text).translate(_ESCAPES)


def _short(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
