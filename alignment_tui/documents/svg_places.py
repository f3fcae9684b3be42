"""The places of a map in pixels: the rows and boxes of the screen, with every wait drawn to one scale.

On the screen a wait is at least as wide as its words; here the words stand above the line, so that a day is a day.
"""

from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.stream_layout import LABELS, Place, laid_out, longest_wait
from alignment_tui.domain.records import Stream

CELL = 8
_LETTER = 7
_BESIDE = 22
_NARROWEST = 16


def pixel_bands(stream: Stream, width: int) -> list[tuple[Place, ...]]:
    """Return the bands of a map `width` cells wide, in pixels; only what waits too little for its words is wider."""
    bands = laid_out(stream, width)
    room = (width - LABELS) * CELL
    scale = min((_scale(band, room) for band in bands), default=0.0)
    return [_placed(band, scale) for band in bands]


def _least(place: Place) -> int:
    words = place.wait_words.strip()
    return cells(words) * _LETTER + _BESIDE if words else _NARROWEST


def _scale(band: tuple[Place, ...], room: int) -> float:
    """Return pixels a minute for the waits of a band, such that they fill it when the short ones have their least."""
    room -= sum(place.box for place in band) * CELL
    free = [place for place in band if longest_wait(place.steps)]
    fixed = sum(_least(place) for place in band if not longest_wait(place.steps))
    while free:
        scale = (room - fixed) / sum(float(longest_wait(place.steps)) for place in free)
        short = [place for place in free if longest_wait(place.steps) * scale < _least(place)]
        if not short:
            return scale
        fixed += sum(map(_least, short))
        free = [place for place in free if place not in short]
    return float(room)


def _placed(band: tuple[Place, ...], scale: float) -> tuple[Place, ...]:
    left, placed = LABELS * CELL, []
    for place in band:
        minutes = longest_wait(place.steps)
        wait = max(_least(place), int(minutes * scale)) if minutes else _least(place)
        placed.append(replace(place, left=left, wait=wait, box=place.box * CELL))
        left = placed[-1].right
    return tuple(placed)
