"""Inner parts as rows of a table: one column a field, the empty ones left out, never wider than the screen."""

from msgspec import Struct

from alignment_tui.domain.records import Part
from alignment_tui.ui.dialogs.form_fields import FormField, fields_of
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.form_text import text_of
from alignment_tui.ui.lines import cut, fit, width_of

GAP = 3
_NARROWEST = 6


class Table(Struct, frozen=True, kw_only=True):
    """Headings and rows of equal width, ready to be painted."""

    heading: str
    rows: tuple[str, ...]


def table(kind: type[Part], parts: tuple[Part, ...], links: Links, width: int) -> Table:
    """Return the parts as a table of at most `width` cells."""
    fields = fields_of(kind)
    cells = [tuple(_cell(part, field, links) for field in fields) for part in parts]
    shown = [place for place in range(len(fields)) if place == 0 or any(row[place] for row in cells)]
    widths = [max(_wide(fields[place].label), *(_wide(row[place]) for row in cells), 1) for place in shown]
    widths = _narrowed(widths, width - GAP * (len(shown) - 1))

    def joined(texts: list[str]) -> str:
        return cut((" " * GAP).join(fit(text, size) for text, size in zip(texts, widths, strict=True)), width)

    return Table(
        heading=joined([fields[place].label for place in shown]),
        rows=tuple(joined([row[place] for place in shown]) for row in cells),
    )


def words_of(part: Part, links: Links) -> str:
    """Return a part in a few words: its text or its name, or what it is between."""
    fields = fields_of(type(part))
    if fields[0].kind == "text":
        return _cell(part, fields[0], links)
    if fields[0].kind == "link":
        between = " -> " if fields[1].kind == "link" else " "
        return between.join(_cell(part, field, links) for field in fields[:2])
    return ", ".join(f"{field.label.casefold()} {_cell(part, field, links)}" for field in fields[:3])


def _cell(part: Part, field: FormField, links: Links) -> str:
    value = getattr(part, field.path[0])
    for name in field.path[1:]:
        value = getattr(value, name, None)
    return str(len(value)) if field.kind == "parts" and value else text_of(value, field, links)


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Take from the widest column until all fit, or none can give."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _wide(text: str) -> int:
    return width_of(((text, "text"),))
