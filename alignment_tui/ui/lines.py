"""Styled text as plain data: a line is spans of (words, role), laid out in terminal cells.

Stages say what to show in these; widgets paint them. No span is ever parsed for markup, so that people's words stay
words whatever they contain.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len, chop_cells, set_cell_size

Role = Literal["text", "dim", "strong", "accent", "good", "warn", "bad", "quote", "key"]
Span = tuple[str, Role]
Line = tuple[Span, ...]
Cell = tuple[str, int, Role]

BLANK: Line = ()
_ELLIPSIS = "…"
_LEAST_REST = 14
# Of a text that fills many lines so many times the width is measured at once: 200 000 letters are no second.
_LOOKED_AT = 8


def line(*parts: str | Span) -> Line:
    """Build a line; a bare string is plain text."""
    return tuple((part, "text") if isinstance(part, str) else part for part in parts)


def width_of(spans: Iterable[Span]) -> int:
    """Return how many cells the spans take."""
    return sum(cell_len(text) for text, _ in spans)


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something is missing."""
    if not _is_over(text, width):
        return text
    if width <= 1:
        return _ELLIPSIS[:width]
    return set_cell_size(text[: _LOOKED_AT * width], width - 1).rstrip() + _ELLIPSIS


def _is_over(text: str, width: int) -> bool:
    """Tell whether a text takes more than `width` cells; one of very many marks that take none is too long as well."""
    return len(text) > _LOOKED_AT * max(1, width) or cell_len(text) > width


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells."""
    return set_cell_size(cut(text, width), width) if width > 0 else ""


def right(text: str, width: int) -> str:
    """Return `text` at the right end of `width` cells."""
    short = cut(text, width)
    return " " * (width - cell_len(short)) + short


def cut_line(spans: Line, width: int) -> Line:
    """Return the line in at most `width` cells."""
    left = width
    kept: list[Span] = []
    for text, role in spans:
        if _is_over(text, left):
            kept.append((cut(text, left), role))
            break
        kept.append((text, role))
        left -= cell_len(text)
    return tuple(kept)


def between(start: Line, end: Line, width: int) -> Line:
    """Return a line with `start` at the left and `end` at the right; the start gives way."""
    room = max(0, width - width_of(end) - (1 if end else 0))
    start = cut_line(start, room)
    gap = width - width_of(start) - width_of(end)
    return (*start, (" " * max(0, gap), "text"), *end)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` between words into lines of at most `width` cells; a longer word is broken where it must."""
    width = max(4, width)
    lines: list[str] = []
    current = ""
    for word in text.split():
        if _is_over(word, width):
            if current:
                lines.append(current)
            *full, current = _broken(word, width)
            lines += full
            continue
        longer = f"{current} {word}" if current else word
        if cell_len(longer) <= width:
            current = longer
        else:
            lines.append(current)
            current = word
    if current or not lines:
        lines.append(current)
    return lines


def _broken(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most `width` cells; marks that take no cell stay where they were."""
    pieces = chop_cells(word, width)
    rest = word[sum(map(len, pieces)) :]
    return [*pieces, rest] if rest else pieces


def paragraph(text: str, width: int, role: Role = "text", indent: int = 0) -> list[Line]:
    """Return `text` as wrapped lines in one role."""
    pad = " " * indent
    return [line((pad + part, role)) for part in wrap(text, width - indent)]


def labelled(
    label: str, text: str, width: int, role: Role = "text", label_width: int = 11, after: Span | None = None
) -> list[Line]:
    """Return a dim label and beside it the text, wrapped under itself, with something at its end where it fits."""
    parts = wrap(text, width - label_width)
    lines = [
        line((fit(label if not number else "", label_width), "dim"), (part, role)) for number, part in enumerate(parts)
    ]
    if after:
        if width_of(lines[-1]) + 2 + cell_len(after[0]) <= width:
            lines[-1] = (*lines[-1], ("  ", "text"), after)
        else:
            lines.append(line((" " * label_width, "dim"), (cut(after[0], width - label_width), after[1])))
    return lines


def headed(own: str, words: str, width: int, after: Span | None = None) -> list[Line]:
    """Return what a record is called beside its id, in as many lines as its words take."""
    return labelled(own, words, width, "strong", label_width=cell_len(own) + 2, after=after)


def columns(width: int, *given: Cell | None) -> Line:
    """Lay cells side by side, two apart: (text, width, role); width 0 takes what is left, negative is right-aligned.

    A cell that is `None` has no room here and is left out; so are the last ones, where too little would be left.
    """
    cells = [cell for cell in given if cell is not None]
    while 0 in (size for _, size, _ in cells) and _left_over(cells, width) < _LEAST_REST:
        fixed = [place for place, cell in enumerate(cells) if place and cell[1]]
        if not fixed:
            break
        del cells[fixed[-1]]
    rest = max(6, _left_over(cells, width))
    spans: list[Span] = []
    for number, (text, size, role) in enumerate(cells):
        if number:
            spans.append(("  ", "text"))
        room = rest if size == 0 else abs(size)
        spans.append((right(text, room) if size < 0 else fit(text, room), role))
    return tuple(spans)


def _left_over(cells: Sequence[Cell], width: int) -> int:
    return width - sum(abs(size) for _, size, _ in cells) - 2 * (len(cells) - 1)


def plain(lines: Sequence[Line]) -> str:
    """Return lines as plain text, for tests and for copying."""
    return "\n".join("".join(text for text, _ in spans).rstrip() for spans in lines)
