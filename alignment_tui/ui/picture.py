"""A screenshot of the program as a small SVG that asks for no font and nothing else from anywhere."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree

from rich.cells import cell_len

CELL_WIDTH, CELL_HEIGHT = 12, 24
_MARGIN = 12
_FONT_SIZE = 20
_BASELINE = 18
_FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_SVG = "{http://www.w3.org/2000/svg}"

# The grid of cells that textual's own screenshots are drawn on.
_RICH_WIDTH, _RICH_HEIGHT = 12.2, 24.4
_NO_BREAK = "\N{NO-BREAK SPACE}"


class _Piece(NamedTuple):
    row: int
    column: int
    cells: int
    text: str
    look: str


class _Ground(NamedTuple):
    row: int
    column: int
    cells: int
    fill: str


def compact(screenshot: str, columns: int, rows: int) -> str:
    """Return what `App.export_screenshot` gives, drawn anew on a grid of its own, a fraction of the size."""
    root = ElementTree.fromstring(screenshot)  # noqa: S314 # what was written a moment ago
    looks = dict(re.findall(r"\.([\w-]+-r\d+) \{ (.*?) \}", root.findtext(f"{_SVG}style") or ""))
    matrix = root.findall(f"{_SVG}g")[-1]
    grounds = [_ground(rect) for rect in matrix.findall(f"{_SVG}rect")]
    pieces = [piece for text in matrix.iter(f"{_SVG}text") for piece in _pieces(text, looks)]
    names = {look: f"l{number}" for number, look in enumerate(dict.fromkeys(piece.look for piece in pieces))}
    common = min(grounds).fill if grounds and min(grounds)[:2] == (0, 0) else _backdrop(root)
    width, height = columns * CELL_WIDTH + 2 * _MARGIN, rows * CELL_HEIGHT + 2 * _MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>text {{ font: {_FONT_SIZE}px {_FONTS}; white-space: pre }}",
        *(f".{name} {{ {look} }}" for look, name in names.items()),
        "</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{common}"/>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
        *(_rect(ground) for ground in _joined(grounds) if ground.fill != common),
        *(_text(piece, names[piece.look]) for piece in pieces),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _backdrop(root: ElementTree.Element) -> str:
    """Return what stands behind everything, where the terminal's own colours are used and cells have none."""
    rect = root.find(f"{_SVG}rect")
    return rect.get("fill", "#000000") if rect is not None else "#000000"


def _ground(rect: ElementTree.Element) -> _Ground:
    return _Ground(
        round(float(rect.get("y", "0")) / _RICH_HEIGHT),
        round(float(rect.get("x", "0")) / _RICH_WIDTH),
        round(float(rect.get("width", "0")) / _RICH_WIDTH),
        rect.get("fill", ""),
    )


def _joined(grounds: list[_Ground]) -> Iterator[_Ground]:
    for (row, fill), run in groupby(sorted(grounds), key=lambda ground: (ground.row, ground.fill)):
        members = list(run)
        yield _Ground(row, members[0].column, sum(member.cells for member in members), fill)


def _pieces(element: ElementTree.Element, looks: dict[str, str]) -> Iterator[_Piece]:
    """Part a text where two spaces are, so that a font of another width moves nothing far from its column."""
    text = (element.text or "").replace(_NO_BREAK, " ")
    row = int(float(element.get("y", "0")) // _RICH_HEIGHT)
    start = round(float(element.get("x", "0")) / _RICH_WIDTH)
    look = looks[element.get("class", "")].replace(";font", "; font").rstrip(";")
    for found in re.finditer(r"\S+(?: \S+)*", text):
        yield _Piece(row, start + cell_len(text[: found.start()]), cell_len(found[0]), found[0], look)


def _rect(ground: _Ground) -> str:
    x, y, width = ground.column * CELL_WIDTH, ground.row * CELL_HEIGHT, ground.cells * CELL_WIDTH
    return f'<rect x="{x}" y="{y}" width="{width}" height="{CELL_HEIGHT}" fill="{ground.fill}"/>'


def _text(piece: _Piece, name: str) -> str:
    x, y = piece.column * CELL_WIDTH, piece.row * CELL_HEIGHT + _BASELINE
    length = piece.cells * CELL_WIDTH
    return f'<text x="{x}" y="{y}" textLength="{length}" class="{name}">{escape(piece.text, quote=False)}</text>'
