"""A document as plain text, for a terminal, a printer or a mail: calm, aligned, no line over the width."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, MemoDocument, plain
from alignment_tui.documents.cells import cells, padded, wrapped
from alignment_tui.domain.text import visible

NARROWEST, WIDEST = 40, 120
_GAP = 2
_LABEL_COLUMN = 16
_ID_COLUMN = 4


def as_text(document: MemoDocument, width: int = 80) -> str:
    """Return the memo as text of at most `width` columns (40 to 120), ending in one line break."""
    width = min(max(width, NARROWEST), WIDEST)
    lines = [*_masthead(document, width), "", *block_lines(document.front, width)]
    if document.annex:
        lines += ["", "", padded("ANNEX ", width).replace(" ", "-").replace("-", " ", 1)]
        lines += ["", *block_lines(document.annex, width)]
    return "\n".join(text.rstrip() for text in lines) + "\n"


def block_lines(blocks: tuple[Block, ...], width: int) -> list[str]:
    """Return blocks as lines, with air before each heading."""
    lines: list[str] = []
    under_heading = True
    for block in blocks:
        if lines and not under_heading:
            lines.append("")
        lines += _one(block, width)
        under_heading = isinstance(block, Heading)
    return lines


def beside(left: str, right: str, width: int) -> list[str]:
    """Return two texts on one line, the second at the right border; what does not fit goes on below."""
    return _row(Entry(head=(left,), aside=right), width, 0)


def _masthead(document: MemoDocument, width: int) -> list[str]:
    right = [visible(document.kind), visible(document.edition)]
    column = max(cells(text) for text in right)
    title = visible(document.title).upper()
    if column + _GAP + cells(title) > width and column * 2 > width:
        return [*wrapped(title, width), *(text for text in (*right, document.day.isoformat()) if text)]
    first, *more = wrapped(title, width, width - column - _GAP)
    left = width - column
    lines = [padded(first, left) + right[0], *more]
    return [*lines, padded(document.day.isoformat(), left) + right[1]]


def _one(block: Block, width: int) -> list[str]:
    if isinstance(block, Heading):
        return wrapped(visible(block.text).upper(), width)
    if isinstance(block, Fields):
        return _fields(block, width)
    if isinstance(block, Entries):
        return _entries(block.entries, width)
    return wrapped(plain(block.line), width)


def _fields(block: Fields, width: int) -> list[str]:
    column = min(max(_LABEL_COLUMN, *(cells(label) + _GAP for label, _ in block.rows)), width // 2)
    lines: list[str] = []
    for label, words in block.rows:
        *above, beside_words = wrapped(visible(label), column - _GAP)
        first, *more = wrapped(plain(words), width - column)
        lines += [*above, padded(beside_words, column) + first, *(" " * column + text for text in more)]
    return lines


def entry_lines(entries: tuple[Entry, ...], width: int) -> Iterator[tuple[Entry, list[str]]]:
    """Yield entries that share their columns, each with its lines: first what it is, below what is known of it."""
    indent = max(_ID_COLUMN, *(cells(entry.id) + _GAP for entry in entries))
    room = width - indent
    column = _figures_column(entries, room)
    for entry in entries:
        first, *more = [*_row(entry, room, column), *_below(entry, room)]
        yield entry, [padded(entry.id, indent) + first, *(" " * indent + text for text in more)]


def airy(entries: tuple[Entry, ...]) -> bool:
    """Return whether there is a blank line between these entries: where one has much below it."""
    return any(len(entry.notes) + len(entry.children) > 1 for entry in entries)


def _entries(entries: tuple[Entry, ...], width: int, inside: bool = False) -> list[str]:
    apart = not inside and airy(entries)
    lines: list[str] = []
    for _, own in entry_lines(entries, width):
        lines += ["", *own] if apart and lines else own
    return lines


def _figures_column(entries: tuple[Entry, ...], room: int) -> int:
    """Return where the figures of these entries begin: after the longest head that leaves room for its own."""
    fitting = [cells(plain(entry.head)) for entry in entries if entry.figures and _on_one_line(entry, room)]
    return max(fitting, default=0) + _GAP


def _on_one_line(entry: Entry, room: int, column: int = 0) -> bool:
    head, figures, aside = cells(plain(entry.head)) + _GAP, cells(plain(entry.figures)), cells(visible(entry.aside))
    return max(head, column) + figures + (aside + _GAP if aside else 0) <= room


def _row(entry: Entry, room: int, column: int) -> list[str]:
    head, figures, aside = plain(entry.head), plain(entry.figures), visible(entry.aside)
    below: list[str] = []
    if figures:
        if _on_one_line(entry, room, column):
            head = padded(head, max(column, cells(head) + _GAP)) + figures
        elif _on_one_line(entry, room):
            head = f"{head}  {figures}"
        else:
            below = wrapped(figures, room)
    if not aside:
        return [*wrapped(head, room), *below]
    left = room - cells(aside) - _GAP
    if left < room // 2:
        return [*wrapped(head, room), *wrapped(aside, room), *below]
    first, *more = wrapped(head, room, left)
    return [padded(first, left + _GAP) + aside, *more, *below]


def _below(entry: Entry, room: int) -> list[str]:
    lines: list[str] = []
    for note in entry.notes:
        first, *more = wrapped(plain(note), room - _GAP, room)
        lines += [first, *(" " * _GAP + text for text in more)]
    return lines + (_entries(entry.children, room, inside=True) if entry.children else [])
