"""The value stream map in character cells: lanes, boxes, waits, the timeline ladder, and what goes back."""

from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from alignment_tui.documents.cells import cells, shortened
from alignment_tui.documents.ladder_words import accurate_words, lead_words, process_words, waits_words
from alignment_tui.documents.map_arrows import draw_arrows
from alignment_tui.documents.map_canvas import Canvas, Ink, MapLine, plain
from alignment_tui.documents.map_loops import draw_loops, loops_of
from alignment_tui.documents.stream_layout import Place, laid_out
from alignment_tui.domain.records import Lane, Stream
from alignment_tui.domain.value_stream import figures

NARROWEST, FRAMED_FROM = 40, 84
_LANES: tuple[Lane, ...] = get_args(Lane)


class Band(Struct, frozen=True, kw_only=True):
    """A part of the map that is as wide as the page, and the ids of the steps on it."""

    steps: tuple[str, ...]
    lines: tuple[MapLine, ...]


class _Sheet(Struct, frozen=True, kw_only=True):
    """What all bands of a map are drawn by."""

    stream: Stream
    width: int
    framed: bool
    words_inside: bool
    worst: str
    touched: Mapping[str, str]


def map_lines(stream: Stream, width: int = 80, touched: Mapping[str, str] | None = None) -> list[str]:
    """Return the map as bare text of at most `width` cells (40 and more), an empty line between its bands."""
    lines: list[str] = []
    for band in map_bands(stream, width, touched):
        lines += [""] * bool(lines) + [plain(line) for line in band.lines]
    return lines


def map_bands(stream: Stream, width: int = 80, touched: Mapping[str, str] | None = None) -> tuple[Band, ...]:
    """Return the map in the parts it is broken into, in the order of the work.

    Boxes have frames from 84 cells on, and brackets where there is less room. `touched` says by step what each is
    touched by, as one more rung of the ladder.
    """
    width = max(width, NARROWEST)
    framed = width >= FRAMED_FROM
    layout = laid_out(stream, width) if framed else laid_out(stream, width, (2,), words_inside=False)
    worst = figures(stream).worst_wait
    sheet = _Sheet(
        stream=stream,
        width=width,
        framed=framed,
        words_inside=layout.words_inside,
        worst=worst.step if worst else "",
        touched=touched or {},
    )
    return tuple(_drawn(sheet, places) for places in layout.bands)


def _drawn(sheet: _Sheet, places: tuple[Place, ...]) -> Band:
    lanes, floor = _lanes(sheet, places)
    rows = _rows(sheet, places, lanes)
    loops = loops_of(sheet.stream, places, sheet.width)
    ladder = floor + max((loop.row + 1 for loop in loops), default=int(sheet.framed))
    rungs = _rungs(sheet, places)
    canvas = Canvas(ladder + len(rungs), sheet.width)
    for lane, row in lanes.items():
        canvas.put(row, 0, lane, "label")
    before: list[int] = []
    ended: dict[int, int] = {}
    for place in places:
        draw_arrows(canvas, place, before, rows, sheet.worst, sheet.words_inside)
        _draw_boxes(canvas, place, rows, sheet.framed)
        before = [rows[step.id] for step in place.steps]
        ended |= dict.fromkeys(range(place.box_left, place.right), max(before) + _pitch(sheet))
    draw_loops(canvas, loops, floor, ended)
    for row, label in enumerate(rungs, start=ladder):
        canvas.put(row, 0, label, "label")
        for place in places:
            _draw_rung(canvas, sheet, place, row, label)
    return Band(steps=tuple(step.id for place in places for step in place.steps), lines=tuple(canvas.lines()))


def _pitch(sheet: _Sheet) -> int:
    """Return how many rows apart boxes stand; frames that meet share a row."""
    return 2 if sheet.framed else 1


def _lanes(sheet: _Sheet, places: tuple[Place, ...]) -> tuple[dict[Lane, int], int]:
    """Return the first row of boxes of each lane that has any, and the row below all of them."""
    lanes: dict[Lane, int] = {}
    row = int(sheet.framed)
    for lane in _LANES:
        if most := max(sum(step.lane == lane for step in place.steps) for place in places):
            lanes[lane] = row
            row += most * _pitch(sheet)
    return lanes, row


def _rows(sheet: _Sheet, places: tuple[Place, ...], lanes: dict[Lane, int]) -> dict[str, int]:
    """Return by step the row of its name; steps of one place and lane stand under one another."""
    rows: dict[str, int] = {}
    for place in places:
        free = dict(lanes)
        for step in place.steps:
            rows[step.id] = free[step.lane]
            free[step.lane] += _pitch(sheet)
    return rows


def _draw_boxes(canvas: Canvas, place: Place, rows: dict[str, int], framed: bool) -> None:
    inside = place.box - 2
    names = {rows[step.id]: (step, name) for step, name in zip(place.steps, place.names, strict=True)}
    for row, (step, name) in sorted(names.items()):
        left, right = "││" if framed else "[]"
        gap = inside - cells(name)
        own = (step.id,)
        if framed:
            corners = "├┤" if row - 2 in names else "┌┐"
            canvas.put(row - 1, place.box_left, f"{corners[0]}{'─' * inside}{corners[1]}", "line", own)
            canvas.put(row + 1, place.box_left, f"└{'─' * inside}┘", "line", own)
        canvas.put(row, place.box_left, left, "line", own)
        canvas.put(row, place.box_left + 1, " " * (gap // 2) + name, "name", own)
        canvas.put(row, place.right - 1, right, "line", own)


def _rungs(sheet: _Sheet, places: tuple[Place, ...]) -> list[str]:
    asked = any(sheet.touched.get(step.id) for place in places for step in place.steps)
    return [*([] if sheet.words_inside else ["waits"]), "LT", "PT", "%C/A", *(["asked by"] if asked else [])]


def _draw_rung(canvas: Canvas, sheet: _Sheet, place: Place, row: int, label: str) -> None:
    own = tuple(step.id for step in place.steps)
    span = place.right - place.left
    if label == "LT":
        words = shortened(f" {lead_words(place.steps)} ", span - 2, "…")
        canvas.put(row, place.left, f"├{'─' * (span - 2)}┤", "line", own)
        canvas.put(row, place.left + (span - cells(words)) // 2, words, "figure", own)
    elif label == "waits":
        ink: Ink = "worst" if any(step.name == sheet.worst for step in place.steps) else "wait"
        _put_under(canvas, place, row, place.left + place.wait // 2, waits_words(place.steps), ink)
    elif label == "asked by":
        asking = " ".join(by for step in place.steps if (by := sheet.touched.get(step.id)))
        _put_under(canvas, place, row, place.middle, asking, "asked")
    else:
        said = process_words(place.steps) if label == "PT" else accurate_words(place.steps)
        _put_under(canvas, place, row, place.middle, said, "figure")


def _put_under(canvas: Canvas, place: Place, row: int, middle: int, text: str, ink: Ink) -> None:
    """Put words around a column of a place, as far as its ends leave room."""
    fitting = shortened(text, place.right - place.left, "…")
    column = min(max(middle - cells(fitting) // 2, place.left), place.right - cells(fitting))
    canvas.put(row, column, fitting, ink, tuple(step.id for step in place.steps))
