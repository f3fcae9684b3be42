"""Text measured and broken in terminal cells, so that columns stand straight in any script."""

import re
import unicodedata
from functools import cache

_WIDE_FOLLOWER = "\N{VARIATION SELECTOR-16}"
_ZERO_WIDTH = {"Mn", "Me", "Cf"}
_JAMO_INSIDE = range(0x1160, 0x1200)


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return len(text) if text.isascii() else sum(_width(cluster) for cluster in clusters(text))


def wrapped(text: str, width: int, first: int | None = None) -> list[str]:
    """Break `text` into lines of at most `width` cells, the first of at most `first`.

    Lines break at spaces; a word longer than a whole line is broken where it has to be. Spaces inside a line stay.
    """
    lines: list[str] = []
    line, used, room = "", 0, width if first is None else first
    for gap, word in re.findall(r"( *)([^ ]+)", text):
        size = cells(word)
        if line and used + len(gap) + size <= room:
            line, used = f"{line}{gap}{word}", used + len(gap) + size
            continue
        if line or (size > room and room < width and size <= width):
            lines.append(line)
            room = width
        *full, line = _broken(word, room, width)
        if full:
            lines += full
            room = width
        used = cells(line)
    return [*lines, line]


def padded(text: str, width: int) -> str:
    """Return `text` filled with spaces on the right to `width` cells."""
    return text.ljust(width) if text.isascii() else text + " " * (width - cells(text))


def shortened(text: str, width: int, mark: str = "...") -> str:
    """Return `text` in at most `width` cells, with a mark where something is left out."""
    if cells(text) <= width:
        return text
    return _broken(text, max(width - len(mark), 1), width)[0].rstrip() + mark


def clusters(text: str) -> list[str]:
    """Split `text` so that a combining mark stays with what it marks."""
    result: list[str] = []
    for char in text:
        if result and _char_width(char) == 0:
            result[-1] += char
        else:
            result.append(char)
    return result


def _broken(word: str, first: int, rest: int) -> list[str]:
    pieces, room = [""], first
    used = 0
    for cluster in [*word] if word.isascii() else clusters(word):
        size = _width(cluster)
        if used + size > room and pieces[-1]:
            pieces.append("")
            used, room = 0, rest
        pieces[-1] += cluster
        used += size
    return pieces


def _width(cluster: str) -> int:
    size = _char_width(cluster[0])
    return 2 if size == 1 and _WIDE_FOLLOWER in cluster else size


@cache
def _char_width(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH or ord(char) in _JAMO_INSIDE:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
